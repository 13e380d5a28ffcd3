// Which runs a reader of the matrix asked for, and by which two roles they are laid out.

import type { Cell, Matrix } from '../matrix-data';
import { h } from './dom';

export interface Axes {
  readonly rows: string;
  readonly columns: string;
}

const ROLES = ['client-1', 'primary-server', 'primary-gms', 'client-2', 'partner-server', 'partner-gms'];

export function filtersOf({ cells }: Matrix, changed: (cells: readonly Cell[], axes: Axes) => void) {
  const everybody = cells.flatMap(({ participants }) => participants);
  const rows = choice('rows', ROLES, 'primary-server');
  const columns = choice('columns', ROLES, 'partner-server');
  const wire = choice('wire', ['', ...new Set(cells.map(wireOf))]);
  const vendor = choice('vendor', ['', ...new Set(everybody.map((one) => one.vendor))]);
  const role = choice('role', [
    '',
    ...ROLES.filter((one) => everybody.some(({ roles }) => roles.some((has) => has === one))),
  ]);
  const statement = choice('statement', [
    '',
    ...new Set(everybody.flatMap(({ broken }) => broken.map(({ requirement }) => requirement))),
  ]);
  const matches = (cell: Cell): boolean =>
    (wire.value === '' || wireOf(cell) === wire.value) &&
    (vendor.value === '' || cell.participants.some((one) => one.vendor === vendor.value)) &&
    (role.value === '' || cell.participants.some(({ roles }) => roles.some((has) => has === role.value))) &&
    (statement.value === '' ||
      cell.participants.some(({ broken }) => broken.some(({ requirement }) => requirement === statement.value)));
  const show = (): void => changed(cells.filter(matches), { rows: rows.value, columns: columns.value });
  const form = h(
    'form',
    { class: 'filters', role: 'search' },
    h('label', {}, 'Rows', rows),
    h('label', {}, 'Columns', columns),
    h('label', {}, 'Wire', wire),
    h('label', {}, 'Vendor', vendor),
    h('label', {}, 'Role under test', role),
    h('label', {}, 'Broken statement', statement),
  );
  form.addEventListener('input', show);
  return { form, show };
}

export const wireOf = ({ wire, service, profile, load }: Cell): string =>
  [
    wire,
    service,
    profile === undefined ? undefined : `profile ${profile}`,
    load === undefined ? undefined : `load of ${load} clients`,
  ]
    .filter((one) => one !== undefined)
    .join(', ');

function choice(id: string, values: readonly string[], chosen = ''): HTMLSelectElement {
  return h(
    'select',
    { id: `filter-${id}` },
    ...values.map((value) => h('option', { value, selected: value === chosen }, value === '' ? 'all' : value)),
  );
}
