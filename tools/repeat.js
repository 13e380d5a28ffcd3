// Runs the suite again and again, shuffled, in one process and by workers, and fails where a verdict differs between runs.
// A product under test has to run already.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const load = require('./load');
const { count, readOptions, wrong } = require('./options');

const { readResults } = load('support/record/results-file');

const root = path.join(__dirname, '..');
const USAGE = `Usage: npm run repeat -- [times] [options]

  times            how many runs (default: 20)
  --workers <n>    how many workers every second run has (default: 2)
  --only-workers   every run by workers
  --only-one       every run in one process
  --target <file>  the product under test
  --tp <ids>       which test purposes (default: all)`;

const options = {
  workers: { type: 'string', default: '2' },
  'only-workers': { type: 'boolean', default: false },
  'only-one': { type: 'boolean', default: false },
  target: { type: 'string' },
  tp: { type: 'string' },
};
const { values, positionals } = readOptions({ allowPositionals: true, options }, USAGE);
const times = count('times', positionals[0] ?? '20', USAGE);
count('--workers', values.workers, USAGE);
if (values['only-workers'] && values['only-one']) wrong('--only-workers and --only-one leave nothing to run', USAGE);
const WAYS = [
  ...(values['only-workers'] ? [] : [['--parallel', '0']]),
  ...(values['only-one'] ? [] : [['--parallel', values.workers]]),
];
const passedOn = ['target', 'tp'].flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, values[name]]));

/** Verdict of each test purpose, and of each of its checks. */
function verdictsOf(reports) {
  const { run } = JSON.parse(fs.readFileSync(path.join(reports, 'latest.json'), 'utf8'));
  const { scenarios } = readResults(path.join(reports, run, 'results.json'));
  return new Map(
    scenarios.map(({ tp, verdict, checks }) => [
      tp,
      [verdict, ...checks.map((check) => `${check.requirement} ${check.party} ${check.verdict}`).sort()].join('\n'),
    ]),
  );
}

let first;
let changed = 0;
for (let time = 1; time <= times; time += 1) {
  const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'repeat-'));
  const way = WAYS[time % WAYS.length];
  const args = [
    'bin/mcx-conformance.js',
    'run',
    '--quiet',
    '--shuffle',
    String(time),
    '--reports',
    reports,
    ...way,
    ...passedOn,
  ];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  // What is wrong with the usage, or cannot be reached, is no verdict.
  if (!fs.existsSync(path.join(reports, 'latest.json'))) {
    console.error(stderr.trim());
    process.exit(status || 1);
  }
  const verdicts = verdictsOf(reports);
  fs.rmSync(reports, { recursive: true });
  first ??= verdicts;
  const different = [...first].filter(([tp, verdict]) => verdicts.get(tp) !== verdict).map(([tp]) => tp);
  changed += different.length;
  const what = different.length === 0 ? 'the same verdicts' : `different: ${different.join(' ')}`;
  console.log(`${time}/${times} shuffle ${time} ${way.join(' ')}: exit ${status}, ${what} ${stderr.trim()}`);
  if (status !== 0) changed += 1;
}
console.log(`${times} runs, ${changed} changed verdicts`);
process.exitCode = changed === 0 ? 0 : 1;
