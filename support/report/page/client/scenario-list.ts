// The scenarios of a run as a table with its filters.

import type { PageIndex, ScenarioEntry } from '../page-data';
import { h, linkTo, paragraph } from './dom';
import { byGravity, matching } from './filter';
import { badge, wordOf } from './verdict';

const AT_ONCE = 200;

export interface Listing {
  readonly elements: readonly HTMLElement[];
  /** Shows a newer index, with the filter and the rows as the reader left them. */
  update(index: PageIndex): void;
}

export function scenarioList(first: PageIndex): Listing {
  let sorted: readonly ScenarioEntry[] = [];
  let most = AT_ONCE;
  const made = new Map<string, { readonly entry: string; readonly row: HTMLElement }>();
  const verdict = choice('Verdict');
  const role = choice('Role');
  const step = choice('Step');
  const text = h('input', { type: 'search', id: 'filter-text', placeholder: 'test purpose, requirement, words' });
  const matchCount = h('p', { role: 'status', class: 'quiet' });
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'more', id: 'more' });

  const show = (): void => {
    const matches = matching(sorted, { verdict: verdict.value, role: role.value, step: step.value, text: text.value });
    matchCount.textContent = `${matches.length} of ${sorted.length} scenarios`;
    body.replaceChildren(...matches.slice(0, most).map(rowOf));
    more.hidden = matches.length <= most;
    more.textContent = `Show the other ${matches.length - most}`;
  };
  /** A row is made once: what a reader has marked or focused in it stays. */
  const rowOf = (scenario: ScenarioEntry): HTMLElement => {
    const entry = JSON.stringify(scenario);
    const known = made.get(scenario.anchor);
    const row = known?.entry === entry ? known.row : tableRow(scenario);
    made.set(scenario.anchor, { entry, row });
    return row;
  };
  const apply = (limit: number): void => {
    matchCount.setAttribute('aria-live', 'polite');
    most = limit;
    show();
  };
  const update = ({ scenarios }: PageIndex): void => {
    sorted = byGravity(scenarios);
    offer(
      verdict,
      sorted.map((one) => one.verdict),
      wordOf,
    );
    offer(
      role,
      scenarios.map((one) => one.role),
    );
    offer(step, inOrder(scenarios.flatMap(({ steps }) => steps)));
    // Nobody asked: it is not read out.
    matchCount.setAttribute('aria-live', 'off');
    show();
  };
  for (const field of [verdict, role, step, text]) field.addEventListener('input', () => apply(AT_ONCE));
  more.addEventListener('click', () => apply(Infinity));
  addEventListener('beforeprint', () => apply(Infinity));
  update(first);

  const fields = [
    ['Verdict', verdict],
    ['Role', role],
    ['Step', step],
    ['Text', text],
  ] as const;
  return {
    elements: [
      h('h2', { id: 'scenarios' }, 'Scenarios'),
      h('form', { class: 'filters', role: 'search' }, ...fields.map(([name, field]) => h('label', {}, name, field))),
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
            ...['Verdict', 'Test purpose', 'Scenario', 'Steps', 'Messages'].map((name) =>
              h('th', { scope: 'col' }, name),
            ),
          ),
        ),
        body,
      ),
      more,
    ],
    update,
  };
}

const tableRow = ({ anchor, name, verdict, reason, steps, messages, beyondSpec }: ScenarioEntry): HTMLElement =>
  h(
    'tr',
    { class: verdict },
    h('td', {}, badge(verdict)),
    h('td', {}, linkTo(anchor)),
    h(
      'td',
      {},
      name,
      beyondSpec ? h('span', { class: 'quiet' }, ' · beyond the clause, not counted') : undefined,
      verdict === 'pass' || reason === '' ? undefined : paragraph(reason, 'quiet'),
    ),
    h('td', {}, steps.join(' ')),
    h('td', { class: 'number' }, String(messages)),
  );

const choice = (name: string): HTMLSelectElement =>
  h('select', { id: `filter-${name.toLowerCase()}` }, h('option', { value: '' }, 'all'));

/** What is chosen stays chosen; nothing that was ever there goes away. */
function offer<T extends string>(
  field: HTMLSelectElement,
  values: readonly T[],
  worded: (value: T) => string = String,
): void {
  const known = new Set([...field.options].map(({ value }) => value));
  for (const value of new Set(values)) {
    if (known.has(value)) continue;
    const option = h('option', {}, worded(value));
    option.value = value;
    field.append(option);
  }
}

const inOrder = (steps: readonly string[]): readonly string[] =>
  [...new Set(steps)].toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
