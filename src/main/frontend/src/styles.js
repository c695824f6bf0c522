// Styles of a part that not every page shows.

/** Resolves when the sheet beside app.css is there, so that nothing is laid out without it. */
export function loadStyles(name) {
  const app = document.querySelector('link[rel=stylesheet][href*="app.css"]');
  const href = app.getAttribute('href').replace('app.css', name);
  if (document.querySelector(`link[href="${href}"]`)) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.addEventListener('load', resolve);
    link.addEventListener('error', resolve);
    app.before(link);
  });
}
