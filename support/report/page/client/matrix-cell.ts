// One run of the matrix: each participant with its own verdict and what its bytes broke, and what the run was before.

import type { Broken, Cell, ParticipantResult } from '../matrix-data';
import { h, paragraph } from './dom';
import { wireOf } from './matrix-filters';
import { stateBadge } from './matrix-state';
import { badge } from './verdict';

export function cellView(cell: Cell): readonly HTMLElement[] {
  return [
    h('p', {}, h('a', { href: '#' }, 'Back to the matrix')),
    h('h1', { tabindex: '-1' }, cell.participants.map(({ name }) => name).join(' + ')),
    h('p', {}, stateBadge(cell.state), ` ${wireOf(cell)}, ${cell.seconds} s`),
    paragraph(cell.reason),
    ...(cell.page === undefined
      ? []
      : [h('p', {}, h('a', { href: cell.page }, cell.load === undefined ? 'The page of the run' : 'All its figures'))]),
    ...cell.participants.flatMap((one) => participant(one, cell.page)),
    ...(cell.unexplained.length === 0
      ? []
      : [
          h('h2', {}, 'What names nobody under test'),
          h('ul', { class: 'plain' }, ...cell.unexplained.map((text) => h('li', {}, text))),
        ]),
    ...history(cell),
  ];
}

function participant(
  { name, vendor, version, roles, verdict, broken, inconclusive, before }: ParticipantResult,
  page: string | undefined,
) {
  const last = before.at(-1);
  return [
    h('h2', {}, `${name} ${version} as ${roles.join(', ')}`),
    h(
      'p',
      {},
      verdict === undefined ? 'no verdict is shown here' : badge(verdict),
      ` ${vendor}${inconclusive === 0 ? '' : `; ${inconclusive} checks could not tell`}${last === undefined ? '' : `; was ${last.verdict} in ${last.id.slice(0, 10)}`}`,
    ),
    h('ul', { class: 'plain' }, ...broken.map((one) => breach(one, page))),
  ];
}

/** @param page of the run, where the reader may see it: what decided stands there */
function breach(broken: Broken, page: string | undefined): HTMLElement {
  const { requirement, says, role, expected, observed, testPurposes, anchor, evidence, excuses } = broken;
  const at = (text: string, ...places: readonly string[]): HTMLElement | string =>
    page === undefined || anchor === undefined
      ? text
      : h('a', { href: `${page}#${[anchor, ...places].map(encodeURIComponent).join('/')}` }, text);
  const [first, ...others] = testPurposes;
  const seen =
    first === undefined ? ['under load'] : [`in ${others.length + 1} test purposes, the first is `, at(first)];
  const events = evidence.flatMap((id, number) => [number === 0 ? ', events ' : ', ', at(id, id)]);
  const excused = excuses.length === 0 ? '' : `; not charged to ${excuses.join(', ')}`;
  return h(
    'li',
    { class: 'breach' },
    h('p', {}, h('strong', { class: 'id' }, requirement), ` ${role}: ${says}`),
    paragraph(`expected ${expected}`),
    paragraph(`observed ${observed}`),
    h('p', { class: 'quiet' }, ...seen, ...events, excused),
  );
}

function history({ before }: Cell): readonly HTMLElement[] {
  if (before.length === 0) return [];
  return [
    h('h2', {}, 'In earlier campaigns'),
    h('ul', { class: 'plain' }, ...before.map(({ id, state }) => h('li', {}, `${id} `, stateBadge(state)))),
  ];
}
