// The run that a command reads, with a word to the user where it is one that was broken off.

import type { RunFolder } from '../record/run-folder';
import { recordedRun } from '../run/recorded-run';
import type { RunResult } from '../verdict/results';

export async function readRun(folder: RunFolder): Promise<RunResult> {
  const { run, recovered } = await recordedRun(folder);
  if (recovered)
    process.stderr.write(
      `note: the run in ${folder.dir} was interrupted before its results were written; the ${run.scenarios.length} scenarios that had ended are read from its trace\n`,
    );
  return run;
}
