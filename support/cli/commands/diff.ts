// mcx-conformance diff: what changed between two runs.

import { readResults } from '../../record/results-file';
import { renderRunDifferences } from '../../compare/render-run-differences';
import { runDifferences, type RunSide } from '../../compare/run-differences';
import { loadEveryClause } from '../../traceability/catalogue/catalogue';
import { coverageOf } from '../../traceability/coverage';
import { loadScenarios } from '../../traceability/features';
import { loadIcs } from '../../traceability/catalogue/ics';
import { namedRun } from '../named-run';

export interface DiffOptions {
  readonly json?: true;
  readonly reports: string;
}

export function diff(then: string, now: string, { json, reports }: DiffOptions): void {
  const differences = runDifferences(sideOf(then, reports), sideOf(now, reports));
  const text = json ? JSON.stringify(differences, null, 2) : renderRunDifferences(differences).join('\n');
  process.stdout.write(`${text}\n`);
  if (!differences.same) process.exitCode = 1;
}

function sideOf(name: string, reports: string): RunSide {
  const run = readResults(namedRun(name, reports).results);
  const catalogue = loadEveryClause();
  return { run, coverage: coverageOf(catalogue, loadScenarios(catalogue), run, loadIcs()) };
}
