// The result of a run as it lies on disk: what results.json says, or, where the process ended before it was written (kill -9, no
// memory, no power), what its trace holds: every scenario that had ended. Such a run is interrupted, and never conforms.

import { runResult } from '../collect/run-result';
import { isThere } from '../files/plain-file';
import { keyOf, readEndedScenarios } from '../record/checked-traces';
import { readHeader } from '../record/events-file';
import { readResults } from '../record/results-file';
import type { RunFolder } from '../record/run-folder';
import { createStrayCollector } from '../record/strays';
import type { RunResult, ScenarioResult } from '../verdict/results';
import { worseAttempt } from '../verdict/worse-attempt';

export interface RecordedRun {
  readonly run: RunResult;
  /** Its results were never written. */
  readonly recovered: boolean;
}

const BROKEN_OFF = 'the run was broken off before its results were written';

/** @throws UserError where there is neither, or one that cannot be read */
export async function recordedRun(folder: RunFolder): Promise<RecordedRun> {
  if (isThere(folder.results) || !isThere(folder.events)) return { run: readResults(folder.results), recovered: false };
  const { run: description, startedAt, suite } = await readHeader(folder.events);
  // An older trace does not say what it is about.
  if (description === undefined) return { run: readResults(folder.results), recovered: false };
  const attempts = new Map<string, ScenarioResult>();
  const strays = createStrayCollector();
  let durationMs = 0;
  for await (const { scenario, lines, events } of readEndedScenarios(folder.events)) {
    attempts.set(keyOf(scenario), worseAttempt(attempts.get(keyOf(scenario)), scenario));
    strays.take(lines);
    for (const { at } of events()) durationMs = Math.max(durationMs, Math.round(at));
  }
  const scenarios = [...attempts.values()];
  const collected = { scenarios, skipped: [], due: [], strays: strays.summary(), failed: false, interrupted: true };
  const made = (faults: readonly string[]): RunResult =>
    runResult({ suite, planned: undefined, ...description }, { ...collected, faults }, startedAt, durationMs);
  const run = made([]);
  // Where nobody knows what was due, or all of it had ended, it is a fault that says so.
  return { run: run.notExecuted.some(({ interrupted }) => interrupted) ? run : made([BROKEN_OFF]), recovered: true };
}
