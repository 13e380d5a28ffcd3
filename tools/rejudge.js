// Runs the suite on the built-in system, on each mutant and on each variant (or on those named), and holds `judge` to the
// verdicts of every run: exit code 1 where one differs.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const load = require('./load');

const command = path.join(__dirname, '..', 'bin', 'mcx-conformance.js');
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-rejudge-'));
const start = (...args) =>
  spawnSync(process.execPath, [command, ...args, '--reports', reports], { encoding: 'utf8', maxBuffer: 1e8 });

function holds(id) {
  const ran = start('run', '--quiet', ...(id === undefined ? [] : ['--built-in', id]));
  const { run } = JSON.parse(fs.readFileSync(path.join(reports, 'latest.json'), 'utf8'));
  const { status, stdout, stderr } = start('judge', run);
  fs.rmSync(path.join(reports, run), { recursive: true });
  console.log(`${status === 0 ? 'same  ' : 'DIFFER'}  ${id ?? 'built-in'}  ${ran.stdout.trim().slice(0, 90)}`);
  if (status !== 0) console.log(stdout + stderr);
  return status === 0;
}

const { MUTANTS } = load('support/reference/mutants/all');
const { VARIANTS } = load('support/reference/variants/all');
const named = process.argv.slice(2);
const ids = named.length > 0 ? named : [undefined, ...[...MUTANTS, ...VARIANTS].map(({ id }) => id)];
const differing = ids.filter((id) => !holds(id));
fs.rmSync(reports, { recursive: true });
console.log(`judge: ${ids.length - differing.length} of ${ids.length} runs judged again with the same verdicts`);
process.exitCode = differing.length === 0 ? 0 : 1;
