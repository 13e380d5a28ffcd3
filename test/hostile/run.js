// Whole runs against a hostile product, each with a bound on time, memory, disk and the exit codes that are right for it.
'use strict';

const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { clearTimeout, setTimeout } = require('node:timers');
const { readOptions, wrong } = require('../../tools/options');

const ROOT = path.join(__dirname, '../..');
const SCENARIOS = ['PGR_QSRV_BV_02', 'PGR_QSRV_BV_08', 'PGR_QSRV_BV_26'];
/** A minute a scenario is what a machine takes that has ten times as much to do as it can. */
const MOST = { seconds: 180, memoryMiB: 400, diskMB: 50 };
/** In MiB. Left to itself a heap grows as long as the machine has memory, and shows no more what is held than what is let go. */
const HEAP = 256;
/** So that a whole run of CI stays short: one that sends, one that keeps us waiting, and one that we have to take whole. */
const SHORT = ['floods-with-strays', 'opens-half-requests', 'tells-three-thousand-clients'];
/** More of what the command is given, by mode of the product. */
const CAPTURED = 'floods-with-large-messages';
const USAGE = `Usage: npm run hostile -- [options]

Whole runs against a hostile product.

  --mode <name>  this mode of the product, and no other; may be given several times
  --short        three modes`;
/** What a product may send that conforms, though it is much. */
const TAKEN = ['tells-three-thousand-clients'];
/** 1 where what it sends breaks the clause, 3 where what is refused cannot be told, 4 where the flood made us late. */
const RIGHT = [0, 1, 3, 4];

async function main() {
  const options = { mode: { type: 'string', multiple: true }, short: { type: 'boolean', default: false } };
  const { values } = readOptions({ options }, USAGE);
  const known = execFileSync(process.execPath, [path.join(__dirname, 'product.js')])
    .toString()
    .trim()
    .split('\n');
  const modes = values.mode ?? (values.short ? SHORT : [...known, `${CAPTURED} --capture`]);
  for (const mode of modes)
    if (!known.includes(mode.split(' ')[0])) wrong(`there is no mode ${mode}; there are ${known.join(', ')}`, USAGE);
  let failed = 0;
  for (const mode of modes) failed += (await held(mode)) ? 0 : 1;
  console.log(`${modes.length - failed} of ${modes.length} hostile runs held`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function held(mode) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-hostile-'));
  const [name, ...more] = mode.split(' ');
  const product = spawn(process.execPath, [path.join(__dirname, 'product.js'), '--mode', name], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const address = (await new Promise((resolve) => product.stdout.once('data', resolve))).toString().trim();
    const target = path.join(folder, 'target.yaml');
    const role = `{ partner-server: { underTest: true, address: "${address}", control: "${address}" } }`;
    fs.writeFileSync(target, `name: hostile\nversion: "1"\nroles: ${role}\n`);
    const ended = await run(target, path.join(folder, 'reports'), more);
    const faults = faultsOf(name, ended);
    const figures = `${ended.seconds} s, ${ended.memoryMiB} MiB, ${ended.diskMB} MB a scenario, exit code ${ended.code}`;
    console.log(
      `${faults.length === 0 ? 'held  ' : 'FAILED'}  ${mode}: ${figures}${faults.map((one) => `; ${one}`).join('')}`,
    );
    return faults.length === 0;
  } finally {
    product.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true });
  }
}

function run(target, reports, more) {
  const started = Date.now();
  const bin = path.join(ROOT, 'bin/mcx-conformance.js');
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${HEAP}`,
      bin,
      'run',
      '--target',
      target,
      '--reports',
      reports,
      '--tp',
      SCENARIOS.join(),
      ...more,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let stderr = '';
  let peak = 0;
  child.stdout.resume();
  child.stderr.on('data', (text) => (stderr += text));
  // The peak that the system has noted of it, as long as it is there.
  const look = () => {
    peak = Math.max(peak, peakOf(child.pid));
    if (child.exitCode === null) setTimeout(look, 100);
  };
  look();
  const limit = setTimeout(() => child.kill('SIGKILL'), MOST.seconds * 1000);
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      const seconds = Math.round((Date.now() - started) / 1000);
      resolve({
        code,
        signal,
        stderr,
        seconds,
        memoryMiB: Math.round(peak / 1024),
        diskMB: diskOf(reports),
        cut: wasCut(reports),
      });
    });
  });
}

function faultsOf(mode, { code, signal, stderr, memoryMiB, diskMB, cut }) {
  return [
    ...(cut && TAKEN.includes(mode) ? ['what a product may send was refused'] : []),
    ...(code === null && signal === 'SIGKILL' ? [`it had not ended after ${MOST.seconds} s`] : []),
    ...(code === null && signal !== 'SIGKILL' ? [`it ended by ${signal}: more than ${HEAP} MiB were held`] : []),
    ...(code !== null && !RIGHT.includes(code) ? [`expected exit code ${RIGHT.join(', ')}`] : []),
    ...(/^\s+at .*:\d+:\d+/m.test(stderr) ? ['a stack trace was printed'] : []),
    ...(memoryMiB > MOST.memoryMiB ? [`expected at most ${MOST.memoryMiB} MiB`] : []),
    ...(diskMB > MOST.diskMB ? [`expected at most ${MOST.diskMB} MB a scenario`] : []),
  ];
}

function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function diskOf(folder) {
  const files = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const bytes = files.filter((one) => one.isFile()).map((one) => fs.statSync(path.join(one.parentPath, one.name)).size);
  return Math.round(bytes.reduce((sum, size) => sum + size, 0) / 1e6 / SCENARIOS.length);
}

/** Whether anything was refused because it was too much. */
function wasCut(reports) {
  const [name] = fs.existsSync(reports) ? fs.readdirSync(reports).filter((one) => one !== 'latest.json') : [];
  if (name === undefined) return false;
  return fs.readFileSync(path.join(reports, name, 'events.jsonl')).includes('"beyondLimits":true');
}

main();
