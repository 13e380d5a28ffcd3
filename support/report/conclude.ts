// The end of a run: its results go to their file, everything else is derived from them, and what they come to is told.

import { coverageOf } from '../traceability/coverage';
import { loadCatalogue } from '../traceability/catalogue';
import { loadScenarios } from '../traceability/features';
import { loadIcs } from '../traceability/ics';
import type { Scenario } from '../traceability/scenario';
import { withBaseline, type Baseline } from '../verdict/baseline';
import type { RunResult } from '../verdict/results';
import { auditOf, withAudit } from './audit';
import { deriveReports, filesOf, writeSummary } from './derive';
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
  // Where every role is played nobody claims anything, and why a requirement was not tested is not in the summary.
  const claiming = judged.target.underTest.length > 0;
  const scenarios = claiming ? loadScenarios(catalogue) : [];
  const run = claiming ? await audited(folder, judged, scenarios) : judged;
  if (run !== judged) writeResults(folder.results, run);
  const { counts } = coverageOf(catalogue, scenarios, run, loadIcs());
  const requirement = (id: string) => catalogue.requirement(id);
  const context = {
    requirement,
    interpretation: (id: string) => catalogue.interpretation(id),
    evidence: await deriveReports(folder, run, requirement),
    coverage: {
      tested: counts.tested,
      observable: counts.tested + counts['not-tested'],
      notApplicable: counts['not-applicable'],
      notUnderTest: counts['not-under-test'],
      notObservable: counts['not-observable'],
      excluded: counts.excluded,
    },
  };
  writeSummary(folder, summary(run, context));
  return { run, text: summary(run, { ...context, files: filesOf(folder), paint }) };
}

const audited = async (folder: RunFolder, run: RunResult, scenarios: readonly Scenario[]): Promise<RunResult> =>
  withAudit(run, await auditOf(run, readScenarioTraces(folder.events), loadIcs(), scenarios));
