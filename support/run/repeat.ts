// Carries a run out several times, one after the other, and tells what fails each time from what fails by luck. Unaware of what a
// run is made of.

import { readResults } from '../record/results-file';
import { repeatLines } from '../report/summary/history-lines';
import type { Target } from '../testbed/target/target';
import { UserError } from '../verdict/errors';
import { seriesOf } from '../verdict/over-runs';
import type { RunResult } from '../verdict/results';
import type { RunOptions } from './plan';
import { run, type Done } from './run';
import { wholeNumberIn } from './whole-number';

/** Nobody waits for more, and a number that was mistyped costs a night. */
const MOST = 1000;
/** What a caller must not overlook comes first. */
const GRAVEST_FIRST: readonly RunResult['exitCode'][] = [1, 4, 3, 2, 0];

export async function repeat(options: RunOptions, target: Target, given: string): Promise<void> {
  const times = timesIn(given);
  const results: RunResult[] = [];
  let support: Done['support'];
  for (let round = 1; round <= times; round += 1) {
    process.stdout.write(`Run ${round} of ${times}\n`);
    const done = await run(options, target, support ? { support } : {});
    support = done.support;
    results.push(readResults(done.folder.results));
  }
  process.stdout.write(`\n${repeatLines(seriesOf(results), times).join('\n')}\n`);
  process.exitCode = GRAVEST_FIRST.find((code) => results.some(({ exitCode }) => exitCode === code)) ?? 0;
}

function timesIn(given: string): number {
  const times = wholeNumberIn(given, 1, MOST);
  if (times !== undefined) return times;
  throw new UserError('MCX-REPEAT', `--repeat expects a whole number from 1 to ${MOST}, found ${given}`);
}
