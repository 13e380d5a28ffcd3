// What of a matrix is for whose eyes. The public sees runs of released vendors alone; a vendor sees the runs that it took part in, its own
// verdict and findings, and of vendors that have not released no name, no finding and no verdict. Pure.

import type { Cell, Matrix, ParticipantResult } from '../../report/page/matrix-data';

export const ANOTHER = 'another vendor';

export function publicView(matrix: Matrix, released: readonly string[]): Matrix {
  const isShown = ({ vendor }: { readonly vendor: string }): boolean => released.includes(vendor);
  return {
    ...matrix,
    view: 'public',
    cells: matrix.cells.filter(({ participants }) => participants.every(isShown)),
    differences: matrix.differences.filter(({ one, other }) => isShown(one) && isShown(other)),
  };
}

export function vendorView(matrix: Matrix, vendor: string, released: readonly string[]): Matrix {
  const isOpen = (one: { readonly vendor: string }): boolean => one.vendor === vendor || released.includes(one.vendor);
  const everybody = matrix.cells.flatMap(({ participants }) => participants);
  const others = [...new Set(everybody.filter((one) => !isOpen(one)).map(({ name }) => name))];
  const aliases = new Map(others.map((name, at) => [name, `${ANOTHER}'s product ${at + 1}`]));
  const nameOf = (name: string): string => aliases.get(name) ?? name;
  return {
    ...matrix,
    view: { vendor },
    cells: matrix.cells
      .filter(({ participants }) => participants.some((one) => one.vendor === vendor))
      .map((cell) => (cell.participants.every(isOpen) ? cell : closed(cell, vendor, isOpen, nameOf))),
    // What another one does is its own business, under whatever name.
    differences: matrix.differences.filter(
      ({ one, other }) => [one, other].some((product) => product.vendor === vendor) && [one, other].every(isOpen),
    ),
  };
}

type IsOpen = (one: { readonly vendor: string }) => boolean;
type NameOf = (name: string) => string;

/** The verdict of the run, its counts and its page would tell what the others did. */
function closed(cell: Cell, vendor: string, isOpen: IsOpen, nameOf: NameOf): Cell {
  const participants = cell.participants.map((one) => (isOpen(one) ? named(one, nameOf) : hidden(one, nameOf)));
  const own = participants.filter((one) => one.vendor === vendor).flatMap(({ verdict }) => verdict ?? []);
  const isJudged = cell.state !== 'could-not-be-run' && cell.state !== 'not-run';
  const worst = (['fail', 'inconclusive', 'pass'] as const).find((verdict) => own.includes(verdict));
  const state = isJudged ? (worst ?? 'inconclusive') : cell.state;
  const { page: _page, ...rest } = cell;
  return {
    ...rest,
    subject: [...participants.map(({ name, roles }) => `${name} as ${roles.join(', ')}`), cell.wire].join(' + '),
    job: '',
    state,
    reason: isJudged ? 'what your own product did in it; the rest is not for these eyes' : 'the run gave no verdict',
    counts: {},
    participants,
    unexplained: [],
    before: [],
  };
}

const named = (one: ParticipantResult, nameOf: NameOf): ParticipantResult => ({
  ...one,
  broken: one.broken.map((broken) => ({ ...broken, excuses: broken.excuses.map(nameOf) })),
});

const hidden = ({ name, roles }: ParticipantResult, nameOf: NameOf): ParticipantResult => ({
  name: nameOf(name),
  vendor: ANOTHER,
  version: '',
  roles,
  broken: [],
  inconclusive: 0,
  before: [],
});
