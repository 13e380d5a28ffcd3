// mcx-conformance baseline: proposes a baseline for the failing checks of a run. Lines that it was given and that still
// hold are kept; where the mending is followed is left to be filled in unless it is given.

import os from 'node:os';
import { dayOf, renderBaseline, TO_BE_FILLED_IN } from '../../traceability/baseline-file';
import { failingChecks, isSame, withoutFinding } from '../../verdict/baseline';
import type { KnownFailure, RunResult } from '../../verdict/results';
import { namedRun } from '../named-run';
import { readRun } from '../recorded';

export interface BaselineOptions {
  readonly run?: string;
  /** Where the mending is followed, who mends it, and the last day on which it may fail: of each line that is new. */
  readonly issue?: string;
  readonly owner?: string;
  readonly expires?: string;
  readonly reports: string;
}

export async function baseline({ run, reports, ...given }: BaselineOptions): Promise<void> {
  const results = await readRun(namedRun(run, reports));
  const { name, version } = results.target;
  const comment = ` Known failing checks of ${name} ${version}; fill in what says ${TO_BE_FILLED_IN}.`;
  process.stdout.write(renderBaseline(proposed(results, given), comment));
}

/** Long enough to mend it, and short enough that it is not forgotten. */
const DAYS = 30;
const DAY_MS = 86_400_000;

type Given = Pick<BaselineOptions, 'issue' | 'owner' | 'expires'>;

function proposed(run: RunResult, { issue, owner, expires }: Given): readonly KnownFailure[] {
  const given = run.baseline?.lines ?? [];
  const kept = given.filter(({ finding }) => finding === 'known' || finding === 'not-exercised');
  const missing = failingChecks(run).filter((check) => !kept.some((line) => isSame(line, check)));
  const rest = {
    issue: issue ?? TO_BE_FILLED_IN,
    owner: owner ?? whoRuns(),
    expires: expires ?? dayOf(new Date(Date.now() + DAYS * DAY_MS)),
  };
  return [...kept.map(withoutFinding), ...missing.map((check) => ({ ...check, ...rest }))];
}

/** A machine may have no name for who it is. */
function whoRuns(): string {
  try {
    return os.userInfo().username || TO_BE_FILLED_IN;
  } catch {
    return TO_BE_FILLED_IN;
  }
}
