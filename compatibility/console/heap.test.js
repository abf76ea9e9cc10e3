// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
//
// What a page that stays open all day keeps, by UPDATES: 200 in .ci/console, as many as you like by UPDATES=30000 .ci/console.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {open, start} from './server-process.js';

const UPDATES = Number(process.env.UPDATES ?? 600);
const WARM = Math.max(100, UPDATES / 10);
const MIB = 1 << 20;
const server = await start(process.env.SERVER_CLASSPATH, ['io.trafficmirror.console.ConsoleTestServer', '0', 'little'], /^ready (\d+)/);
after(() => server.stop());
const root = `http://127.0.0.1:${server.match[1]}`;

/** Asks for so many states and draws each. Of those that changed what is shown: how long each took from its answer to the next frame, in ms. */
const update = (page, times) => page.evaluate(async (n) => {
  const real = window.fetch;
  const took = [];
  let shown = '';
  for (let i = 0; i < n; i++) {
    await new Promise((settled, failed) => {
      const ask = () => dispatchEvent(new Event('refresh'));
      const again = setInterval(ask, 100); // unless the page asks by itself at this moment
      const drawn = () => { clearInterval(again); settled(); };
      window.fetch = (...all) => real(...all).then((answer) => {
        const json = answer.json.bind(answer);
        answer.json = () => json().then((state) => {
          const began = performance.now();
          requestAnimationFrame(() => requestAnimationFrame(() => {
            const now = document.body.textContent;
            if (now !== shown) took.push(performance.now() - began);
            shown = now;
            drawn();
          }));
          return state;
        });
        return answer;
      }, failed);
      ask();
    });
  }
  window.fetch = real;
  return took;
}, times);

test(`neither the tab nor the server keeps anything of ${UPDATES} updates`, {timeout: 3_600_000}, async (t) => {
  const page = await open(t, `${root}/hurried/`);
  await page.locator('.causes summary').first().click();
  const tab = await page.context().newCDPSession(page);
  const look = async () => {
    for (let i = 0; i < 3; i++) await tab.send('HeapProfiler.collectGarbage');
    const {usedSize} = await tab.send('Runtime.getHeapUsage');
    const {nodes, jsEventListeners} = await tab.send('Memory.getDOMCounters');
    return {tab: usedSize, nodes, listeners: jsEventListeners, server: Number(await (await fetch(`${root}/heap`)).text())};
  };
  await update(page, WARM);
  const first = await look();
  const changed = (await update(page, UPDATES)).length;
  assert.ok(changed > 0.9 * UPDATES, `only ${changed} changed what is shown`);
  const last = await look();
  t.diagnostic(`after ${WARM} updates ${JSON.stringify(first)}`);
  t.diagnostic(`after ${changed} more ${JSON.stringify(last)}`);
  assert.ok(last.tab - first.tab < MIB, `the tab grew by ${last.tab - first.tab} bytes`);
  assert.ok(last.server - first.server < 2 * MIB, `the server grew by ${last.server - first.server} bytes`);
  assert.ok(last.nodes <= first.nodes + 100, // one in each update would be more
     `${last.nodes - first.nodes} more nodes`);
  assert.ok(last.listeners <= first.listeners + 5, `${last.listeners - first.listeners} more listeners`);
  assert.deepEqual(page.wrong, []);
});

test('500 routes and 2,000 causes are drawn anew again and again', async (t) => {
  await fetch(`${root}/scene?many`, {method: 'POST'});
  await fetch(`${root}/hurried/api/v1/state`); // the first takes the longest: all variants are judged
  const page = await open(t, `${root}/hurried/`);
  await page.locator('.more button', {hasText: '2,000 causes'}).waitFor();
  const began = await page.evaluate(() => document.querySelectorAll('*').length);
  const took = (await update(page, 50)).sort((a, b) => a - b);
  assert.ok(took.length > 45, `only ${took.length} changed what is shown`);
  const [median, slowest] = [took[took.length >> 1], took[took.length - 1]].map((ms) => ms.toFixed(0));
  t.diagnostic(`from an answer to the frame that shows it, with 2,000 causes: median ${median} ms, slowest ${slowest} ms`);
  assert.ok(await page.evaluate(() => document.querySelectorAll('*').length) <= began + 50);
  assert.deepEqual(page.wrong, []);
});
