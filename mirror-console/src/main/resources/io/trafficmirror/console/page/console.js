// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

import {html, nothing, render} from './lit-html.js';
import {causesPart} from './causes.js';
import {controlPart} from './control.js';
import {feed} from './feed.js';
import {latencyPart} from './latency.js';
import {mirrorsPart, remember} from './mirrors.js';
import {plain, time} from './parts.js';
import {verdictPart, wellFormed} from './verdict.js';

const root = /** @type {HTMLElement} */ (document.getElementById('console'));
let isDrawing = false;

/** @type {import('./parts.js').View} */
const view = {
  state: null, route: '', kind: '', open: new Set(), more: {}, copied: '', said: '', away: 0,
  draw() {
    if (!isDrawing) {
      isDrawing = true;
      requestAnimationFrame(() => {
        isDrawing = false;
        render(page(), root);
      });
    }
  },
  filter(route, kind) {
    view.route = wellFormed(route);
    view.kind = kind;
    const query = new URLSearchParams();
    if (view.route) query.set('route', view.route);
    if (kind) query.set('kind', kind);
    history.replaceState(null, '', `#${query}`);
    view.draw();
  },
};

function readFragment() {
  const query = new URLSearchParams(location.hash.slice(1));
  view.route = query.get('route') ?? '';
  view.kind = query.get('kind') ?? '';
  view.draw();
}

function page() {
  const state = view.state;
  return html`
    <header>
      <h1><img src="icon.svg" alt="" width="24" height="24"> Traffic Mirror</h1>
      ${state?.candidate ? html`<p class="candidate"><bdi>${plain(state.candidate)}</bdi></p>` : nothing}
      <p class="contact ${view.away ? 'away' : ''}" role="status">${view.away
        ? `No contact with the server since ${time(view.away)}. Trying again; what you see is from then.`
        : state ? 'Live' : 'Reading'}</p>
    </header>
    ${state ? html`${filters(state)}${verdictPart(view)}${causesPart(view)}${mirrorsPart(view)}${latencyPart(view)}${controlPart(view)}` : nothing}
    <footer><p><a href="api/v1/state">The same as JSON</a>, with its <a href="api/v1/state.schema.json">schema</a></p></footer>`;
}

/** @param {import('./parts.js').State} state */
function filters(state) {
  if (!state.verdict) {
    return nothing;
  }
  const kinds = [...new Set([...(state.causes ?? []), ...(state.seen ?? [])].map((cause) => cause.kind)
    .concat((state.routes ?? []).some((route) => route.slower) ? 'slow' : [], view.kind || []))].sort();
  return html`<form class="filters" role="search" aria-label="Filter" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
    <label>Route <input type="search" name="route" placeholder="all" autocomplete="off" spellcheck="false" .value=${view.route}
      @input=${(/** @type {Event} */ event) => view.filter(/** @type {HTMLInputElement} */ (event.currentTarget).value, view.kind)}></label>
    <label>Kind <select name="kind" @change=${(/** @type {Event} */ event) =>
      view.filter(view.route, /** @type {HTMLSelectElement} */ (event.currentTarget).value)}>
      <option value="" ?selected=${view.kind === ''}>all</option>
      ${kinds.map((kind) => html`<option value=${kind} ?selected=${view.kind === kind}>${plain(kind)}</option>`)}</select></label>
    <button ?hidden=${view.route === '' && view.kind === ''} @click=${() => view.filter('', '')}>Show all</button>
  </form>`;
}

addEventListener('hashchange', readFragment);
root.replaceChildren();
readFragment();
feed((state) => {
  remember(state);
  view.state = state;
  document.title = state.verdict ? `${state.verdict.outcome} \u00b7 ${plain(state.candidate ?? '', 60)}` : 'Traffic Mirror';
  view.draw();
}, (since) => {
  view.away = since;
  view.draw();
});
