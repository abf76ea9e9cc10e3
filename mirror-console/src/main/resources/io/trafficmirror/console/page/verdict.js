// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

import {html, nothing} from './lit-html.js';
import {evidence, name, number, percent, plain, some} from './parts.js';

/** @type {Record<string, [string, string]>} */
const ANSWERS = {
  PASS: ['pass', 'May be promoted'],
  FAIL: ['fail', 'Do not promote'],
  INSUFFICIENT: ['open', 'Not decided yet'],
};

/** @type {Record<string, [string, string, number]>} */
const STATES = {
  above_budget: ['fail', 'differs too often', 0],
  revoked: ['open', 'worse than it was', 1],
  open: ['open', 'not decided', 2],
  passed: ['pass', 'passed', 3],
};

/** @param {import('./parts.js').Verdict} verdict */
function needed(verdict) {
  if (verdict.outcome !== 'INSUFFICIENT') {
    return nothing;
  }
  return html`<p class="needs">${verdict.needs === null
    ? 'At the rates seen so far no number of requests would decide every route.'
    : verdict.needs === 0 ? nothing
      : html`About <b>${number(verdict.needs)}</b> more requests, on the route that needs most, if all goes on as it is.`}</p>`;
}

/** @param {import('./parts.js').View} view */
export function verdictPart(view) {
  const verdict = view.state?.verdict;
  if (!verdict) {
    return nothing;
  }
  const [kind, said] = ANSWERS[verdict.outcome] ?? ['open', ''];
  const label = `Proved to fail: ${percent(verdict.provedFail)} of what is needed. Proved to pass: ${percent(verdict.provedPass)}.`;
  return html`<section aria-labelledby="may" class="verdict ${kind}">
    <h2 id="may">May I promote?</h2>
    <p class="outcome" role="status"><span class="word">${verdict.outcome}</span> <span class="said">${said}</span></p>
    <p class="reason">${plain(verdict.reason)}</p>
    <div class="bar">
      <span class="end">fail proved</span>
      ${evidence(verdict.provedFail, verdict.provedPass, label)}
      <span class="end">pass proved</span>
    </div>
    ${needed(verdict)}
    ${routes(view)}
  </section>`;
}

/** @param {import('./parts.js').View} view */
function routes(view) {
  const all = view.state?.routes ?? [];
  const matching = all.filter((route) => matches(view, route.route))
    .sort((a, b) => rank(a) - rank(b) || b.provedFail - a.provedFail || b.mismatches - a.mismatches || (a.route < b.route ? -1 : 1));
  if (all.length === 0) {
    return html`<p class="none">No request was compared yet. Rows appear with the first one.</p>`;
  }
  const {rows, more} = some(view, 'routes', matching, 12, (route) => row(view, route), 'routes');
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Routes"><table>
    <caption>Routes${matching.length < all.length ? `, ${number(matching.length)} of ${number(all.length)}` : ''}</caption>
    <thead><tr><th scope="col">Route</th><th scope="col">State</th><th scope="col" class="wide">Fail or pass proved</th>
      <th scope="col" class="n">Compared</th><th scope="col" class="n">Differ</th><th scope="col" class="n">No answer</th>
      <th scope="col" class="n">Still needed</th></tr></thead>
    <tbody>${rows}</tbody></table></div>${more}`;
}

/** @param {import('./parts.js').Route} route */
const rank = (route) => STATES[route.state]?.[2] ?? 9;

/** @param {Record<string, number>} counts */
const unsaid = (counts) => `could not be compared: ${Object.entries(counts).map(([why, n]) => `${number(n)} ${why === 'after_loss'
  ? 'after an earlier copy of the same key was lost' : why.replaceAll('_', ' ')}`).join(', ')}`;

/** @param {import('./parts.js').View} view @param {import('./parts.js').Route} route */
function row(view, route) {
  const [kind, said] = STATES[route.state] ?? ['open', route.state];
  const skipped = Object.values(route.notCompared ?? {}).reduce((a, b) => a + b, 0);
  return html`<tr>
    <th scope="row"><button class="link" title="Show only this route" @click=${() => view.filter(route.route, view.kind)}>${name(route.route, 90)}</button></th>
    <td><span class="state ${kind}">${said}</span></td>
    <td class="wide">${evidence(route.provedFail, route.provedPass,
      `Proved to fail ${percent(route.provedFail)}, proved to pass ${percent(route.provedPass)}`)}</td>
    <td class="n">${number(route.compared)}${skipped > 0 ? html`<small title=${unsaid(route.notCompared ?? {})}> + ${number(skipped)}</small>` : nothing}</td>
    <td class="n">${number(route.mismatches)}</td>
    <td class="n">${number(route.failed)}</td>
    <td class="n">${route.state === 'passed' || route.needs === 0 ? '' : route.needs === null ? 'not by more' : number(route.needs)}</td>
  </tr>`;
}

/** @param {import('./parts.js').View} view @param {string} route */
export function matches(view, route) {
  return view.route === '' || wellFormed(route).toLowerCase().includes(view.route.toLowerCase());
}

/** A link can't hold half a character. @param {string} text */
export const wellFormed = (text) => text.replace(/\p{Cs}/gu, '\ufffd');
