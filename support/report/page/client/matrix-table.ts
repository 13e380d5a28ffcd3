// The matrix: a row and a column for each product in the two roles, in each cell the runs in which they met, with whoever else took part.

import type { Cell, Matrix, ParticipantResult } from '../matrix-data';
import { h } from './dom';
import { wireOf, type Axes } from './matrix-filters';
import { stateBadge } from './matrix-state';

const PLAYED = 'played by the suite';

export function matrixTable({ cells: all }: Matrix, shown: readonly Cell[], { rows, columns }: Axes): HTMLElement {
  const inRole = (cell: Cell, role: string): ParticipantResult | undefined =>
    cell.participants.find(({ roles }) => roles.some((one) => one === role));
  const nameIn = (cell: Cell, role: string): string => inRole(cell, role)?.name ?? PLAYED;
  const namesIn = (role: string): readonly string[] =>
    [...new Set(shown.map((cell) => nameIn(cell, role)))].toSorted((one, other) => rank(one) - rank(other));
  const across = namesIn(columns);
  const runs = (row: string, column: string): readonly HTMLElement[] =>
    shown
      .filter((cell) => nameIn(cell, rows) === row && nameIn(cell, columns) === column)
      .map((cell) => runOf(cell, all.indexOf(cell), [inRole(cell, rows), inRole(cell, columns)]));
  return h(
    'table',
    { class: 'matrix' },
    h('caption', {}, `Rows: ${rows}. Columns: ${columns}.`),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, `${rows} ↓  ${columns} →`),
        ...across.map((name) => h('th', { scope: 'col' }, name)),
      ),
    ),
    h(
      'tbody',
      {},
      ...namesIn(rows).map((row) =>
        h('tr', {}, h('th', { scope: 'row' }, row), ...across.map((column) => h('td', {}, ...runs(row, column)))),
      ),
    ),
  );
}

const rank = (name: string): number => (name === PLAYED ? 1 : 0);

function runOf(cell: Cell, at: number, axes: readonly (ParticipantResult | undefined)[]): HTMLElement {
  const third = cell.participants.filter((one) => !axes.includes(one));
  const beside = third.map(({ name, roles }) => `${name} as ${roles.join(', ')}`).join(', ');
  const blamed = cell.participants.filter(({ broken }) => broken.length > 0);
  return h(
    'div',
    { class: 'run' },
    h('a', { href: `#run-${at}`, 'aria-label': `${cell.state}: ${cell.subject}` }, stateBadge(cell.state)),
    h('span', { class: 'quiet' }, ` ${wireOf(cell)}${beside === '' ? '' : `, ${beside}`}`),
    ...countsLine(cell),
    ...blamed.map(({ name, broken }) =>
      h('p', { class: 'blame' }, h('strong', {}, name), ` broke ${broken[0]?.requirement ?? ''}${more(broken.length)}`),
    ),
    ...(cell.state === 'could-not-be-run' || cell.load !== undefined ? [h('p', { class: 'quiet' }, cell.reason)] : []),
    ...changeLine(cell),
  );
}

const more = (count: number): string => (count > 1 ? ` and ${count - 1} more` : '');

function countsLine({ counts }: Cell): readonly HTMLElement[] {
  const parts = ['pass', 'fail', 'inconclusive', 'error']
    .filter((word) => (counts[word] ?? 0) > 0)
    .map((word) => `${counts[word] ?? 0} ${word}`);
  return parts.length === 0 ? [] : [h('p', { class: 'quiet' }, parts.join(', '))];
}

function changeLine({ before, state }: Cell): readonly HTMLElement[] {
  const last = before.at(-1);
  return last === undefined || last.state === state
    ? []
    : [h('p', { class: 'quiet' }, `was ${last.state} in ${last.id.slice(0, 10)}`)];
}
