// mcx-conformance baseline: proposes a baseline for the failing checks of a run. Lines that it was given and that still
// hold are kept; what only their owner knows is left to be filled in.

import { renderBaseline, TO_BE_FILLED_IN } from '../../traceability/baseline-file';
import { failingChecks, isSame, withoutFinding } from '../../verdict/baseline';
import type { KnownFailure, RunResult } from '../../verdict/results';
import { namedRun } from '../named-run';
import { readRun } from '../recorded';

export interface BaselineOptions {
  readonly run?: string;
  readonly reports: string;
}

export async function baseline({ run, reports }: BaselineOptions): Promise<void> {
  const results = await readRun(namedRun(run, reports));
  const { name, version } = results.target;
  const comment = ` Known failing checks of ${name} ${version}; fill in what says ${TO_BE_FILLED_IN}.`;
  process.stdout.write(renderBaseline(proposed(results), comment));
}

function proposed(run: RunResult): readonly KnownFailure[] {
  const given = run.baseline?.lines ?? [];
  const kept = given.filter(({ finding }) => finding === 'known' || finding === 'not-exercised');
  const missing = failingChecks(run).filter((check) => !kept.some((line) => isSame(line, check)));
  const blank = { issue: TO_BE_FILLED_IN, owner: TO_BE_FILLED_IN, expires: TO_BE_FILLED_IN };
  return [...kept.map(withoutFinding), ...missing.map((check) => ({ ...check, ...blank }))];
}
