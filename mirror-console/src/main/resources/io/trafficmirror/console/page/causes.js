// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

import {html, nothing} from './lit-html.js';
import {name, number, percent, plain, some, time} from './parts.js';
import {matches} from './verdict.js';

/** @type {Record<string, string>} */
const KINDS = {
  status: 'another status', missing: 'missing', extra: 'not in the primary', type: 'another type', value: 'another value', order: 'another order',
  length: 'another length', header: 'header', unparsable: 'can\u2019t be read', truncated: 'ended early', failed: 'no answer',
};

/** @param {string} kind */
const said = (kind) => KINDS[kind] ?? kind;

/** @param {import('./parts.js').View} view */
export function causesPart(view) {
  const state = view.state;
  if (!state?.causes) {
    return nothing;
  }
  const wanted = (/** @type {import('./parts.js').Cause} */ cause) =>
    matches(view, cause.route) && (view.kind === '' || cause.kind === view.kind);
  const proved = state.causes.filter(wanted);
  const seen = (state.seen ?? []).filter(wanted);
  const slow = (state.routes ?? []).filter((route) => route.slower && matches(view, route.route) && (view.kind === '' || view.kind === 'slow'));
  const list = some(view, 'causes', proved, 12, (cause) => item(view, cause, true), 'causes');
  const rest = some(view, 'seen', seen, 8, (cause) => item(view, cause, false), 'places');
  return html`<section aria-labelledby="differs">
    <h2 id="differs">What differs?</h2>
    ${proved.length + slow.length === 0
      ? html`<p class="none">${view.route === '' && view.kind === '' ? 'Nothing is proved to differ.' : 'Nothing that the filter shows.'}</p>`
      : html`<p class="hint">Proved to differ more often in the shadow than in the control, which runs the primary\u2019s version.</p>
        <ul class="causes">${list.rows}${slow.map(slower)}</ul>`}
    ${list.more}
    ${seen.length === 0 ? nothing : html`<h3>Seen, not proved</h3>
      <p class="hint">${state.seenInAll === 1 ? 'One more place' : `${number(state.seenInAll ?? 0)} more places`} differed, but not more often than chance, or the control\u2019s own noise, explains.</p>
      <ul class="causes faint">${rest.rows}</ul>${rest.more}`}
  </section>`;
}

/** @param {import('./parts.js').Route} route */
const slower = (route) => html`<li class="slow">
  <span class="place">${name(route.route, 90)}</span><span class="what">slower than the control usually is</span>
  <span class="count"><b>${number(route.latency?.shadowSlower ?? 0)}</b> of ${number(route.latency?.pairs ?? 0)}
    <span class="noise">control ${number(route.latency?.controlSlower ?? 0)}</span></span><span class="since"></span></li>`;

/** @param {import('./parts.js').View} view @param {import('./parts.js').Cause} cause @param {boolean} proved */
function item(view, cause, proved) {
  const key = `${cause.route}\n${cause.path}\n${cause.kind}\n${cause.transition}`;
  const isOpen = view.open.has(key);
  return html`<li><details .open=${isOpen} @toggle=${(/** @type {Event} */ event) => {
    const now = /** @type {HTMLDetailsElement} */ (event.currentTarget).open;
    if (now !== view.open.has(key)) {
      now ? view.open.add(key) : view.open.delete(key);
      view.draw();
    }
  }}>
    <summary>
      <span class="place">${name(cause.route, 90)} <code>${name(cause.path, 120)}</code></span>
      <span class="what" title=${cause.transition === 'unlisted field' ? 'the primary did not send it, and no rule names it' : nothing}>${said(cause.kind)}${cause.transition === 'changed' ? '' : `, ${cause.transition}`}</span>
      <span class="count"><b>${number(cause.shadow)}</b> of ${number(cause.exchanges)}
        <span class="noise">control ${number(cause.control)}</span></span>
      <span class="since">${cause.first === undefined ? '' : `since ${time(cause.first)}`}</span>
      ${cause.common ? html`<span class="common">${percent(cause.common.share)} have <code>${name(cause.common.attribute, 80)}</code>,
        others ${percent(cause.common.otherShare)}</span>` : nothing}
    </summary>
    ${isOpen ? inside(view, cause, key, proved) : nothing}
  </details></li>`;
}

/** @param {import('./parts.js').View} view @param {import('./parts.js').Cause} cause @param {string} key @param {boolean} proved */
function inside(view, cause, key, proved) {
  const rule = `.rule(${literal(cause.route)}, ${literal(cause.path)}, PathRule.IGNORE)`;
  const yaml = ['comparison:', '  rules:', `  - {path: ${literal(cause.path)}, ignore: true}`];
  return html`<div class="inside">
    ${cause.alsoInAll > 0 ? html`<p>In the same responses ${number(cause.alsoInAll)} more:</p><ul class="also">${cause.also.map((place) =>
      html`<li><code>${name(place.path, 120)}</code> ${said(place.kind)}, ${place.transition}</li>`)}</ul>` : nothing}
    ${cause.examples.map((example, i) => html`<figure>
      <figcaption>Example ${i + 1}, ${time(example.at)}</figcaption>
      <dl class="sides">
        <div><dt>primary</dt><dd>${marked(example.primary, example.shadow)}</dd></div>
        <div><dt>shadow</dt><dd>${marked(example.shadow, example.primary)}</dd></div>
        ${example.control === undefined ? nothing : html`<div><dt>control</dt>
          <dd>${example.control === 'same' ? html`<span class="none">as the primary</span>` : marked(example.control, example.primary)}</dd></div>`}
      </dl>
      ${copyable(view, `${key}\n${i}`, example.curl, 'Copy as curl')}
    </figure>`)}
    ${cause.examples.some((example) => /, length \d+$/.test(example.primary)) ? html`<p class="hint">Type and length stand for values, which are
      not kept. To see values, name the place in the builder\u2019s <code>showValues</code>.</p>` : nothing}
    ${cause.examples.length === 0 ? html`<p class="none">No example is kept of this one.</p>` : nothing}
    ${proved || cause.control > 0 ? html`<details class="ignore"><summary>Ignore this</summary>
      <p>Is it meant to differ? In Java, add this line to the <code>ComparingObserver</code>\u2019s builder:</p>
      ${copyable(view, `${key}\nrule`, rule, 'Copy for Java')}
      <p>With manifests, put this under <code>spec</code> of the <code>MirrorPolicy</code>. It counts for all requests of the routes that the policy names:</p>
      ${copyable(view, `${key}\nyaml`, yaml, 'Copy as YAML')}
      <p class="hint">Either way counting begins anew.</p></details>` : nothing}
  </div>`;
}

/** A text, or lines of ours. @param {import('./parts.js').View} view @param {string} key @param {string|string[]} text @param {string} label */
function copyable(view, key, text, label) {
  const lines = [text].flat();
  return html`<div class="copy"><pre tabindex="0">${lines.map((line) => plain(line, 1100)).join('\n')}</pre>
    <button @click=${async () => {
      await navigator.clipboard?.writeText(lines.join('\n')).then(() => { view.copied = key; }, () => { view.copied = ''; });
      view.draw();
    }}>${view.copied === key ? 'Copied' : label}</button></div>`;
}

/** What of a text is not in the other: between the beginning and the end that both have. @param {string} text @param {string} other */
function marked(text, other) {
  let start = 0;
  const least = Math.min(text.length, other.length);
  while (start < least && text[start] === other[start]) start++;
  let end = 0;
  while (end < least - start && text[text.length - 1 - end] === other[other.length - 1 - end]) end++;
  const middle = text.slice(start, text.length - end);
  return html`<bdi class="name">${plain(text.slice(0, start))}${middle === '' ? nothing : html`<mark>${plain(middle)}</mark>`}${
    plain(text.slice(text.length - end))}</bdi>`;
}

/** A text as Java writes it. @param {string} text */
function literal(text) {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}
