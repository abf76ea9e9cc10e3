// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {open, start} from './server-process.js';

const MINUTE = 60_000;

async function demo(t, ...more) {
  const running = await start(process.env.DEMO_CLASSPATH,
    ['io.trafficmirror.examples.demo.Demo', '--serve', '--port', '0', '--gate-port', '0', '--rate', '150', ...more], /^console +(http:\S+)/);
  t.after(() => running.stop());
  return running.match[1];
}

test('within a minute the demo shows FAIL and its four faults', async (t) => {
  const page = await open(t, await demo(t));
  await page.locator('.word', {hasText: 'FAIL'}).waitFor({timeout: MINUTE});
  const proved = page.locator('.causes:not(.faint) > li');
  for (const fault of [/\$\.items\[\*\]\.price[\s\S]*rounded[\s\S]*currency=JPY/, /\$\.status/, /header\.cache-control[\s\S]*missing/, /\/quotes[\s\S]*slower/]) {
    await proved.filter({hasText: fault}).waitFor({timeout: MINUTE});
  }
  assert.equal(await proved.count(), 4);
  assert.deepEqual(page.wrong, []);
});

test('without faults the demo shows PASS or INSUFFICIENT', async (t) => {
  const page = await open(t, await demo(t, '--no-faults'));
  await page.waitForFunction(() => [...document.querySelectorAll('.verdict tbody tr')]
    .reduce((sum, row) => sum + Number(row.children[3].firstChild?.nextSibling?.textContent?.replaceAll(',', '') ?? 0), 0) >= 1200, null, {timeout: 2 * MINUTE});
  assert.match(await page.locator('.word').innerText(), /^(PASS|INSUFFICIENT)$/);
  assert.match(await page.locator('section[aria-labelledby=differs]').innerText(), /Nothing is proved to differ/);
  assert.deepEqual(page.wrong, []);
});
