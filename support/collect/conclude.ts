// The end of a run: its results go to their file, everything else is derived from them, and what they come to is told.

import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { loadScenarios } from '../traceability/features';
import { loadIcs } from '../traceability/catalogue/ics';
import type { Scenario } from '../traceability/scenario';
import { withBaseline, type Baseline } from '../verdict/baseline';
import type { RunResult } from '../verdict/results';
import { auditOf, withAudit } from '../report/summary/audit';
import { deriveReports, filesOf } from '../report/derive';
import { ALWAYS } from '../report/formats/all';
import { reportSource } from '../report/formats/derived-report';
import { readScenarioTraces } from '../record/events-file';
import type { Paint } from '../report/summary/paint';
import type { RunFolder } from '../record/run-folder';
import { writeResults } from '../record/results-file';
import { summary } from '../report/summary/summary';
import { summaryContext } from '../report/summary/summary-context';

export interface ConcludeOptions {
  readonly paint: Paint;
  readonly baseline: Baseline | undefined;
}

export interface Concluded {
  readonly run: RunResult;
  readonly text: string;
}

const SOURCES = [
  { file: 'results.json', about: 'the results' },
  { file: 'events.jsonl', about: 'the trace' },
];

/** Writes every report of a run, set beside its baseline and what the target claims. Returns it so, and the summary. */
export async function conclude(
  folder: RunFolder,
  collected: RunResult,
  { paint, baseline }: ConcludeOptions,
): Promise<Concluded> {
  const judged = baseline === undefined ? collected : withBaseline(collected, baseline);
  // Also without its audit, for a trace that breaks off.
  writeResults(folder.results, judged);
  const catalogue = loadEveryClause();
  const ics = loadIcs();
  // Where every role is played nobody claims anything.
  const claiming = judged.target.underTest.length > 0;
  const run = claiming ? await audited(folder, judged, loadScenarios(catalogue)) : judged;
  if (run !== judged) writeResults(folder.results, run);
  const source = reportSource(run, catalogue, ics);
  const evidence = await deriveReports(folder, source, ALWAYS);
  const files = filesOf(folder, [...SOURCES, ...ALWAYS]);
  return { run, text: summary(run, { ...summaryContext(source, evidence), files, paint }) };
}

const audited = async (folder: RunFolder, run: RunResult, scenarios: readonly Scenario[]): Promise<RunResult> =>
  withAudit(run, await auditOf(run, readScenarioTraces(folder.events), loadIcs(), scenarios));
