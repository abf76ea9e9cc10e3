// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
//
// grafana.mjs DASHBOARD RULES: asks Prometheus, which scrapes the demo, every query of both. Prints what is wrong, a line each.
import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {createInterface} from 'node:readline';

const [dashboardFile, rulesFile] = process.argv.slice(2);
const PATIENCE = 120_000;
const KEYWORDS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);
const GROUPING = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;
const children = [];
const folder = await mkdtemp(join(tmpdir(), 'grafana-check-'));

function run(program, args, stdout) {
  const child = spawn(program, args, {stdio: ['ignore', stdout, 'inherit']});
  child.on('exit', (code) => { if (code) { console.error(`${program} ended with ${code}`); process.exit(1); } });
  children.push(child);
  return child;
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const {port} = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function startDemo() {
  const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
  const demo = run(java, ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-cp', process.env.DEMO_CLASSPATH, 'io.trafficmirror.examples.demo.Demo',
    '--serve', '--port', '0', '--gate-port', '0', '--rate', '100'], 'pipe');
  return new Promise((found) => createInterface({input: demo.stdout})
    .on('line', (line) => { const is = /^metrics +curl (http:\S+)/.exec(line); if (is) found(new URL(is[1])); }));
}

async function startPrometheus(scraped) {
  const port = await freePort();
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify({
    global: {scrape_interval: '1s', evaluation_interval: '1s'},
    rule_files: [resolve(rulesFile)],
    scrape_configs: [{job_name: 'demo', metrics_path: scraped.pathname, static_configs: [{targets: [scraped.host]}]}],
  }));
  run('prometheus', [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${port}`, '--log.level=error'], 'ignore');
  return `http://127.0.0.1:${port}/api/v1/`;
}

const [dashboard, root] = await Promise.all([readFile(dashboardFile, 'utf8').then(JSON.parse), startDemo().then(startPrometheus)]);

/** What the API answers, or throws with Prometheus' own words. */
async function ask(path, parameters) {
  const answer = await (await fetch(`${root}${path}?${new URLSearchParams(parameters)}`)).json();
  if (answer.status !== 'success') throw new Error(answer.error);
  return answer.data;
}

const query = async (text) => (await ask('query', {query: text})).result;

async function until(what, condition) {
  const end = Date.now() + PATIENCE;
  while (!await condition().catch(() => false)) {
    if (Date.now() > end) throw new Error(`${what}: not within ${PATIENCE / 1000} s`);
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** The selectors of a query: names of series, each with its matchers. */
function selectors(text) {
  const found = [];
  const bare = text.replace(GROUPING, (all) => ' '.repeat(all.length));
  for (const at of bare.matchAll(/("(?:[^"\\]|\\.)*")|\[[^\]]*\]|(?<![\w:.])([a-zA-Z_:][\w:]*)\s*(\{(?:[^}"]|"(?:[^"\\]|\\.)*")*\})?(\s*\()?/g)) {
    const [, , name, matchers, call] = at;
    if (name && !call && !KEYWORDS.has(name.toLowerCase())) found.push({name, matchers: matchers ?? ''});
  }
  return found;
}

/** What is wrong with a query, in words. */
async function wrongWith(text, legend = '') {
  const wrong = [];
  const labels = new Set();
  for (const {name, matchers} of selectors(text)) {
    const series = await ask('series', {'match[]': name});
    if (series.length === 0) { wrong.push(`there is no series ${name}`); continue; }
    series.forEach((one) => Object.keys(one).forEach((label) => labels.add(label)));
    if ((await ask('series', {'match[]': name + matchers})).length === 0) wrong.push(`${name} has none with ${matchers}`);
    for (const [, label, , value] of matchers.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g)) {
      if (!series.some((one) => label in one)) wrong.push(`${name} has no label ${label}`);
      for (const one of value.split('|').filter((plain) => /^\w+$/.test(plain))) {
        if (!series.some((each) => each[label] === one)) wrong.push(`${name} has no ${label}="${one}"`);
      }
    }
  }
  for (const named of [...text.matchAll(GROUPING)].flatMap((at) => at[1].split(',')).map((label) => label.trim()).filter(Boolean)) {
    if (!labels.has(named)) wrong.push(`there is no label ${named} to group by`);
  }
  const all = await query(text).then(() => query(text.replace(/(?<!=)\s(>=?|<=?|==|!=)\s*[\d.]+/g, '')), (e) => { wrong.push(e.message); return [{metric: {}}]; });
  if (all.length === 0 && wrong.length === 0) wrong.push('nothing comes of it, even without its comparison: do the labels of both sides agree?');
  for (const [, label] of legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)) {
    if (all.length > 0 && !all.some((one) => label in one.metric)) wrong.push(`its legend names the label ${label}, which the result has not`);
  }
  return wrong;
}

function variables(text) {
  return text.replaceAll('$__rate_interval', '1m').replaceAll(/"\$(instance|route)"/g, '".*"');
}

async function check() {
  await until('the demo is scraped', async () => (await query('count_over_time(http_mirror_requests_seconds_count[1m]) > 5')).length > 0);
  await until('the verdict is scraped', async () => (await query('http_mirror_verdict == 1')).length > 0);
  const asked = [];
  for (const panel of dashboard.panels.flatMap((one) => [one, ...one.panels ?? []])) {
    for (const target of panel.targets ?? []) asked.push([`panel "${panel.title}"`, variables(target.expr), target.legendFormat]);
  }
  for (const variable of dashboard.templating.list.filter((one) => one.type === 'query')) {
    const [, series, label] = /^label_values\((.+), (\w+)\)$/.exec(variable.definition);
    asked.push([`variable "${variable.name}"`, `count by (${label}) (${series})`, '']);
  }
  const rules = (await ask('rules', {type: 'alert'})).groups.flatMap((group) => group.rules);
  for (const rule of rules) asked.push([`alert "${rule.name}"`, rule.query, '']);
  if (rules.length === 0 || asked.length - rules.length === 0) throw new Error('no rule or no panel was found');

  // A check that can't fail is none: each of these is wrong, and has to be found so.
  for (const bad of ['sum(http_mirror_selectd_total)', 'http_mirror_dropped_total{reason="byte_bugdet"}', 'sum by (rout) (http_mirror_sent_total)',
    'http_mirror_queued / http_mirror_bytes_limit_bytes > 1', 'rate(http_mirror_sent_total)']) {
    if ((await wrongWith(bad)).length === 0) throw new Error(`the check takes ${bad}`);
  }
  let wrong = 0;
  for (const [where, text, legend] of asked) {
    for (const line of await wrongWith(text, legend)) { console.error(`${where}: ${line}: ${text}`); wrong++; }
  }
  await until('the alert of the verdict', async () => (await query('ALERTS{alertname="MirrorVerdictFail", alertstate="firing"}')).length > 0);
  console.log(`grafana: ${asked.length} queries, ${wrong} faults`);
  return wrong;
}

let status = 1;
try {
  status = await check() === 0 ? 0 : 1;
} catch (e) {
  console.error(`grafana: ${e.message}`);
} finally {
  for (const child of children) {
    child.removeAllListeners('exit');
    const gone = new Promise((done) => child.once('exit', done));
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGTERM')) await gone;
  }
  await rm(folder, {recursive: true, force: true});
}
process.exit(status);
