// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {readFile} from 'node:fs/promises';
import {after, test} from 'node:test';
import {open, start} from './server-process.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const main = 'io.trafficmirror.console.ConsoleTestServer';
let server = await start(process.env.SERVER_CLASSPATH, [main, '0', 'little'], /^ready (\d+)/);
after(() => server.stop());
const port = server.match[1];
const root = `http://127.0.0.1:${port}`;
const page = `${root}/console/`;

const scene = async (name) => {
  assert.equal((await fetch(`${root}/scene?${name}`, {method: 'POST'})).status, 200);
  await new Promise((settled) => setTimeout(settled, 1100)); // a state is made once a second, and the one before is shown until then
};
const clean = (opened) => assert.deepEqual(opened.wrong, []);
const text = (opened, selector) => opened.locator(selector).first().innerText();
const waitFor = (opened, selector, pattern) => opened.locator(selector, {hasText: pattern}).first().waitFor();

test('says that nothing was compared yet', async (t) => {
  await scene('nothing');
  const opened = await open(t, page);
  assert.equal(await text(opened, '.word'), 'INSUFFICIENT');
  assert.match(await text(opened, '.verdict'), /No request was compared yet/);
  assert.match(await text(opened, 'section[aria-labelledby=differs]'), /Nothing is proved to differ/);
  clean(opened);
});

test('says whether to promote, what differs, and shows an example side by side', async (t) => {
  await scene('little');
  const opened = await open(t, page);
  assert.equal(await text(opened, '.word'), 'FAIL');
  assert.match(await opened.title(), /^FAIL · orders 2\.4\.1$/);
  const first = opened.locator('.causes > li').first();
  assert.match(await first.innerText(), /GET \/\w+\d\/\{id\}[\s\S]*another value, rounded[\s\S]*600 of 2,400[\s\S]*control \d/);
  await first.locator('summary').first().click();
  assert.equal(await first.locator('dd mark').first().innerText(), '4');
  assert.match(await first.locator('pre').first().innerText(), /^curl 'http:\/\/shop\.example\/orders/);
  await first.locator('.ignore summary').click();
  assert.match(await first.locator('.ignore pre').first().innerText(), /^\.rule\("GET \/\w+\d\/\{id\}", "\$\.items\[\*\]\.field0", PathRule\.IGNORE\)$/);
  assert.equal(await first.locator('.ignore pre').nth(1).innerText(),
    'comparison:\n  rules:\n  - {path: "$.items[*].field0", ignore: true}');
  clean(opened);
});

test('copies a request as curl', async (t) => {
  await scene('little');
  const opened = await open(t, page, {permissions: ['clipboard-read', 'clipboard-write']});
  await opened.locator('.causes summary').first().click();
  await opened.getByRole('button', {name: 'Copy as curl'}).first().click();
  await opened.getByRole('button', {name: 'Copied'}).waitFor();
  assert.match(await opened.evaluate(() => navigator.clipboard.readText()), /^curl 'http:\/\/shop\.example/);
});

test('follows what happens without being loaded again, and keeps open what was opened', async (t) => {
  await scene('step0');
  const opened = await open(t, page);
  await opened.evaluate(() => { window.sameDocument = true; });
  await opened.locator('.causes summary').first().click();
  for (const step of [400, 800]) {
    await scene(`step${step}`);
    await waitFor(opened, '.causes > li', `${(400 + step) / 4} of ${400 + step === 800 ? '800' : '1,200'}`);
  }
  assert.equal(await opened.locator('.causes details[open]').count(), 1);
  await scene('equal');
  await waitFor(opened, '.word', 'PASS');
  assert.equal(await opened.evaluate(() => window.sameDocument), true);
  clean(opened);
});

test('500 routes and 2,000 causes are found by more and by filter, and few of them are drawn', async (t) => {
  await scene('many');
  const opened = await open(t, page);
  await waitFor(opened, '.more button', '500 routes');
  await waitFor(opened, '.more button', '2,000 causes');
  const elements = await opened.evaluate(() => document.querySelectorAll('*').length);
  assert.ok(elements < 3000, `${elements} elements`);
  await opened.getByRole('button', {name: /2,000 causes/}).click();
  await opened.waitForFunction(() => document.querySelectorAll('.causes > li').length >= 100);
  await opened.getByRole('searchbox').fill('quotes499');
  await opened.waitForFunction(() => document.querySelectorAll('tbody th .link').length === 1);
  assert.equal(await opened.locator('.causes:not(.faint) > li').count(), 4);
  clean(opened);
});

test('a filter stays in the address, and an address brings its filter', async (t) => {
  await scene('many');
  const opened = await open(t, `${page}#route=GET+%2Forders9%2F&kind=missing`);
  assert.equal(await opened.getByRole('searchbox').inputValue(), 'GET /orders9/');
  await waitFor(opened, '.causes > li', '$.items[*].field');
  for (const item of await opened.locator('.causes:not(.faint) > li').allInnerTexts()) assert.match(item, /orders9\/[\s\S]*missing/);
  await opened.getByRole('searchbox').fill('customers');
  await opened.waitForURL(/#route=customers&kind=missing$/);
  await opened.getByRole('button', {name: 'Show all', exact: true}).click();
  await opened.waitForURL(/#$/);
  clean(opened);
});

test('everything is reached and done by the keyboard', async (t) => {
  await scene('little');
  const opened = await open(t, page);
  const focused = () => opened.evaluate(() => {
    const at = document.activeElement;
    return `${at.tagName} ${at.getAttribute('name') ?? ''} ${at.textContent.trim().slice(0, 40)}`;
  });
  const reach = async (pattern) => {
    for (let i = 0; i < 60; i++) {
      await opened.keyboard.press('Tab');
      if (pattern.test(await focused())) return;
    }
    assert.fail(`${pattern} was not reached`);
  };
  await reach(/^INPUT route/);
  await opened.keyboard.type('orders0');
  await opened.waitForFunction(() => document.querySelectorAll('tbody th .link').length === 1);
  await reach(/^SELECT kind/);
  await reach(/^BUTTON +Show all/);
  await opened.keyboard.press('Enter');
  await opened.waitForFunction(() => document.querySelectorAll('tbody th .link').length === 4);
  await opened.keyboard.press('Shift+Tab');
  await reach(/^SUMMARY/);
  await opened.keyboard.press('Enter');
  await opened.locator('.causes details[open]').first().waitFor();
  await reach(/^BUTTON +Copy as curl/);
  await reach(/^SUMMARY +Ignore this/);
  await reach(/^A +The same as JSON/);
  clean(opened);
});

for (const colorScheme of ['light', 'dark']) {
  for (const name of ['nothing', 'little', 'equal', 'many', 'hostile']) {
    test(`axe finds nothing wrong: ${name}, ${colorScheme}`, async (t) => {
      await scene(name);
      const opened = await open(t, `${root}/guarded/`, {colorScheme, reducedMotion: 'reduce'});
      const causes = opened.locator('.causes summary');
      if (await causes.count() > 0) {
        await causes.first().click();
        await opened.locator('.inside').first().waitFor();
      }
      await opened.evaluate(axe);
      const result = await opened.evaluate(() => globalThis.axe.run(document));
      assert.deepEqual(result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ').slice(0, 300)}`), []);
      assert.ok(result.passes.length > 10);
    });
  }
}

test('hostile names, places, values and requests stay text', async (t) => {
  await scene('hostile');
  const opened = await open(t, page);
  for (let i = 0; i < 7; i++) {
    await opened.locator('.causes > li > details > summary').nth(i).click();
  }
  await opened.waitForFunction(() => document.querySelectorAll('.inside').length === 7);
  const found = await opened.evaluate(() => ({
    hacked: 'hacked' in window,
    scripts: document.querySelectorAll('script').length,
    images: document.querySelectorAll('img').length,
    links: [...document.querySelectorAll('a')].map((a) => a.protocol),
    hidden: /[\u202a-\u202e\u2066-\u2069\u0000\u0007\u2028\ud800-\udfff]/u.test(document.body.textContent),
    longest: Math.max(...[...document.querySelectorAll('bdi, pre')].map((e) => e.textContent.length)),
  }));
  assert.deepEqual({...found, longest: found.longest < 1200},
    {hacked: false, scripts: 1, images: 1, links: ['http:', 'http:'], hidden: false, longest: true});
  assert.match(await opened.locator('body').innerText(), /<script>window\.hacked=1<\/script>/);
  assert.match(await opened.locator('body').innerText(), /‹U\+202E›gnp\.exe/);
  await opened.locator('tbody .link').first().click();
  await opened.goto(`${page}#route=%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E&kind=%22%3E%3Cscript%3E`);
  await opened.reload();
  await opened.waitForSelector('h2');
  assert.equal(await opened.evaluate(() => 'hacked' in window), false);
  clean(opened);
});

test('without an authoriser nothing can be done', async (t) => {
  await scene('little');
  const opened = await open(t, page);
  assert.equal(await opened.getByRole('button', {name: /Pause|anew|Set/}).count(), 0);
  const status = await opened.evaluate(async () => (await fetch('api/v1/actions/pause', {
    method: 'POST', headers: {'Content-Type': 'application/json', 'X-Mirror-Token': ''}, body: '{}'})).status);
  assert.equal(status, 403);
});

test('who is authorised pauses, resumes and sets the share, and is named', async (t) => {
  await scene('little');
  const opened = await open(t, `${root}/guarded/`, {extraHTTPHeaders: {'X-Test-User': 'alice'}});
  await opened.getByRole('button', {name: 'Pause mirroring'}).click();
  await waitFor(opened, '.notice', 'Mirroring is paused');
  await waitFor(opened, '.used li', /alice paused mirroring/);
  await opened.getByRole('button', {name: 'Resume mirroring'}).click();
  await waitFor(opened, '.used li', /alice resumed mirroring/);
  await opened.getByLabel('Share of every mirror').fill('7');
  await opened.getByRole('button', {name: 'Set', exact: true}).click();
  await waitFor(opened, 'td', /^7\s%/);
  await opened.getByRole('button', {name: 'Give each its own share'}).click();
  await waitFor(opened, 'td', /^25\s%/);
  clean(opened);
});

test('who is not authorised is refused and told so', async (t) => {
  await scene('little');
  const opened = await open(t, `${root}/guarded/`, {extraHTTPHeaders: {'X-Test-User': 'mallory'}});
  await opened.getByRole('button', {name: 'Pause mirroring'}).click();
  await waitFor(opened, '.said', /you may not do this/);
  assert.equal(await opened.locator('.notice', {hasText: 'paused'}).count(), 0);
});

test('another site can neither read the page nor make a browser act', async (t) => {
  const {createServer} = await import('node:http');
  const other = createServer((request, response) => response.setHeader('Content-Type', 'text/html').end(
    `<form method=post enctype=text/plain action="${root}/guarded/api/v1/actions/pause"><button>go</button></form><iframe src="${page}"></iframe>`));
  await new Promise((done) => other.listen(0, '127.0.0.1', done));
  t.after(() => other.close());
  const {browser} = await import('./server-process.js');
  const context = await browser.newContext({extraHTTPHeaders: {'X-Test-User': 'alice'}});
  t.after(() => context.close());
  const opened = await context.newPage();
  await opened.goto(`http://localhost:${other.address().port}/`);
  const read = await opened.evaluate((url) => fetch(url).then(() => 'read', () => 'refused'), `${root}/guarded/api/v1/state`);
  assert.equal(read, 'refused');
  const frame = opened.frames().find((one) => one !== opened.mainFrame());
  assert.equal(await frame.locator('h2').count().catch(() => 0), 0);
  const [answer] = await Promise.all([opened.waitForResponse(/actions\/pause/), opened.getByRole('button').click()]);
  assert.equal(answer.status(), 403);
});

test('says when the server is away, and goes on when it is back', async (t) => {
  await scene('little');
  const opened = await open(t, page);
  await waitFor(opened, '.contact', 'Live');
  await server.stop();
  await waitFor(opened, '.contact.away', /No contact with the server since \d\d:\d\d/);
  assert.equal(await text(opened, '.word'), 'FAIL');
  server = await start(process.env.SERVER_CLASSPATH, [main, port, 'equal'], /^ready (\d+)/);
  await waitFor(opened, '.word', 'PASS');
  await waitFor(opened, '.contact', 'Live');
  clean(opened);
});
