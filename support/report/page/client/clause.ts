// The clauses down the side: their parts with their verdicts, and below each its statements.

import type { ClausePart, PageIndex } from '../page-data';
import { h, linkTo } from './dom';
import { badge } from './verdict';

export const clauseSide = ({ clauses }: PageIndex): readonly HTMLElement[] =>
  clauses.flatMap(({ name, parts }) => [
    h('h2', {}, clauses.length === 1 ? 'The clause' : name),
    h('ol', { class: 'clause' }, ...parts.map(part)),
  ]);

const part = ({ id, title, verdict, requirements }: ClausePart): HTMLElement =>
  h(
    'li',
    { class: verdict },
    h(
      'details',
      { id: `part-${id}`, open: verdict === 'fail' || verdict === 'error' },
      h('summary', {}, h('span', { class: 'part' }, title), badge(verdict)),
      h('ul', {}, ...requirements.map((row) => h('li', {}, linkTo(row.id), badge(row.verdict), h('p', {}, row.says)))),
    ),
  );

/** Shows where in the clause the reader is. */
export function markCurrent(side: HTMLElement, id: string | undefined): void {
  for (const link of side.querySelectorAll('a[aria-current]')) link.removeAttribute('aria-current');
  const link = [...side.querySelectorAll('a')].find(({ textContent }) => textContent === id);
  if (link === undefined) return;
  link.setAttribute('aria-current', 'page');
  const details = link.closest('details');
  if (details !== null) details.open = true;
}
