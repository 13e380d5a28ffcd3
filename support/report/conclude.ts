// The end of a run: its results go to their file, everything else is derived from them, and what they come to is told.

import { coverageOf } from '../traceability/coverage';
import { loadCatalogue } from '../traceability/catalogue';
import { loadScenarios } from '../traceability/features';
import { loadIcs } from '../traceability/ics';
import { withBaseline, type Baseline } from '../verdict/baseline';
import type { RunResult } from '../verdict/results';
import { auditOf, withAudit } from './audit';
import { deriveReports, filesOf } from './derive';
import { readScenarioTraces } from './events-file';
import type { Paint } from './paint';
import type { RunFolder } from './run-folder';
import { writeResults } from './results-file';
import { summary } from './summary';

export interface ConcludeOptions {
  readonly paint: Paint;
  readonly baseline: Baseline | undefined;
}

export interface Concluded {
  readonly run: RunResult;
  readonly text: string;
}

/** Writes every report of a run, set beside its baseline and what the target claims. Returns it so, and the summary. */
export async function conclude(
  folder: RunFolder,
  collected: RunResult,
  { paint, baseline }: ConcludeOptions,
): Promise<Concluded> {
  const judged = baseline === undefined ? collected : withBaseline(collected, baseline);
  // Also without its audit, for a trace that breaks off.
  writeResults(folder.results, judged);
  const catalogue = loadCatalogue();
  const run = await audited(folder, judged);
  if (run !== judged) writeResults(folder.results, run);
  // The scenarios of the features would only explain why a requirement was not tested, and the summary does not say that.
  const { counts } = coverageOf(catalogue, [], run);
  const requirement = (id: string) => catalogue.requirement(id);
  const text = summary(run, {
    requirement,
    interpretation: (id) => catalogue.interpretation(id),
    evidence: await deriveReports(folder, run, requirement),
    coverage: {
      tested: counts.tested,
      observable: counts.tested + counts['not-tested'],
      notUnderTest: counts['not-under-test'],
      notObservable: counts['not-observable'],
      excluded: counts.excluded,
    },
    files: filesOf(folder),
    paint,
  });
  return { run, text };
}

/** Where every role is played nobody claims anything. */
async function audited(folder: RunFolder, run: RunResult): Promise<RunResult> {
  if (run.target.underTest.length === 0) return run;
  const scenarios = () => loadScenarios(loadCatalogue());
  return withAudit(run, await auditOf(run, readScenarioTraces(folder.events), loadIcs(), scenarios));
}
