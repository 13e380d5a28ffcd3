// Writes the run folder that the runs of all shards come to: the joined results and trace, and every report of them.

import type { Baseline } from '../verdict/baseline';
import type { RunResult } from '../verdict/results';
import { conclude } from '../collect/conclude';
import { joinEvents } from './join-events';
import { baselineOf, mergedRun, type Part } from './merge';
import { paintFor } from '../report/summary/paint';
import { claimRun, markLatest, prepareRunFolder } from '../record/run-folder';

export interface JoinInto {
  readonly reportsDir: string;
  /** In place of the one that the parts were run with. */
  readonly baseline: Baseline | undefined;
}

/** Refuses before anything is written. Prints the summary; returns the exit code of the run. */
export async function joinRuns(
  parts: readonly Part[],
  { reportsDir, baseline }: JoinInto,
): Promise<RunResult['exitCode']> {
  const run = mergedRun(parts);
  const runId = claimRun(reportsDir, new Date());
  const folder = prepareRunFolder(reportsDir, runId);
  const { startedAt, suite } = run;
  await joinEvents(
    parts.map(({ events }) => events),
    folder.events,
    { startedAt, suite },
  );
  const paint = paintFor(process.stdout, process.env);
  const { run: concluded, text } = await conclude(folder, run, { paint, baseline: baseline ?? baselineOf(parts) });
  markLatest(reportsDir, runId);
  process.stdout.write(`\n${text}`);
  return concluded.exitCode;
}
