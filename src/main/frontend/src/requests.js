// htmx: the CSRF token on every change, and what a person sees when a request fails.
import htmx from 'htmx.org';
import { csrf, failure, signedOut, text, toast } from './page.js';

document.addEventListener('htmx:configRequest', event => {
  if (event.detail.verb !== 'get') {
    Object.assign(event.detail.headers, csrf());
  }
});

document.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.xhr.responseURL && signedOut(event.detail.xhr.responseURL) && !signedOut(window.location.href)) {
    event.detail.shouldSwap = false;
    window.location.reload();
  }
});

for (const name of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(name, event => failed(event.detail));
}

function failed({ elt, xhr }) {
  if (xhr?.status === 401) {
    window.location.reload();
    return;
  }
  if (elt.classList.contains('lazy')) {
    elt.replaceChildren(failure(detail(xhr), () => htmx.trigger(elt, 'load')));
  } else if (!elt.getAttribute('hx-trigger')?.includes('every')) {
    toast(detail(xhr), 'danger');
  }
}

/** What the server says of it, if that is said for people. */
function detail(xhr) {
  if (!xhr || xhr.status === 0) {
    return text('offline');
  }
  if (![400, 403, 409, 413, 422].includes(xhr.status)) {
    return text('failed');
  }
  try {
    return JSON.parse(xhr.responseText).detail ?? text('failed');
  } catch {
    return text('failed');
  }
}
