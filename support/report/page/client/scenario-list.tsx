// The scenarios of a run as a table with its filters.

import { useEffect, useState } from 'preact/hooks';
import type { PageIndex, ScenarioEntry } from '../page-data';
import { byGravity, isChanged, matching, NOTHING_ASKED, type Filter } from './filter';
import { Badge, Link } from './ui';
import { signOf, wordOf } from './verdict';

const AT_ONCE = 50;
/** Columns that have a class of their own. */
const NARROW: ReadonlyMap<string, string> = new Map([
  ['History', 'history'],
  ['Steps', 'steps'],
  ['Messages', 'messages'],
]);

export function ScenarioList({ index }: { readonly index: PageIndex }) {
  const { scenarios, against } = index;
  const [filter, setFilter] = useState<Filter>(NOTHING_ASKED);
  const [most, setMost] = useState(AT_ONCE);
  useEffect(() => {
    const all = (): void => setMost(Infinity);
    addEventListener('beforeprint', all);
    return () => removeEventListener('beforeprint', all);
  }, []);
  const sorted = byGravity(scenarios);
  const matches = matching(sorted, filter);
  const ask = (over: Partial<Filter>): void => {
    setFilter({ ...filter, ...over });
    setMost(AT_ONCE);
  };
  const steps = [...new Set(scenarios.flatMap((one) => one.steps))].toSorted((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  const choices: readonly (readonly [name: string, key: 'verdict' | 'role' | 'step', values: readonly string[]])[] = [
    ['Verdict', 'verdict', sorted.map(({ verdict }) => verdict)],
    ['Role', 'role', scenarios.map(({ role }) => role)],
    ['Step', 'step', steps],
  ];
  return (
    <section aria-labelledby="scenarios">
      <h2 id="scenarios">Scenarios</h2>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        {choices.map(([name, key, values]) => (
          <label key={key}>
            {name}
            <select
              id={`filter-${key}`}
              value={filter[key]}
              onInput={(event) => ask({ [key]: event.currentTarget.value })}
            >
              <option value="">all</option>
              {[...new Set([...values, filter[key]])].filter(Boolean).map((value) => (
                <option key={value} value={value}>
                  {key === 'verdict' ? wordOf(value as ScenarioEntry['verdict']) : value}
                </option>
              ))}
            </select>
          </label>
        ))}
        {against !== undefined && (
          <label class="beside">
            <input
              type="checkbox"
              id="filter-changed"
              checked={filter.changed}
              onInput={(event) => ask({ changed: event.currentTarget.checked })}
            />{' '}
            changed only
          </label>
        )}
        <label>
          Text
          <input
            type="search"
            id="filter-text"
            placeholder="test purpose, requirement, words ( / )"
            value={filter.text}
            onInput={(event) => ask({ text: event.currentTarget.value })}
          />
        </label>
      </form>
      <p role="status" class="quiet" aria-live={filter === NOTHING_ASKED ? 'off' : 'polite'}>
        {matches.length} of {scenarios.length} scenarios
      </p>
      <table class="scenarios">
        <thead>
          <tr>
            {['Verdict', 'Test purpose', 'Scenario', ...(against ? ['History'] : []), 'Steps', 'Messages'].map(
              (name) => (
                <th key={name} scope="col" class={NARROW.get(name)}>
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {matches.slice(0, most).map((scenario) => (
            <Row key={scenario.anchor} scenario={scenario} />
          ))}
        </tbody>
      </table>
      <button type="button" class="more" id="more" hidden={matches.length <= most} onClick={() => setMost(Infinity)}>
        Show the other {matches.length - most}
      </button>
    </section>
  );
}

const Row = ({ scenario }: { readonly scenario: ScenarioEntry }) => {
  const { anchor, name, verdict, reason, steps, messages, beyondSpec, history } = scenario;
  return (
    <tr class={verdict}>
      <td>
        <Badge of={verdict} />
      </td>
      <td>
        <Link to={anchor} />
      </td>
      <td>
        {name}
        {beyondSpec && <span class="quiet"> · beyond the clause, not counted</span>}
        {verdict !== 'pass' && reason !== '' && (
          <p class="quiet one-line" title={reason}>
            {reason}
          </p>
        )}
      </td>
      {history && (
        <td class="history">
          <History scenario={scenario} verdicts={history} />
        </td>
      )}
      <td class="steps">{steps.join(' ')}</td>
      <td class="number messages">{messages}</td>
    </tr>
  );
};

/** The oldest run first, this one last. */
const History = ({ scenario, verdicts }: { scenario: ScenarioEntry; verdicts: readonly string[] }) => {
  const all = [...verdicts, scenario.verdict];
  const words = all.map((verdict) => (verdict === '' ? 'not executed' : wordOf(verdict as ScenarioEntry['verdict'])));
  return (
    <>
      <span class="unseen">{words.join(', then ')}</span>
      <span aria-hidden="true" title={words.join(' → ')}>
        {all.map((verdict, at) => (
          <span key={at} class={`badge ${verdict}`}>
            {verdict === '' ? '·' : signOf(verdict as ScenarioEntry['verdict'])}{' '}
          </span>
        ))}
      </span>
      {isChanged(scenario) && <span class="new">{verdicts.at(-1) === '' ? 'added' : 'changed'}</span>}
    </>
  );
};
