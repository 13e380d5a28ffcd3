// mcx-conformance diff: what changed between two runs.

import { renderRunDifferences } from '../../../compare/render-run-differences';
import { runDifferences, type RunSide } from '../../../compare/run-differences';
import { loadEveryClause } from '../../../traceability/catalogue/catalogue';
import { coverageOf } from '../../../traceability/coverage';
import { loadScenarios } from '../../../traceability/features';
import { loadIcs } from '../../../traceability/catalogue/ics';
import { namedRun } from '../../named-run';
import { readRun } from '../../recorded';

export interface DiffOptions {
  readonly json?: true;
  readonly reports: string;
}

export async function diff(then: string, now: string, { json, reports }: DiffOptions): Promise<void> {
  const differences = runDifferences(await sideOf(then, reports), await sideOf(now, reports));
  const text = json ? JSON.stringify(differences, null, 2) : renderRunDifferences(differences).join('\n');
  process.stdout.write(`${text}\n`);
  if (!differences.same) process.exitCode = 1;
}

async function sideOf(name: string, reports: string): Promise<RunSide> {
  const run = await readRun(namedRun(name, reports));
  const catalogue = loadEveryClause();
  return { run, coverage: coverageOf(catalogue, loadScenarios(catalogue), run, loadIcs()) };
}
