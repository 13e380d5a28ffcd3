// The matrix for a spreadsheet: a line for each participant of each run.

import { stringify } from 'csv-stringify/sync';
import type { Matrix } from '../../report/page/matrix-data';

const COLUMNS = [
  ...['campaign', 'product', 'vendor', 'version', 'roles', 'with', 'wire', 'service', 'profile', 'load'],
  ...['run', 'own verdict', 'broken', 'first expected', 'first observed', 'pass', 'fail', 'inconclusive', 'error'],
  ...['seconds', 'reason', 'page'],
] as const;

export const matrixCsv = ({ id, cells }: Matrix): string =>
  stringify(
    cells.flatMap(({ participants, wire, service, profile, load, state, counts, seconds, reason, page }) =>
      participants.map(({ name, vendor, version, roles, verdict, broken }) => {
        const others = participants.filter((other) => other.name !== name);
        const [first] = broken;
        return [
          ...[id, name, vendor, version, roles.join(' '), others.map((one) => one.name).join(' ')],
          ...[wire, service ?? '', profile ?? '', load ?? '', state, verdict ?? ''],
          ...[broken.map(({ requirement }) => requirement).join(' '), first?.expected ?? '', first?.observed ?? ''],
          ...['pass', 'fail', 'inconclusive', 'error'].map((word) => `${counts[word] ?? 0}`),
          ...[`${seconds}`, reason, page ?? ''],
        ];
      }),
    ),
    // A spreadsheet takes a text that begins with = for a formula.
    { header: true, columns: [...COLUMNS], escape_formulas: true },
  );
