// mcx-conformance mutants: has each mutant and each variant of a built-in party tried, on as many processes as there are
// cores, and tells what came of it. Unaware of how one is tried.

import os from 'node:os';
import { MUTANTS } from '../reference/mutants/all';
import { VARIANTS } from '../reference/variants/all';
import { UserError } from '../verdict/errors';
import { nearest } from '../verdict/nearest';
import type { Trial } from './mutant-trial';
import { openTrialProcess } from './trial-process';

export interface MutantsOptions {
  readonly id?: readonly string[];
}

/** A process keeps 300 MB. */
const MOST = 4;

export async function mutants({ id: ids }: MutantsOptions): Promise<void> {
  const known = [...MUTANTS, ...VARIANTS].map(({ id }) => id);
  refuseUnknown(ids ?? [], known);
  const wanted = ids === undefined ? known : known.filter((id) => ids.includes(id));
  const trials = await tryAll(wanted, inOrder(wanted, print));

  const count = (...outcomes: readonly Trial['outcome'][]): number =>
    trials.filter(({ outcome }) => outcomes.includes(outcome)).length;
  process.stdout.write(
    `mutants: ${count('killed')} of ${count('killed', 'survived')} killed by the requirement they break; ` +
      `variants: ${count('accused')} of ${count('free', 'accused')} accused\n`,
  );
  if (count('survived', 'accused') > 0) process.exitCode = 1;
}

/** Each process takes the next as soon as it is done with one, because a variant runs the whole suite and most mutants a few scenarios. */
async function tryAll(ids: readonly string[], tell: (trial: Trial) => void): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  const queue = ids.values();
  const processes = Array.from({ length: Math.min(os.availableParallelism(), MOST, ids.length) }, openTrialProcess);
  try {
    await Promise.all(
      processes.map(async ({ attempt }) => {
        for (const id of queue) {
          const trial = await attempt(id);
          trials.push(trial);
          tell(trial);
        }
      }),
    );
    return trials;
  } finally {
    for (const { close } of processes) close();
  }
}

/** Two reports of the same suite can be compared line by line. */
function inOrder(ids: readonly string[], tell: (trial: Trial) => void): (trial: Trial) => void {
  const waiting = new Map<string, Trial>();
  let next = 0;
  return (trial) => {
    waiting.set(trial.id, trial);
    for (let due = waiting.get(ids[next] ?? ''); due !== undefined; due = waiting.get(ids[next] ?? '')) {
      tell(due);
      next += 1;
    }
  };
}

const SHOWN = { killed: 'killed  ', survived: 'SURVIVED', free: 'free    ', accused: 'ACCUSED ' } as const;

function print({ outcome, role, id, by, also }: Trial): void {
  const tail = also.length > 0 ? `  (also ${also.join(', ')})` : '';
  process.stdout.write(`${SHOWN[outcome]}  ${role.padEnd(14)}  ${id.padEnd(40)}  ${by}${tail}\n`);
}

function refuseUnknown(ids: readonly string[], known: readonly string[]): void {
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new UserError(
    'MCX-BUILT-IN',
    `there is no mutant or variant ${unknown}; the nearest is ${nearest(unknown, known)}`,
  );
}
