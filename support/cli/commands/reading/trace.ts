// mcx-conformance trace: every statement of the clause with what tested it, or why nothing did; on request beside the
// user's own copy of the clause. Before there is a run, what is to show each.

import path from 'node:path';
import { MEBIBYTE, readPlainText, type NotReadable } from '../../../files/plain-file';
import { loadEveryClause, type Catalogue } from '../../../traceability/catalogue/catalogue';
import { hasFinishedRun } from '../../../record/run-folder';
import { beforeAnyRun, coverageOf } from '../../../traceability/coverage';
import { loadScenarios } from '../../../traceability/features';
import { loadIcs } from '../../../traceability/catalogue/ics';
import { renderCoverage, renderDrift } from '../../../traceability/render-coverage';
import { compareWithClause } from '../../../traceability/catalogue/spec-drift';
import { UserError } from '../../../verdict/errors';
import { instead } from '../../../verdict/nearest';
import { namedRun } from '../../named-run';
import { printJson, printLines, type AsJson } from '../../print';
import { readRun } from '../../recorded';

export interface TraceOptions extends AsJson {
  /** Those of the run where absent. */
  readonly clause?: readonly string[];
  readonly run?: string;
  readonly spec?: string;
  readonly reports: string;
}

export async function trace({ clause, run, spec, json, reports }: TraceOptions): Promise<void> {
  const whole = loadEveryClause();
  const results = run === undefined && !hasFinishedRun(reports) ? undefined : await readRun(namedRun(run, reports));
  if (results === undefined)
    process.stderr.write(
      `note: no run has finished in ${reports} yet; with one (mcx-conformance run), verdicts stand here\n`,
    );
  const ofRun = results?.clauses.map((one) => one.clause) ?? whole.about(undefined).clauses.map(({ id }) => id);
  const catalogue = whole.only(clause === undefined ? ofRun : chosen(clause, whole));
  if (spec !== undefined && catalogue.clauses.length !== 1)
    throw new UserError('MCX-SPEC-CLAUSE', `expected one clause to set ${spec} beside; name it with --clause`);
  const coverage = coverageOf(catalogue, loadScenarios(whole), results ?? beforeAnyRun(catalogue), loadIcs());
  const drift = spec === undefined ? undefined : compareWithClause(readSpec(spec), catalogue, path.basename(spec));
  if (json) printJson({ ...withIds(coverage), ...(drift && { drift: withIds(drift) }) });
  else printLines(drift ? renderDrift(drift, coverage) : renderCoverage(coverage));
  if (coverage.orphans.length > 0 || coverage.uncovered.length > 0) process.exitCode = 1;
}

/** Of each requirement its id alone: `list` and the catalogue have the rest. */
const withIds = (value: object): object =>
  JSON.parse(
    JSON.stringify(value, (key, one: unknown) =>
      key === 'requirement' ? idOf(one) : key === 'requirements' && Array.isArray(one) ? one.map(idOf) : one,
    ),
  ) as object; // what was put in

const idOf = (requirement: unknown): unknown => (Object(requirement) as { readonly id?: unknown }).id;

function chosen(clauses: readonly string[], { clauses: all }: Catalogue): readonly string[] {
  const known = all.map(({ id }) => id);
  const unknown = clauses.find((clause) => !known.includes(clause));
  if (unknown === undefined) return clauses;
  throw new UserError('MCX-FILTER-UNKNOWN', `--clause ${unknown} is not known${instead(unknown, known)}`);
}

/** A clause is a hundredth of it, a whole specification less. */
const LARGEST_SPEC = 16 * MEBIBYTE;

function readSpec(file: string): string {
  try {
    return readPlainText(file, { most: LARGEST_SPEC, links: 'followed' });
  } catch (error) {
    const { why, missing } = error as NotReadable; // it throws nothing else
    const found = missing ? 'there is no such file' : `it is ${why}`;
    throw new UserError(
      'MCX-SPEC-FILE',
      `expected your copy of the clause as text at ${file}, but ${found}; name another with --spec`,
    );
  }
}
