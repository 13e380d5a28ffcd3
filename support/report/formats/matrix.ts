// The traceability matrix as CSV: a line for each statement of the clause, with what tested it or why nothing did.

import { stringify } from 'csv-stringify/sync';
import type { CoverageRow } from '../../traceability/coverage';
import type { ReportSource } from './derived-report';

const COLUMNS = [
  'requirement',
  'step',
  'strength',
  'owner',
  'statement',
  'wires',
  'state',
  'verdict',
  'shown by',
  'also checked in',
  'reason',
  'interpretations',
  'source',
] as const;

export const matrix = ({ coverage }: ReportSource): string =>
  // A spreadsheet takes a text that begins with = for a formula.
  stringify(coverage().rows.map(lineOf), { header: true, columns: [...COLUMNS], escape_formulas: true });

function lineOf({
  requirement,
  shownOn,
  state,
  verdict,
  shownBy,
  testPurposes,
  reason,
}: CoverageRow): readonly string[] {
  const { id, step, strength, owners, says, interpretations, locator } = requirement;
  const others = testPurposes.length - shownBy.length;
  return [
    ...[id, step, strength, owners.join(' '), says, shownOn.join(' '), state, verdict ?? ''],
    ...[shownBy.join(' '), `${others}`, reason, interpretations.join(' '), locator],
  ];
}
