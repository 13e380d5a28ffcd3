// Writes the run folder that the runs of all shards come to: the joined results and trace, and every report of them.

import type { RunResult } from '../verdict/results';
import { conclude } from './conclude';
import { joinEvents } from './join-events';
import { mergedRun, type Part } from './merge';
import { paintFor } from './paint';
import { markLatest, prepareRunFolder } from './run-folder';
import { verdictLine } from './summary';

export interface JoinInto {
  readonly reportsDir: string;
  readonly runId: string;
  /** Prints the verdict line only. */
  readonly quiet: boolean;
}

/** Refuses before anything is written. Prints the summary; returns the exit code of the run. */
export async function joinRuns(
  parts: readonly Part[],
  { reportsDir, runId, quiet }: JoinInto,
): Promise<RunResult['exitCode']> {
  const run = mergedRun(parts);
  const folder = prepareRunFolder(reportsDir, runId);
  const { startedAt, suite } = run;
  await joinEvents(
    parts.map(({ events }) => events),
    folder.events,
    { kind: 'header', version: 1, startedAt, suite },
  );
  const paint = paintFor(process.stdout, process.env);
  const { run: concluded, text } = await conclude(folder, run, paint);
  markLatest(reportsDir, runId);
  process.stdout.write(quiet ? `${verdictLine(concluded, paint)}\n` : `\n${text}`);
  return concluded.exitCode;
}
