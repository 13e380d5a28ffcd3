// mcx-conformance trace: every statement of the clause with what tested it, or why nothing did; on request beside the
// user's own copy of the clause.

import fs from 'node:fs';
import path from 'node:path';
import { readResults } from '../../record/results-file';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { coverageOf } from '../../traceability/coverage';
import { loadScenarios } from '../../traceability/features';
import { loadIcs } from '../../traceability/catalogue/ics';
import { renderCoverage, renderDrift } from '../../traceability/render-coverage';
import { compareWithClause } from '../../traceability/catalogue/spec-drift';
import { UserError } from '../../verdict/errors';
import { namedRun } from '../named-run';

export interface TraceOptions {
  readonly run?: string;
  readonly spec?: string;
  readonly reports: string;
}

export function trace({ run, spec, reports }: TraceOptions): void {
  const catalogue = loadCatalogue();
  const folder = namedRun(run, reports);
  const coverage = coverageOf(catalogue, loadScenarios(catalogue), readResults(folder.results), loadIcs());
  const lines =
    spec === undefined
      ? renderCoverage(coverage)
      : renderDrift(compareWithClause(readSpec(spec), catalogue, path.basename(spec)), coverage);
  process.stdout.write(`${lines.join('\n')}\n`);
  if (coverage.orphans.length > 0 || coverage.uncovered.length > 0) process.exitCode = 1;
}

function readSpec(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    throw new UserError(
      'MCX-SPEC-FILE',
      `expected your copy of the clause at ${file}, but it cannot be read; name another with --spec`,
    );
  }
}
