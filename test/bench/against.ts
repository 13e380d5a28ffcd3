// This version beside another one of the repository, in turns, so that whatever else the machine does meets both: the processor
// time of the same commands, the median of several pairs, and the ratio. Prints figures; judges nothing.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packageRoot } from '../../support/schema/package-root';
import { UserError } from '../../support/verdict/errors';

interface Measured {
  /** Processor time of all its processes, in milliseconds. */
  readonly milliseconds: number;
  /** Scenarios that were executed; 0 where none is. */
  readonly scenarios: number;
}

const PROGRAM = 'bin/mcx-conformance.js';
const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['--help', [PROGRAM, '--help']],
  ['one scenario', [PROGRAM, 'run', '--quiet', '--tp', 'PGR_PSRV_BV_04']],
  ['the suite', [PROGRAM, 'run', '--quiet']],
  ['the suite by sip', [PROGRAM, 'run', '--quiet', '--adapter', 'sip']],
];

export function benchAgainst(revision: string, pairs: number): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const other = path.join(folder, 'other');
  try {
    checkOut(revision, other);
    print(
      `Node ${process.version}, load ${os.loadavg()[0]?.toFixed(1) ?? '?'}, ${pairs} pairs, medians of processor time`,
    );
    for (const [name, command] of COMMANDS) {
      const ours: Measured[] = [];
      const theirs: Measured[] = [];
      for (let pair = 0; pair < pairs; pair += 1) {
        theirs.push(measure(other, command, folder));
        ours.push(measure(packageRoot, command, folder));
      }
      const [a, b] = [median(theirs), median(ours)];
      const ratio = `${(b.milliseconds / a.milliseconds).toFixed(2)} x`;
      print(`${name.padEnd(18)} ${revision.slice(0, 12)} ${described(a)}; here ${described(b)}; ${ratio}${each(a, b)}`);
    }
    const bare = median(Array.from({ length: pairs }, () => measure(packageRoot, ['-e', '0'], folder)));
    print(`${'bare node'.padEnd(18)} ${described(bare)}`);
  } finally {
    git('worktree', 'remove', '--force', other);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** With the packages of this version: what those of its own would cost is not measured. */
function checkOut(revision: string, other: string): void {
  const { status, stderr } = git('worktree', 'add', '--detach', other, revision);
  if (status !== 0)
    throw new UserError(
      'MCX-BENCH',
      `expected a revision of this repository after --against, but git says: ${stderr.trim().split('\n').at(-1) ?? ''}`,
    );
  fs.symlinkSync(path.join(packageRoot, 'node_modules'), path.join(other, 'node_modules'));
}

const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: packageRoot, encoding: 'utf8' });

function measure(cwd: string, command: readonly string[], folder: string): Measured {
  const times = path.join(folder, 'times');
  const reports = path.join(folder, 'reports');
  const args = command.includes('run') ? [...command, '--reports', reports] : command;
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_OPTIONS: `--require ${JSON.stringify(path.join(__dirname, 'processor-time.cjs'))}`,
      PROCESSOR_TIME_TO: times,
    },
  });
  if (status !== 0)
    throw new UserError(
      'MCX-BENCH',
      `${command.join(' ')} of ${cwd} ended with exit code ${status ?? 'none'}: ${stderr}`,
    );
  const milliseconds = fs
    .readFileSync(times, 'utf8')
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + Number(line), 0);
  const scenarios = executedIn(reports);
  fs.rmSync(times);
  fs.rmSync(reports, { recursive: true, force: true });
  return { milliseconds, scenarios };
}

function executedIn(reports: string): number {
  if (!fs.existsSync(reports)) return 0;
  const [run = ''] = fs.readdirSync(reports).filter((name) => fs.existsSync(path.join(reports, name, 'results.json')));
  const results = fs.readFileSync(path.join(reports, run, 'results.json'), 'utf8');
  return (JSON.parse(results) as { readonly scenarios: readonly unknown[] }).scenarios.length;
}

function median(measured: readonly Measured[]): Measured {
  const sorted = measured.toSorted((one, other) => one.milliseconds - other.milliseconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}

const described = ({ milliseconds, scenarios }: Measured): string =>
  `${(milliseconds / 1000).toFixed(2)} s${scenarios > 1 ? ` for ${scenarios} scenarios` : ''}`;

const each = (other: Measured, own: Measured): string =>
  own.scenarios < 2
    ? ''
    : `, ${(own.milliseconds / own.scenarios / (other.milliseconds / other.scenarios)).toFixed(2)} x a scenario`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
