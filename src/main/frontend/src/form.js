// Shows a form made with the form editor, and sends it: what was typed stays until the server has taken it.
import { Form } from '@bpmn-io/form-js-viewer';
import { csrf, failure, signedOut, text } from './page.js';
import { loadStyles } from './styles.js';

export async function showForm(host) {
  const box = document.createElement('div');
  const problem = document.createElement('div');
  problem.className = 'alert alert-danger';
  problem.setAttribute('role', 'alert');
  problem.tabIndex = -1;
  problem.hidden = true;
  host.replaceChildren(problem, box);
  try {
    await draw(host, box, problem);
  } catch (error) {
    console.warn('Form not shown: ' + error.message);
    host.replaceChildren(failure(text('form-failed'), () => showForm(host)));
  }
}

async function draw(host, box, problem) {
  const [schema, values] = await Promise.all([json(host.dataset.schema), host.dataset.values ? json(host.dataset.values) : {}, loadStyles('form.css')]);
  const draft = new Draft((host.dataset.submit ?? host.dataset.schema).split('?')[0]);
  const form = new Form({ container: box });
  await form.importSchema(schema, { ...values, ...draft.read() });
  if (host.hasAttribute('data-readonly') || !host.dataset.submit) {
    form.setProperty('readOnly', true);
    return;
  }
  if (!box.querySelector('button[type=submit]')) {
    host.append(submitButton(host, form));
  }
  form.on('changed', ({ data }) => draft.write(data));
  form.on('submit', ({ data, errors }) => {
    if (Object.keys(errors).length === 0) {
      send(host, problem, data, draft);
    } else {
      focusFirstError(box);
    }
  });
}

function submitButton(host, form) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-primary';
  button.textContent = host.dataset.label ?? text('complete');
  button.addEventListener('click', () => form.submit());
  return button;
}

function focusFirstError(box) {
  requestAnimationFrame(() => box.querySelector('.fjs-has-errors input, .fjs-has-errors textarea, .fjs-has-errors select')?.focus());
}

async function json(url) {
  const response = await fetch(url, { headers: { Accept: 'application/json' } });
  if (!response.ok || signedOut(response.url)) {
    throw new Error(`${url} answers ${response.status}`);
  }
  return response.json();
}

async function send(host, problem, variables, draft) {
  if (host.getAttribute('aria-busy') === 'true') {
    return;
  }
  host.setAttribute('aria-busy', 'true');
  problem.hidden = true;
  try {
    const response = await fetch(host.dataset.submit, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json, application/problem+json', ...csrf() },
      body: JSON.stringify({ variables })
    });
    const words = await refusal(response);
    if (words === null) {
      draft.clear();
      window.location.assign(next(host, response));
      return;
    }
    complain(problem, words);
  } catch {
    complain(problem, text('offline'));
  }
  host.removeAttribute('aria-busy');
}

/** Null when the server took it, else why not in words. */
async function refusal(response) {
  if (response.redirected && signedOut(response.url)) {
    return text('signed-out');
  }
  if (response.ok) {
    return null;
  }
  try {
    const { detail, next } = await response.json();
    if (next?.startsWith('/')) {
      window.location.assign(next);
    }
    return detail ?? text('failed');
  } catch {
    return response.status === 401 || response.status === 403 ? text('signed-out') : text('failed');
  }
}

function next(host, response) {
  if (response.redirected) {
    return response.url;
  }
  return response.headers.get('HX-Redirect') ?? response.headers.get('Location') ?? host.dataset.redirect ?? window.location.href;
}

function complain(problem, words) {
  problem.textContent = words;
  problem.hidden = false;
  problem.focus();
}

/** What was typed, kept for this tab until it is sent. */
class Draft {
  constructor(name) {
    this.name = 'draft:' + name;
  }

  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.name)) ?? {};
    } catch {
      return {};
    }
  }

  write(data) {
    try {
      sessionStorage.setItem(this.name, JSON.stringify(data));
    } catch {
      // storage is off or full: the page itself still holds what was typed
    }
  }

  clear() {
    try {
      sessionStorage.removeItem(this.name);
    } catch {
      // nothing was kept
    }
  }
}
