// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

import {html, nothing} from './lit-html.js';
import {bytes, meter, name, number, percent, plain, reasons, some, spark} from './parts.js';

const KEPT = 120;

/** @typedef {{at: number, sent: number, lost: number, rates: {sent: number, lost: number}[]}} Past */
/** @type {Map<string, Past>} */
const past = new Map();

/** @param {Record<string, number>} counts */
const sum = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);

/** @param {import('./parts.js').Mirror} mirror */
const keyOf = (mirror) => `${mirror.route}\n${mirror.rule}\n${mirror.mirror}\n${mirror.backend}`;

/** Rates from one state to the next; of each mirror that is there only, and so many only. @param {import('./parts.js').State} state */
export function remember(state) {
  const now = performance.now();
  const present = new Set();
  for (const mirror of state.mirrors ?? []) {
    const key = keyOf(mirror);
    present.add(key);
    const lost = sum(mirror.dropped) + sum(mirror.failed);
    const before = past.get(key);
    const rates = before?.rates ?? [];
    if (before && now > before.at) {
      const seconds = (now - before.at) / 1000;
      rates.push({sent: Math.max(0, (mirror.sent - before.sent) / seconds), lost: Math.max(0, (lost - before.lost) / seconds)});
      if (rates.length > KEPT) rates.shift();
    }
    past.set(key, {at: now, sent: mirror.sent, lost, rates});
  }
  for (const key of past.keys()) {
    if (!present.has(key)) past.delete(key);
  }
}

/** @param {import('./parts.js').View} view */
export function mirrorsPart(view) {
  const state = view.state;
  if (!state?.mirrors) {
    return nothing;
  }
  const {rows, more} = some(view, 'mirrors', state.mirrors, 12, row, 'mirrors');
  return html`<section aria-labelledby="mirrored">
    <h2 id="mirrored">What is mirrored?</h2>
    ${state.paused ? html`<p class="notice">Mirroring is paused: no copy is made.</p>` : nothing}
    ${budgets(state)}
    ${state.mirrors.length === 0 ? html`<p class="none">No route has a mirror.</p>` : html`
    <div class="scroll" tabindex="0" role="region" aria-label="Mirrors"><table>
      <caption>Mirrors</caption>
      <thead><tr><th scope="col">Route to backend</th><th scope="col" class="n">Share</th><th scope="col" class="n">Copies a second</th>
        <th scope="col">While you watch</th><th scope="col" class="n">Sent</th><th scope="col">Answered</th>
        <th scope="col">Not sent</th><th scope="col">No answer</th></tr></thead>
      <tbody>${rows}</tbody></table></div>${more}`}
    ${targets(state)}
  </section>`;
}

/** Host and port. @param {import('./parts.js').Target} target */
const where = (target) => plain(target.target.replace(/^[a-z]+:\/\//, ''), 60);

/** @param {import('./parts.js').State} state */
function budgets(state) {
  const budget = state.budgets;
  if (!budget) {
    return nothing;
  }
  const faults = budget.internalErrors + budget.eventsLost;
  return html`<div class="meters">
    ${meter('Memory held by copies', budget.bytesHeld, budget.bytesLimit, `${bytes(budget.bytesHeld)} of ${bytes(budget.bytesLimit)}`)}
    ${meter('Held back to spare the CPU', 1 - budget.cpuAdmission, 1, percent(1 - budget.cpuAdmission))}
    ${(state.targets ?? []).slice(0, 4).map((target) => html`
      ${target.mostQueued === undefined ? nothing : meter(`Waiting for ${where(target)}`, target.queued, target.mostQueued,
        `${number(target.queued)} of ${number(target.mostQueued)}`)}
      ${target.mostInFlight === undefined ? nothing : meter(`Under way to ${where(target)}`, target.inFlight, target.mostInFlight,
        `${number(target.inFlight)} of ${number(target.mostInFlight)}`)}`)}
  </div>
  ${faults === 0 ? nothing : html`<p class="notice">${budget.internalErrors === 0 ? nothing
    : html`<b>${number(budget.internalErrors)}</b> faults of the mirror itself, kept from the application: see the log. `}
    ${budget.eventsLost === 0 ? nothing : html`<b>${number(budget.eventsLost)}</b> events lost to slow listeners.`}</p>`}`;
}

/** @param {import('./parts.js').State} state */
function targets(state) {
  const open = (state.targets ?? []).filter((target) => target.breakerOpen);
  return open.map((target) => html`<p class="notice fail">The circuit breaker for <b>${name(target.target)}</b> is open: it did not answer, and gets
    no copies until it does.</p>`);
}

/** @param {import('./parts.js').Mirror} mirror */
function row(mirror) {
  const rates = past.get(keyOf(mirror))?.rates ?? [];
  const last = rates.slice(-5);
  const rate = last.length === 0 ? 0 : last.reduce((a, b) => a + b.sent, 0) / last.length;
  return html`<tr>
    <th scope="row">${name(mirror.route, 60)} <span class="to">to ${name(mirror.backend, 60)}</span>
      ${mirror.role === 'control' ? html`<small class="tag">control</small>` : nothing}</th>
    <td class="n">${mirror.share === undefined ? 'removed' : percent(mirror.share)}${mirror.maxPerSecond === undefined ? nothing
      : html`<small> at most ${number(mirror.maxPerSecond)}/s</small>`}</td>
    <td class="n">${rate < 10 ? rate.toFixed(1) : number(Math.round(rate))}</td>
    <td>${spark([{values: rates.map((r) => r.sent), kind: 'sent'}, {values: rates.map((r) => r.lost), kind: 'lost'}])}</td>
    <td class="n">${number(mirror.sent)}</td>
    <td>${reasons(mirror.answered)}</td>
    <td>${reasons(mirror.dropped)}</td>
    <td>${reasons(mirror.failed)}</td>
  </tr>`;
}
