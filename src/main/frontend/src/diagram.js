// Shows a process diagram with the tokens of an instance, or the counts of a version, and keeps them up to date.
import NavigatedViewer from 'camunda-bpmn-js/lib/camunda-cloud/NavigatedViewer';
import { failure, signedOut, text } from './page.js';
import { loadStyles } from './styles.js';

const MARKERS = ['token-here', 'token-failed', 'token-been'];
const READABLE = 0.4;
const FASTEST = 2000;
const SLOWEST = 30000;

export async function showDiagram(host) {
  await loadStyles('diagram.css');
  const canvas = document.createElement('div');
  canvas.className = 'diagram-canvas';
  canvas.setAttribute('role', 'group');
  canvas.setAttribute('aria-label', host.dataset.label ?? text('diagram'));
  const legend = document.createElement('p');
  legend.className = 'diagram-legend';
  legend.setAttribute('aria-live', 'polite');
  host.replaceChildren(canvas, legend);
  try {
    await draw(host, canvas, legend);
  } catch (error) {
    console.warn('Diagram not shown: ' + error.message);
    host.replaceChildren(failure(text('diagram-failed'), () => showDiagram(host)));
  }
}

async function draw(host, canvas, legend) {
  const xml = await (await load(host.dataset.xml)).text();
  const viewer = new NavigatedViewer({
    container: canvas,
    zoomScroll: { enabled: false },
    overlays: { defaults: { scale: { min: 0.85, max: 1.2 } } },
    bpmnRenderer: {
      defaultFillColor: 'var(--diagram-fill)',
      defaultStrokeColor: 'var(--diagram-stroke)',
      defaultLabelColor: 'var(--diagram-label)'
    }
  });
  await viewer.importXML(xml);
  fit(viewer);
  canvas.append(controls(viewer));
  wheelOnlyWhenFocused(viewer, canvas);
  tellClicks(viewer, host);
  new ResizeObserver(() => host.isConnected && fit(viewer)).observe(canvas);
  if (host.dataset.state) {
    follow(viewer, host, legend);
  }
}

async function load(url) {
  const response = await fetch(url, { headers: { Accept: 'application/json, application/xml, text/xml, */*' } });
  if (!response.ok || signedOut(response.url)) {
    throw new Error(`${url} answers ${response.status}`);
  }
  return response;
}

/** All of it in view, but never larger than drawn; what has no size yet, or no longer, is left alone. */
function fit(viewer) {
  const canvas = viewer.get('canvas');
  const { clientWidth, clientHeight } = canvas.getContainer();
  if (clientWidth === 0 || clientHeight === 0) {
    return;
  }
  canvas.resized();
  canvas.zoom('fit-viewport', 'auto');
  if (canvas.zoom() < 1) {
    const { inner: { x, y, width, height }, scale } = canvas.viewbox();
    const edge = 12 / scale;
    const besideControls = 52 / scale;
    canvas.viewbox({ x: x - edge, y: y - edge, width: width + edge + besideControls, height: height + 2 * edge });
  }
}

function controls(viewer) {
  const box = document.createElement('div');
  box.className = 'diagram-controls';
  const zoom = viewer.get('zoomScroll');
  box.append(
    control('zoomin', 'zoom-in', () => zoom.stepZoom(1)),
    control('zoomout', 'zoom-out', () => zoom.stepZoom(-1)),
    control('fit', 'zoom-fit', () => fit(viewer)));
  return box;
}

function control(icon, name, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-icon';
  button.title = text(name);
  button.setAttribute('aria-label', text(name));
  const sheet = new URL('icons.svg', import.meta.url).pathname.replace('/chunks/', '/');
  button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${sheet}#${icon}"/></svg>`;
  button.addEventListener('click', act);
  return button;
}

/** The wheel scrolls the page until somebody clicks or tabs into the diagram. */
function wheelOnlyWhenFocused(viewer, canvas) {
  const wheel = viewer.get('zoomScroll');
  canvas.addEventListener('focusin', () => wheel.toggle(true));
  canvas.addEventListener('focusout', () => wheel.toggle(false));
}

/** A click on an element is an event that bubbles from the host, and follows data-link if there is one. */
function tellClicks(viewer, host) {
  viewer.on('element.click', ({ element }) => {
    const detail = { element: element.id, type: element.type, name: element.businessObject?.name ?? '' };
    host.dispatchEvent(new CustomEvent('diagram:element', { bubbles: true, detail }));
    if (host.dataset.link && element.parent && /Task|Activity|Event|SubProcess/.test(element.type)) {
      window.location.assign(host.dataset.link.replace('{element}', encodeURIComponent(element.id)));
    }
  });
}

/** Asks for the state again and again: soon after a change, ever more rarely while nothing happens, not at all when it is over or nobody looks. */
async function follow(viewer, host, legend) {
  let pause = FASTEST;
  let known = '';
  while (host.isConnected) {
    if (!document.hidden) {
      try {
        const state = await (await load(host.dataset.state)).json();
        const now = JSON.stringify(state);
        pause = now === known ? Math.min(pause * 1.5, SLOWEST) : FASTEST;
        if (now !== known) {
          mark(viewer, host, legend, state);
        }
        if (known === '') {
          bringCloser(viewer, state);
        }
        known = now;
        if (isOver(state)) {
          return;
        }
      } catch (error) {
        pause = Math.min(pause * 2, SLOWEST);
      }
      host.classList.toggle('diagram-stale', known === '');
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}

/** Where all of it is too small to read, as on a phone: the place where something waits. */
function bringCloser(viewer, { active = {}, incidents = {} }) {
  const canvas = viewer.get('canvas');
  const element = [...Object.keys(incidents), ...Object.keys(active)]
    .filter(id => !isContainer(viewer, id))
    .map(id => viewer.get('elementRegistry').get(id))[0];
  if (element && canvas.zoom() < READABLE && canvas.getContainer().clientWidth < 700) {
    canvas.zoom(0.6, { x: element.x + element.width / 2, y: element.y + element.height / 2 });
    canvas.scrollToElement(element, 100);
  }
}

function isOver(state) {
  return Object.keys(state.active ?? {}).length === 0 && Object.keys(state.incidents ?? {}).length === 0 && (state.completed ?? []).length > 0;
}

function mark(viewer, host, legend, { active = {}, incidents = {}, completed = [], flows = [] }) {
  const canvas = viewer.get('canvas');
  const overlays = viewer.get('overlays');
  const elements = viewer.get('elementRegistry');
  const known = id => elements.get(id) !== undefined && elements.get(id).parent !== undefined;
  elements.forEach(({ id }) => MARKERS.forEach(marker => canvas.hasMarker(id, marker) && canvas.removeMarker(id, marker)));
  overlays.clear();
  [...completed, ...flows].filter(known).forEach(id => canvas.addMarker(id, 'token-been'));
  for (const [id, count] of Object.entries(active).filter(([id]) => known(id))) {
    canvas.addMarker(id, 'token-here');
    overlays.add(id, 'tokens', badge('token-badge', count, { bottom: 12, left: -10 }));
  }
  for (const [id, count] of Object.entries(incidents).filter(([id]) => known(id))) {
    canvas.addMarker(id, 'token-failed');
    overlays.add(id, 'incidents', badge('incident-badge', count, { top: -12, right: 12 }));
  }
  explain(viewer, legend, active, incidents);
  host.dataset.shown = String(Object.keys(active).length);
}

function badge(style, count, position) {
  const html = document.createElement('span');
  html.className = style;
  html.textContent = String(count);
  return { position, html };
}

/** The same in words, for who can't see the picture, each a button that brings its element into view. */
function explain(viewer, legend, active, incidents) {
  const leaves = Object.keys(active).filter(id => !isContainer(viewer, id));
  legend.replaceChildren(
    ...leaves.filter(id => !(id in incidents)).map(id => chip(viewer, id, 'waiting')),
    ...Object.keys(incidents).map(id => chip(viewer, id, 'failed-at')));
}

function isContainer(viewer, id) {
  const element = viewer.get('elementRegistry').get(id);
  return !element || element.children?.some(child => child.type !== 'label' && child.type !== 'bpmn:BoundaryEvent') === true;
}

function chip(viewer, id, key) {
  const element = viewer.get('elementRegistry').get(id);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'diagram-chip diagram-chip-' + key;
  button.textContent = `${text(key)} ${element?.businessObject?.name ?? id}`;
  button.addEventListener('click', () => {
    if (element) {
      const canvas = viewer.get('canvas');
      canvas.zoom(1);
      canvas.scrollToElement(element, 60);
    }
  });
  return button;
}
