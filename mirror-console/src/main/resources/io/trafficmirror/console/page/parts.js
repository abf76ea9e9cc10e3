// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

import {html, nothing, svg} from './lit-html.js';

/**
 * @typedef {{count: number, p50: number, p90: number, p99: number, max: number, spans: [number, number][]}} Distribution
 * @typedef {{primary?: Distribution, shadow?: Distribution, control?: Distribution, pairs: number, shadowSlower: number, controlSlower: number}} Latency
 * @typedef {{outcome: 'PASS'|'FAIL'|'INSUFFICIENT', reason: string, needs: number|null, alpha: number, provedFail: number, provedPass: number}} Verdict
 * @typedef {{route: string, state: string, provedFail: number, provedPass: number, needs: number|null, slower: boolean, budget: number, compared: number,
 *   mismatches: number, failed: number, controlled: number, shadowOnly: number, controlOnly: number, both: number,
 *   notCompared?: Record<string, number>, latency?: Latency}} Route
 * @typedef {{route: string, path: string, kind: string, transition: string}} Place
 * @typedef {{at: number, curl: string, primary: string, shadow: string, control?: string}} Example
 * @typedef {Place & {shadow: number, control: number, exchanges: number, first?: number, last?: number, alsoInAll: number, also: Place[],
 *   examples: Example[], common?: {attribute: string, share: number, otherShare: number}}} Cause
 * @typedef {{route: string, rule: number, mirror: number, backend: string, role?: string, target?: string, share?: number, keyed?: boolean,
 *   maxPerSecond?: number, selected: number, notSampled: number, sent: number, waiting: number, inFlight: number,
 *   answered: Record<string, number>, dropped: Record<string, number>, failed: Record<string, number>}} Mirror
 * @typedef {{target: string, queued: number, inFlight: number, connections?: number, breakerOpen: boolean, mostQueued?: number,
 *   mostInFlight?: number}} Target
 * @typedef {{bytesHeld: number, bytesLimit: number, cpuAdmission: number, eventsLost: number, internalErrors: number}} Budgets
 * @typedef {{actions: string[], token?: string, used: {at: number, who: string, action: string, detail: string}[]}} Control
 * @typedef {{candidate?: string, verdict?: Verdict, routes?: Route[], causes?: Cause[], causesInAll?: number, seen?: Cause[], seenInAll?: number,
 *   latency?: Latency, paused?: boolean, mirrors?: Mirror[], targets?: Target[], budgets?: Budgets, control: Control}} State
 * @typedef {{state: State|null, route: string, kind: string, open: Set<string>, more: Record<string, number>, copied: string, said: string,
 *   away: number, draw: () => void, filter: (route: string, kind: string) => void}} View
 */

/** @type {Record<string, string>} */
const REASONS = {
  paused: 'while paused', already_mirrored: 'copies themselves', not_copyable: 'not copyable', ramp_up: 'while starting up',
  rate_cap: 'above the rate cap', breaker_open: 'breaker open', cpu_budget: 'to spare the CPU', byte_budget: 'to spare memory',
  queue_expired: 'waited too long', body_unread: 'body not read', body_incomplete: 'body read in part', body_aborted: 'client went away',
  exchange_expired: 'never ended', status_not_wanted: 'other status', unsendable: 'can\u2019t be sent', stream_overrun: 'shadow too slow to upload',
  closed: 'at the end', internal_error: 'fault of the mirror', dns: 'name not found', connect: 'not reachable', tls: 'TLS failed', timeout: 'too slow',
  reset: 'connection lost', protocol: 'not HTTP', body_cut: 'client went away', stuck: 'never came back', other: 'other status',
};

const whole = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit'});
const day = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});

/** @param {number} n */
export const number = (n) => whole.format(n);

/** @param {number} share 0..1 */
export function percent(share) {
  const of100 = share * 100;
  return `${of100 > 0 && of100 < 0.1 ? '<\u202f0.1' : of100 < 10 ? Number(of100.toFixed(1)) : Math.round(of100)}\u202f%`;
}

/** @param {number} millis of the epoch */
export function time(millis) {
  const date = new Date(millis);
  return (Date.now() - millis < 43_200_000 ? clock : day).format(date);
}

/** @param {number} micros */
export function duration(micros) {
  return micros < 1000 ? `${micros}\u202fµs` : micros < 1e6
    ? `${Number((micros / 1000).toPrecision(3))}\u202fms` : `${Number((micros / 1e6).toPrecision(3))}\u202fs`;
}

/** @param {number} n */
export function bytes(n) {
  return n < 1024 ? `${n}\u202fB` : n < 1 << 20 ? `${(n / 1024).toFixed(1)}\u202fKiB` : `${(n / (1 << 20)).toFixed(1)}\u202fMiB`;
}

/**
 * What came with a request, as text that can do nothing: characters that are not seen, or turn the direction, are spelt out, and it has an end.
 * @param {string} text
 */
export function plain(text, most = 240) {
  const cut = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return cut.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
    (c) => `‹U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`);
}

/** The same in an element that keeps its direction to itself. @param {string} text */
export const name = (text, most = 240) => html`<bdi class="name">${plain(text, most)}</bdi>`;

/**
 * How much is proved, from FAIL on the left to PASS on the right.
 * @param {number} fail 0..1 @param {number} pass 0..1 @param {string} label
 */
export const evidence = (fail, pass, label) => html`
  <svg class="evidence" viewBox="0 0 200 12" preserveAspectRatio="none" role="img" aria-label=${label}>
    <rect class="track" x="0" y="4" width="200" height="4"></rect>
    <rect class="fail" x=${100 - 100 * fail} y="1.500" width=${100 * fail} height="9"></rect>
    <rect class="pass" x="100" y="1.500" width=${100 * pass} height="9"></rect>
    <rect class="middle" x="99.500" y="0" width="1" height="12"></rect>
  </svg>`;

/**
 * A part of a whole. @param {string} label @param {number} part @param {number} all @param {string} said
 */
export const meter = (label, part, all, said) => {
  const share = all > 0 ? Math.min(1, part / all) : 0;
  return html`<div class="meter ${share > 0.8 ? 'high' : ''}">
    <span class="label">${label}</span><span class="value">${said}</span>
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="4"></rect><rect class="part" width=${100 * share} height="4"></rect>
    </svg></div>`;
};

/**
 * Rates over the last minutes, without axes: beside it stands the number.
 * @param {{values: number[], kind: string}[]} lines
 */
export const spark = (lines) => {
  const top = Math.max(1, ...lines.flatMap((line) => line.values));
  return html`<svg class="spark" viewBox="0 0 120 24" preserveAspectRatio="none" aria-hidden="true">
    ${lines.map(({values, kind}) => svg`<polyline class=${kind} points=${values.map((v, i) =>
      `${(120 - (values.length - 1 - i)).toFixed(1)},${(23 - 21 * v / top).toFixed(1)}`).join(' ')}></polyline>`)}
  </svg>`;
};

/**
 * The first rows of many, and a button for more.
 * @template T
 * @param {View} view @param {string} key @param {T[]} all @param {number} first @param {(row: T) => unknown} row @param {string} what
 */
export function some(view, key, all, first, row, what) {
  const shown = Math.min(all.length, view.more[key] ?? first);
  return {
    rows: all.slice(0, shown).map(row),
    more: shown === all.length ? nothing : html`<p class="more"><button @click=${() => {
      view.more[key] = shown + (shown < 100 ? 100 : 500);
      view.draw();
    }}>Show ${number(Math.min(all.length - shown, shown < 100 ? 100 : 500))} more of ${number(all.length)} ${what}</button></p>`,
  };
}

/** @param {Record<string, number>} counts @param {(tag: string) => string} [said] */
export const reasons = (counts, said = (tag) => REASONS[tag] ?? tag.replaceAll('_', ' ')) => {
  const all = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  return all.length === 0 ? html`<span class="none">none</span>` : html`<ul class="reasons">${all.map(([tag, n]) =>
    html`<li><b>${number(n)}</b> ${said(tag)}</li>`)}</ul>`;
};
