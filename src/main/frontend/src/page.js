// What scripts read from the page and say on it.

/** A text that the layout put on the body as data-text-...; scripts hold none themselves. */
export function text(name) {
  return document.body.getAttribute('data-text-' + name) ?? '';
}

export function csrf() {
  const token = document.querySelector('meta[name=_csrf]')?.content;
  const header = document.querySelector('meta[name=_csrf_header]')?.content;
  return token && header ? { [header]: token } : {};
}

/** A request that lost its session ends at the sign-in page. */
export function signedOut(url) {
  return new URL(url, window.location.href).pathname.endsWith('/login');
}

export function toast(message, kind = 'info') {
  const box = document.createElement('div');
  box.className = 'toast-box toast-' + kind;
  box.textContent = message;
  document.querySelector('[data-toasts]')?.append(box);
  setTimeout(() => box.remove(), kind === 'danger' ? 9000 : 3500);
}

/** A message in place of a part that could not be loaded, with a way to try again. */
export function failure(message, again) {
  const box = document.createElement('div');
  box.className = 'alert alert-warning load-failed';
  box.setAttribute('role', 'alert');
  const words = document.createElement('div');
  words.textContent = message;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-sm';
  button.textContent = text('retry');
  button.addEventListener('click', again);
  box.append(words, button);
  return box;
}
