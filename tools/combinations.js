// Puts every combination of the six roles under test: each role is served in a process of its own, once, as products live;
// each combination runs the whole suite against those in it. All conform, so a run that says anything else is at fault, and
// so is one that judges a party, or a requirement, that is not under test.
'use strict';
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const load = require('./load');
const { count, readOptions, wrong } = require('./options');

const { ROLES } = load('support/procedure/roles');
const { readResults } = load('support/record/results-file');
const { loadCatalogue } = load('support/traceability/catalogue/catalogue');

const root = path.join(__dirname, '..');
const COMMAND = path.join(root, 'bin/mcx-conformance.js');
/**
 * An answer takes a few milliseconds on an idle machine. On a busy one a process may wait 200 ms for its turn (measured), and
 * silence that is believed sooner accuses a product. Workers wait at the same time, so patience costs little.
 */
const TIMING = { deadlineMs: 20_000, quietWindowMs: 200 };

const USAGE = `Usage: npm run combinations -- [options]

  --only <roles>       one combination: ${ROLES.join(',')}
  --every <n>          every n-th of all (default: 1)
  --parallel <n>       workers a run (default: three a processor)`;

const options = {
  only: { type: 'string' },
  every: { type: 'string', default: '1' },
  parallel: { type: 'string', default: String(3 * os.availableParallelism()) },
};
const { only, every, parallel } = readOptions({ options }, USAGE).values;
const step = count('--every', every, USAGE);
count('--parallel', parallel, USAGE);

/** Every set of roles but the empty one, the small ones first. */
function combinations() {
  const all = Array.from({ length: 2 ** ROLES.length - 1 }, (_, index) =>
    ROLES.filter((_role, bit) => ((index + 1) >> bit) & 1),
  );
  return all.sort((one, other) => one.length - other.length);
}

function chosen() {
  if (only === undefined) return combinations().filter((_, index) => index % step === 0);
  const roles = only.split(',');
  const unknown = roles.find((role) => !ROLES.includes(role));
  if (unknown !== undefined) wrong(`--only expects roles (${ROLES.join(', ')}), found ${unknown}`, USAGE);
  return [ROLES.filter((role) => roles.includes(role))];
}

function serve(role) {
  const child = spawn(process.execPath, [COMMAND, 'serve', role, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const product = { role, child, said: '' };
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const address = /listens on (\S+)\n/.exec(printed)?.[1];
      if (address !== undefined) resolve({ ...product, address });
    });
    child.stderr.on('data', (chunk) => process.stderr.write(`${role}: ${chunk}`));
    child.on('exit', (status) => reject(new Error(`serve ${role} ended with exit code ${status}`)));
  });
}

function targetFile(products, folder) {
  const binding = ({ address }) => ({ underTest: true, address, control: address });
  const roles = Object.fromEntries(products.map((product) => [product.role, binding(product)]));
  const file = path.join(folder, 'target.yaml');
  // JSON is YAML.
  fs.writeFileSync(file, JSON.stringify({ name: 'a combination', version: '1', roles, timing: TIMING }));
  return file;
}

function run(products, folder) {
  const args = [
    'run',
    '--quiet',
    '--target',
    targetFile(products, folder),
    '--reports',
    folder,
    '--parallel',
    parallel,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, said: said.trim() }));
  });
}

function resultsIn(folder) {
  const latest = path.join(folder, 'latest.json');
  if (!fs.existsSync(latest)) return undefined;
  return readResults(path.join(folder, JSON.parse(fs.readFileSync(latest)).run, 'results.json'));
}

/** What is wrong with a run, in words; nothing where all is well. */
function faultsOf(roles, { status, said }, results, catalogue) {
  if (status !== 0 || results?.verdict !== 'pass') return [`exit code ${status}: ${said}`];
  const judged = results.scenarios.flatMap(({ tp, checks }) =>
    checks.filter((check) => check.judged).map((check) => ({ tp, ...check })),
  );
  const strangers = judged.filter(({ party }) => !roles.includes(party));
  const foreign = judged.filter(({ requirement }) => {
    const owners = catalogue.requirement(requirement)?.owners ?? [];
    return !owners.some((owner) => roles.includes(owner));
  });
  return [
    ...strangers.map(({ tp, requirement, party }) => `${tp}: ${requirement} judges ${party}`),
    ...foreign.map(({ tp, requirement }) => `${tp}: ${requirement} binds no role under test`),
  ];
}

function describe(roles, results) {
  if (!results) return '';
  const count = (wanted) => results.scenarios.filter(({ verdict }) => verdict === wanted).length;
  const checks = results.scenarios.flatMap(({ checks }) => checks).filter(({ judged }) => judged);
  const byRole = roles.map((role) => `${role} ${checks.filter(({ party }) => party === role).length}`);
  return `${count('pass')} passed, ${count('not-applicable')} not applicable; checks: ${byRole.join(', ')}`;
}

async function tryOne(roles, products, catalogue) {
  const started = Date.now();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'combination-'));
  const underTest = products.filter(({ role }) => roles.includes(role));
  const ended = await run(underTest, folder);
  const results = resultsIn(folder);
  const faults = faultsOf(roles, ended, results, catalogue);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${roles.join(' + ')} (${seconds} s): ${describe(roles, results)}`,
  );
  for (const fault of faults.slice(0, 10)) console.log(`     ${fault}`);
  if (faults.length === 0) fs.rmSync(folder, { recursive: true });
  else console.log(`     kept: ${folder}`);
  return faults.length === 0;
}

async function main() {
  const catalogue = loadCatalogue();
  const wanted = chosen();
  const started = Date.now();
  const roles = ROLES.filter((role) => wanted.some((combination) => combination.includes(role)));
  const products = await Promise.all(roles.map(serve));
  let failed = 0;
  try {
    for (const combination of wanted) if (!(await tryOne(combination, products, catalogue))) failed += 1;
  } finally {
    for (const { child } of products) child.kill();
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`${wanted.length} combinations of roles under test, ${failed} failed (${seconds} s)`);
  process.exitCode = failed === 0 && wanted.length > 0 ? 0 : 1;
}

void main();
