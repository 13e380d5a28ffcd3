// The regroups that a served party took part in: at the side, and as a table with a filter.

import type { ServedEntry, ServedIndex } from '../served-data';
import { h, linkTo, paragraph } from './dom';

const AT_ONCE = 200;

export interface ServedList {
  readonly elements: readonly HTMLElement[];
  update(index: ServedIndex): void;
}

export function servedList(side: HTMLElement, first: ServedIndex): ServedList {
  let index = first;
  let most = AT_ONCE;
  const text = h('input', { type: 'search', id: 'filter-text', placeholder: 'scope, regroup group, message' });
  const wrong = h('input', { type: 'checkbox', id: 'filter-problems' });
  const matchCount = h('p', { class: 'quiet', id: 'told' });
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'more', id: 'more' });
  const faults = h('div');

  const show = (): void => {
    const matches = index.entries.filter(
      (entry) => (!wrong.checked || entry.problems > 0) && textOf(entry).includes(text.value.trim().toLowerCase()),
    );
    matchCount.textContent = `${matches.length} of ${index.entries.length}${index.dropped === 0 ? '' : `; ${index.dropped} older are not kept`}`;
    body.replaceChildren(...matches.slice(0, most).map(tableRow));
    more.hidden = matches.length <= most;
    more.textContent = `Show the other ${matches.length - most}`;
    faults.replaceChildren(
      ...index.faults.map((fault) => h('p', { class: 'breach' }, `The served party failed: ${fault}`)),
    );
    side.replaceChildren(
      h('h2', {}, 'Newest'),
      h(
        'ul',
        { class: 'plain served' },
        ...index.entries
          .slice(0, 30)
          .map(({ key, problems }) =>
            h('li', {}, linkTo(key), problems === 0 ? undefined : h('span', { class: 'badge fail' }, ` ✗ ${problems}`)),
          ),
      ),
    );
  };
  for (const field of [text, wrong]) field.addEventListener('input', show);
  more.addEventListener('click', () => {
    most = Infinity;
    show();
  });
  show();

  return {
    elements: [
      faults,
      h('h2', {}, 'What it took part in'),
      paragraph('By the scope that a tester provisioned, or else by the regroup group; the newest first.', 'quiet'),
      h(
        'form',
        { class: 'filters', role: 'search' },
        h('label', {}, 'Text', text),
        h('label', { class: 'beside' }, wrong, ' with problems only'),
      ),
      matchCount,
      h(
        'table',
        { class: 'scenarios' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ...['Problems', 'Scope or regroup', 'Regroup group, last message', 'Messages'].map((name) =>
              h('th', { scope: 'col' }, name),
            ),
          ),
        ),
        body,
      ),
      more,
    ],
    update(newer) {
      index = newer;
      show();
    },
  };
}

const textOf = ({ key, regroup, last }: ServedEntry): string => `${key} ${regroup} ${last}`.toLowerCase();

const tableRow = ({ key, regroup, messages, problems, last }: ServedEntry): HTMLElement =>
  h(
    'tr',
    {},
    h(
      'td',
      {},
      problems === 0 ? h('span', { class: 'quiet' }, 'none') : h('span', { class: 'badge fail' }, `✗ ${problems}`),
    ),
    h('td', {}, linkTo(key)),
    h('td', {}, regroup, paragraph(last, 'quiet')),
    h('td', { class: 'number' }, String(messages)),
  );
