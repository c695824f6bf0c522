// Asks before something that can't be undone: data-confirm on a submit button, on a form, or on an element with hx-*.
import { text } from './page.js';

const confirmed = new WeakSet();

document.addEventListener('submit', event => {
  const form = event.target;
  const asker = event.submitter?.dataset.confirm ? event.submitter : form;
  if (!asker.dataset.confirm || confirmed.delete(form)) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(asker).then(yes => {
    if (yes) {
      confirmed.add(form);
      form.requestSubmit(event.submitter ?? undefined);
    }
  });
}, true);

document.addEventListener('htmx:confirm', event => {
  const asker = event.detail.elt;
  const question = asker.dataset.confirm ?? event.detail.question;
  if (!question || asker instanceof HTMLFormElement) {
    return;
  }
  event.preventDefault();
  ask(asker, question).then(yes => yes && event.detail.issueRequest(true));
});

function ask(asker, question = asker.dataset.confirm) {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  dialog.setAttribute('aria-labelledby', 'ask-text');
  const words = document.createElement('p');
  words.id = 'ask-text';
  words.textContent = question;
  const form = document.createElement('form');
  form.method = 'dialog';
  form.append(button('no', text('cancel'), 'btn'), button('yes', asker.dataset.confirmLabel ?? asker.textContent.trim(), 'btn btn-danger'));
  dialog.append(words, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(dialog.returnValue === 'yes');
  }));
}

function button(value, label, style) {
  const element = document.createElement('button');
  element.value = value;
  element.textContent = label;
  element.className = style;
  return element;
}
