// Below the head of the page: what is broken, the scenarios with their filters, and what was not executed.

import type { PageIndex } from '../page-data';
import { fold, h, linkTo, paragraph } from './dom';
import { scenarioList, type Listing } from './scenario-list';
import { badge } from './verdict';

export function overview(index: PageIndex): Listing {
  const above = h('div', {}, ...brokenList(index), ...remarks(index));
  const below = h('div', {}, ...notExecuted(index), ...strays(index));
  const scenarios = scenarioList(index);
  return {
    elements: [above, ...scenarios.elements, below],
    update(newer) {
      above.replaceChildren(...brokenList(newer), ...remarks(newer));
      below.replaceChildren(...notExecuted(newer), ...strays(newer));
      scenarios.update(newer);
    },
  };
}

function brokenList({ broken }: PageIndex): readonly HTMLElement[] {
  if (broken.length === 0) return [];
  const items = broken.map(({ requirement, verdict, party, expected, observed, followers, scenarios }) =>
    h(
      'li',
      { class: 'breach' },
      h('p', {}, badge(verdict), ' ', linkTo(requirement), ` ${party}`),
      paragraph(`expected ${expected}`),
      paragraph(`observed ${observed}`),
      followers.length === 0 ? undefined : paragraph(`so also ${followers.join(', ')}`, 'quiet'),
      h('p', { class: 'quiet' }, `in ${scenarios.length} of the scenarios, the first is `, linkTo(scenarios[0] ?? '')),
    ),
  );
  return [h('h2', {}, 'What is broken'), h('ul', { class: 'plain' }, ...items)];
}

const remarks = ({ remarks: blocks }: PageIndex): readonly HTMLElement[] =>
  blocks.map((block) => h('pre', { tabindex: '0', 'aria-label': 'Remark' }, block));

function notExecuted({ notExecuted: left }: PageIndex): readonly HTMLElement[] {
  if (left.length === 0) return [];
  const items = left.map(({ tp, name, reason }) => h('li', {}, `${tp} ${name}: ${reason}`));
  return [fold(`${left.length} not executed`, h('ul', { class: 'plain' }, ...items))];
}

function strays({ strays: seen }: PageIndex): readonly HTMLElement[] {
  if (seen === undefined) return [];
  const items = seen.first.map(({ id, flow, from, to }) =>
    h('li', {}, `${id} ${flow ?? 'bytes that are no information flow'} from ${from ?? 'somebody unknown'} to ${to}`),
  );
  return [
    fold(`${seen.count} strays: they belong to no scenario and decide nothing`, h('ul', { class: 'plain' }, ...items)),
  ];
}
