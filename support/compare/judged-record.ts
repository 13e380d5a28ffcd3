// What the trace of a sealed record leads to, held against the verdicts that the record tells. Unaware of seals.

import path from 'node:path';
import { scenarioDifferences } from './differences';
import { readResults } from '../record/results-file';
import { runFolderAt } from '../record/run-folder';
import { UserError } from '../verdict/errors';
import type { RunResult } from '../verdict/results';
import { runVerdict } from '../verdict/run-verdict';
import { judgedAgain } from './judged-again';

export interface Judged {
  readonly run: Pick<RunResult, 'target' | 'verdict'> & { readonly testPurposes: number };
  /** In words; undefined where nothing does. */
  readonly differs: string | undefined;
}

/** @throws UserError where the results are none */
export async function judgedRecord(folder: string): Promise<Judged> {
  const where = runFolderAt(path.resolve(folder));
  const recorded = readResults(where.results);
  const { target, verdict, scenarios, notExecuted, faults, strays } = recorded;
  const run = { target, verdict, testPurposes: scenarios.length };
  try {
    const again = await judgedAgain(where, recorded);
    const [first, ...more] = scenarioDifferences(scenarios, again);
    const others = more.length === 0 ? '' : ` and ${more.length} more`;
    if (first)
      return {
        run,
        differs: `${first.tp} was ${first.then?.verdict ?? 'not executed'}, its trace says ${first.now?.verdict ?? 'nothing'}${others}`,
      };
    const { verdict: now } = runVerdict(again, notExecuted, faults, strays);
    return { run, differs: now === verdict ? undefined : `the run was ${verdict}, its traces say ${now}` };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { run, differs: error.message };
  }
}
