// Below the head of the page: what is broken, the scenarios with their filters, and what was not executed.

import type { PageIndex, ScenarioEntry } from '../page-data';
import { fold, h, linkTo, paragraph } from './dom';
import { byGravity, matching } from './filter';
import { badge, wordOf } from './verdict';

const AT_ONCE = 200;

export function overview(index: PageIndex): readonly HTMLElement[] {
  return [...brokenList(index), ...remarks(index), ...scenarioList(index), ...notExecuted(index), ...strays(index)];
}

function brokenList({ broken }: PageIndex): readonly HTMLElement[] {
  if (broken.length === 0) return [];
  const items = broken.map(({ requirement, verdict, party, expected, observed, scenarios }) =>
    h(
      'li',
      { class: 'breach' },
      h('p', {}, badge(verdict), ' ', linkTo(requirement), ` ${party}`),
      paragraph(`expected ${expected}`),
      paragraph(`observed ${observed}`),
      h('p', { class: 'quiet' }, `in ${scenarios.length} of the scenarios, the first is `, linkTo(scenarios[0] ?? '')),
    ),
  );
  return [h('h2', {}, 'What is broken'), h('ul', { class: 'plain' }, ...items)];
}

const remarks = ({ remarks: blocks }: PageIndex): readonly HTMLElement[] =>
  blocks.map((block) => h('pre', { tabindex: '0', 'aria-label': 'Remark' }, block));

function scenarioList({ scenarios }: PageIndex): readonly HTMLElement[] {
  const sorted = byGravity(scenarios);
  const verdict = choice('Verdict', sorted.map((one) => one.verdict), (word) => wordOf(word)); // prettier-ignore
  const role = choice('Role', scenarios.map((one) => one.role)); // prettier-ignore
  const step = choice('Step', inOrder(scenarios.flatMap(({ steps }) => steps))); // prettier-ignore
  const text = h('input', { type: 'search', id: 'filter-text', placeholder: 'test purpose, requirement, words' });
  const told = h('p', { role: 'status', class: 'quiet' });
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'more' });
  let left: readonly ScenarioEntry[] = [];

  const show = (count: number): void => {
    body.append(...left.slice(0, count).map(tableRow));
    left = left.slice(count);
    more.hidden = left.length === 0;
    more.textContent = `Show the other ${left.length}`;
  };
  const apply = (): void => {
    left = matching(sorted, { verdict: verdict.value, role: role.value, step: step.value, text: text.value });
    told.textContent = `${left.length} of ${scenarios.length} scenarios`;
    body.replaceChildren();
    show(AT_ONCE);
  };
  for (const field of [verdict, role, step, text]) field.addEventListener('input', apply);
  more.addEventListener('click', () => show(left.length));
  addEventListener('beforeprint', () => show(left.length));
  apply();

  return [
    h('h2', { id: 'scenarios' }, 'Scenarios'),
    h('form', { class: 'filters', role: 'search' }, ...[['Verdict', verdict], ['Role', role], ['Step', step], ['Text', text]].map(([name, field]) => h('label', {}, name, field))), // prettier-ignore
    told,
    h(
      'table',
      { class: 'scenarios' },
      h('thead', {}, h('tr', {}, ...['Verdict', 'Test purpose', 'Scenario', 'Steps', 'Messages'].map((name) => h('th', { scope: 'col' }, name)))), // prettier-ignore
      body,
    ),
    more,
  ];
}

const tableRow = ({ anchor, name, verdict, reason, steps, messages, beyondSpec }: ScenarioEntry): HTMLElement =>
  h(
    'tr',
    { class: verdict },
    h('td', {}, badge(verdict)),
    h('td', {}, linkTo(anchor)),
    h('td', {}, name, beyondSpec ? h('span', { class: 'quiet' }, ' · beyond the clause, not counted') : undefined, verdict === 'pass' || reason === '' ? undefined : paragraph(reason, 'quiet')), // prettier-ignore
    h('td', {}, steps.join(' ')),
    h('td', { class: 'number' }, String(messages)),
  );

function choice<T extends string>(name: string, values: readonly T[], worded: (value: T) => string = String) {
  const options = [...new Set(values)].filter((value) => value !== '');
  return h(
    'select',
    { id: `filter-${name.toLowerCase()}` },
    h('option', { value: '' }, 'all'),
    ...options.map((value) => {
      const option = h('option', {}, worded(value));
      option.value = value;
      return option;
    }),
  );
}

const inOrder = (steps: readonly string[]): readonly string[] =>
  [...new Set(steps)].toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));

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
  return [fold(`${seen.count} strays: they belong to no scenario and decide nothing`, h('ul', { class: 'plain' }, ...items))]; // prettier-ignore
}
