// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {after} from 'node:test';
import {chromium} from 'playwright-core';

const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';

/** Starts a program, waits until a line of its output matches, and ends it when its standard input does. */
export async function start(classPath, args, line) {
  const child = spawn(java, ['-XX:TieredStopAtLevel=1', '-Xmx256m', '-cp', classPath, ...args], {stdio: ['pipe', 'pipe', 'inherit']});
  const lines = createInterface({input: child.stdout});
  const match = await new Promise((found, failed) => {
    lines.on('line', (text) => { const is = line.exec(text); if (is) found(is); });
    child.on('exit', (code) => failed(new Error(`${args[0]} ended with ${code} before it was ready`)));
  });
  return {
    match,
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--js-flags=--expose-gc', '--enable-precise-memory-info'],
});
after(() => browser.close());

/** A page that notes whatever it should not do: errors, refusals of the policy, dialogs. */
export async function open(t, url, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  t.after(() => context.close());
  const page = await context.newPage();
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) page.wrong.push(message.text());
  });
  page.on('dialog', (dialog) => {
    page.wrong.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.sourceFile}`));
  });
  await page.goto(url);
  await page.waitForSelector('h2');
  return page;
}
