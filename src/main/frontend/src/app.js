import htmx from 'htmx.org';
import '@tabler/core/dist/js/tabler.esm.js';
import { toast, text } from './page.js';
import './confirm.js';
import './requests.js';
import './contents.js';

/** Brings to life what a page, or a part of it that came later, holds. */
function enliven(root) {
  for (const element of root.querySelectorAll('[data-diagram]:not([data-alive])')) {
    element.dataset.alive = '';
    import('./diagram.js').then(({ showDiagram }) => showDiagram(element));
  }
  for (const element of root.querySelectorAll('[data-form]:not([data-alive])')) {
    element.dataset.alive = '';
    import('./form.js').then(({ showForm }) => showForm(element));
  }
}

document.addEventListener('htmx:load', event => enliven(event.detail.elt.parentElement ?? document));
enliven(document);

document.addEventListener('click', event => {
  const target = event.target.closest('[data-copy],[data-theme-switch],[data-rail-toggle]');
  if (target?.hasAttribute('data-copy')) {
    copy(target.dataset.copy);
  } else if (target?.hasAttribute('data-theme-switch')) {
    switchTheme();
  } else if (target) {
    target.setAttribute('aria-expanded', String(document.body.classList.toggle('rail-open')));
  } else {
    followRow(event);
  }
});

/** A row with data-href is a large link; the real link in it stays for the keyboard. */
function followRow(event) {
  const row = event.target.closest('[data-href]');
  if (row && !event.target.closest('a,button,input,select,label,textarea') && !String(window.getSelection())) {
    window.location.assign(row.dataset.href);
  }
}

async function copy(value) {
  try {
    await navigator.clipboard.writeText(value);
  } catch {
    copyBySelection(value);
  }
  toast(text('copied'));
}

/** Browsers offer the clipboard on secure addresses only. */
function copyBySelection(value) {
  const area = document.createElement('textarea');
  area.value = value;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

function switchTheme() {
  const theme = document.documentElement.dataset.bsTheme === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.bsTheme = theme;
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // storage is off: the choice lasts as long as the page
  }
}

document.addEventListener('change', ({ target }) => {
  if (target.closest('[data-autosubmit]')) {
    target.form?.requestSubmit();
  }
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && document.body.classList.contains('rail-open')) {
    document.querySelector('[data-rail-toggle]').click();
  }
});
window.htmx = htmx;
