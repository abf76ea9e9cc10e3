// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

import {html, nothing, svg} from './lit-html.js';
import {duration, number, plain} from './parts.js';
import {matches} from './verdict.js';

const NAMES = /** @type {const} */ (['primary', 'shadow', 'control']);
const WIDTH = 720;
const ROW = 46;

/** Spans of several routes together; percentiles are then the upper bounds of spans. @param {import('./parts.js').Distribution[]} all */
function together(all) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const one of all) {
    for (const [span, n] of one.spans) counts.set(span, (counts.get(span) ?? 0) + n);
  }
  const spans = /** @type {[number, number][]} */ ([...counts].sort((a, b) => a[0] - b[0]));
  const count = spans.reduce((sum, [, n]) => sum + n, 0);
  const at = (/** @type {number} */ percent) => {
    let seen = 0;
    for (const [span, n] of spans) {
      seen += n;
      if (seen >= Math.ceil(count * percent / 100)) return Math.round(2 ** ((span + 1) / 4));
    }
    return 0;
  };
  return {count, p50: at(50), p90: at(90), p99: at(99), max: Math.max(...all.map((one) => one.max)), spans};
}

/** @param {import('./parts.js').View} view @returns {import('./parts.js').Latency|undefined} */
function chosen(view) {
  if (view.route === '') {
    return view.state?.latency;
  }
  const all = (view.state?.routes ?? []).filter((route) => matches(view, route.route)).flatMap((route) => route.latency ?? []);
  if (all.length < 2) {
    return all[0];
  }
  /** @type {import('./parts.js').Latency} */
  const sum = {pairs: 0, shadowSlower: 0, controlSlower: 0};
  for (const one of NAMES) {
    const parts = all.flatMap((latency) => latency[one] ?? []);
    if (parts.length > 0) sum[one] = together(parts);
  }
  for (const latency of all) {
    sum.pairs += latency.pairs;
    sum.shadowSlower += latency.shadowSlower;
    sum.controlSlower += latency.controlSlower;
  }
  return sum;
}

/** @param {import('./parts.js').View} view */
export function latencyPart(view) {
  if (!view.state?.latency) {
    return nothing;
  }
  const latency = chosen(view);
  const present = NAMES.flatMap((one) => latency?.[one] ? [{one, of: latency[one]}] : []);
  return html`<section aria-labelledby="fast">
    <h2 id="fast">How fast?</h2>
    ${!latency || present.length === 0 ? html`<p class="none">No response time is known yet.</p>` : html`
      <p class="hint">${view.route === '' ? 'All routes' : html`Routes with \u201c${plain(view.route)}\u201d`}; how often a response took how long.
        The primary is timed as it serves its client, the others as the mirror waits for them.</p>
      ${chart(present)}
      <div class="scroll" tabindex="0" role="region" aria-label="Response times"><table class="times"><caption>Response times</caption>
        <thead><tr><th scope="col">Of the</th><th scope="col" class="n">Half within</th><th scope="col" class="n">90 of 100 within</th>
          <th scope="col" class="n">99 of 100 within</th><th scope="col" class="n">Longest</th><th scope="col" class="n">Responses</th></tr></thead>
        <tbody>${present.map(({one, of}) => html`<tr><th scope="row"><span class="key ${one}"></span>${one}</th>
          <td class="n">${duration(of.p50)}</td><td class="n">${duration(of.p90)}</td><td class="n">${duration(of.p99)}</td>
          <td class="n">${duration(of.max)}</td><td class="n">${number(of.count)}</td></tr>`)}</tbody></table></div>
      ${latency.pairs === 0 ? nothing : html`<p class="hint">Slower than the control usually is: the shadow alone in ${number(latency.shadowSlower)},
        the control alone in ${number(latency.controlSlower)} of ${number(latency.pairs)} requests that both got.</p>`}`}
  </section>`;
}

/** @param {{one: string, of: import('./parts.js').Distribution}[]} present */
function chart(present) {
  const spans = present.flatMap(({of}) => of.spans.map(([span]) => span));
  const first = Math.min(...spans) - 2;
  const last = Math.max(...spans) + 3;
  const x = (/** @type {number} */ span) => Number((WIDTH * (span - first) / (last - first)).toFixed(1));
  const height = ROW * present.length + 20;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img"
      aria-label="Distributions of response times on one axis. The table below has the same in numbers.">
    ${ticks(first, last).map((micros) => svg`<g class="tick"><line x1=${x(4 * Math.log2(micros))} x2=${x(4 * Math.log2(micros))} y1="0" y2=${height - 16}></line>
      <text x=${x(4 * Math.log2(micros))} y=${height - 3}>${duration(micros)}</text></g>`)}
    ${present.map(({one, of}, i) => svg`<g class=${one}>
      <path d=${area(of, x, ROW * (i + 1) - 2)}></path>
      <line class="p99" x1=${x(4 * Math.log2(of.p99))} x2=${x(4 * Math.log2(of.p99))} y1=${ROW * i + 12} y2=${ROW * (i + 1) - 2}></line>
      <text class="side" x="4" y=${ROW * (i + 1) - 8}>${one}</text></g>`)}
  </svg>
  <p class="hint small">The dashed line is where 99 of 100 responses are done.</p>`;
}

/** 1, 10, 100 and so on, and those between if there are few. @param {number} first @param {number} last */
function ticks(first, last) {
  const from = 2 ** (first / 4);
  const to = 2 ** (last / 4);
  const wide = to / from > 2000;
  const all = [];
  for (let decade = 1; decade < 1e9; decade *= 10) {
    for (const step of wide ? [1] : to / from > 60 ? [1, 3] : [1, 2, 5]) {
      const micros = decade * step;
      if (micros > from * 1.15 && micros < to / 1.15) all.push(micros);
    }
  }
  return all;
}

/** @param {import('./parts.js').Distribution} of @param {(span: number) => number} x @param {number} floor */
function area(of, x, floor) {
  const top = Math.max(...of.spans.map(([, n]) => n));
  let path = '';
  for (const [span, n] of of.spans) {
    const y = (floor - (ROW - 16) * n / top).toFixed(1);
    path += `M${x(span)},${floor}V${y}H${x(span + 1)}V${floor}Z`;
  }
  return path;
}
