// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

import {html, nothing} from './lit-html.js';
import {plain, time} from './parts.js';

/** @type {Record<string, string>} */
const DONE = {
  pause: 'paused mirroring', resume: 'resumed mirroring', share: 'set every share to', restore: 'gave every mirror its own share',
  reset: 'began the experiment anew',
};

/** @param {import('./parts.js').View} view */
export function controlPart(view) {
  const control = view.state?.control;
  if (!control || (control.actions.length === 0 && control.used.length === 0)) {
    return nothing;
  }
  const offers = (/** @type {string} */ action) => control.actions.includes(action);
  const paused = view.state?.paused === true;
  return html`<section aria-labelledby="act">
    <h2 id="act">Act</h2>
    ${control.actions.length === 0 ? nothing : html`<div class="actions">
      ${offers('pause') && !paused ? html`<button @click=${() => act(view, 'pause')}>Pause mirroring</button>` : nothing}
      ${offers('resume') && paused ? html`<button class="primary" @click=${() => act(view, 'resume')}>Resume mirroring</button>` : nothing}
      ${offers('share') ? html`<form @submit=${(/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        const form = /** @type {HTMLFormElement} */ (event.currentTarget);
        act(view, 'share', {percent: Number(new FormData(form).get('percent'))});
      }}><label>Share of every mirror <input name="percent" type="number" min="0" max="100" step="1" required value="100"> %</label>
        <button>Set</button></form>
        <button @click=${() => act(view, 'restore')}>Give each its own share</button>` : nothing}
      ${offers('reset') ? html`<button class="danger" @click=${() => {
        if (confirm('Forget what was compared so far, and begin anew?')) act(view, 'reset');
      }}>Begin the experiment anew</button>` : nothing}
    </div>`}
    <p class="said" role="status">${plain(view.said)}</p>
    ${control.used.length === 0 ? nothing : html`<ol class="used" reversed aria-label="Last actions">${control.used.map((used) =>
      html`<li><time>${time(used.at)}</time> <bdi>${plain(used.who)}</bdi> ${DONE[used.action] ?? used.action} ${used.detail}</li>`)}</ol>`}
  </section>`;
}

/** @param {import('./parts.js').View} view @param {string} action @param {object} [body] */
async function act(view, action, body = {}) {
  try {
    const response = await fetch(`api/v1/actions/${action}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-Mirror-Token': view.state?.control.token ?? ''},
      body: JSON.stringify(body),
    });
    view.said = response.ok ? '' : `Refused: ${(await response.text()).trim()}`;
  } catch {
    view.said = 'The server did not answer. Nothing is known of what became of it.';
  }
  view.draw();
  dispatchEvent(new Event('refresh'));
}
