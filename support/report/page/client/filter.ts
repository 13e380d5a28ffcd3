// Which scenarios a reader asked for. Pure.

import type { ScenarioEntry } from '../page-data';

export interface Filter {
  readonly verdict: string;
  readonly role: string;
  readonly step: string;
  readonly text: string;
  /** Only what came to something else than in the run that this one is set against. */
  readonly changed: boolean;
}

export const NOTHING_ASKED: Filter = { verdict: '', role: '', step: '', text: '', changed: false };

/** Every word of the text has to be somewhere in the scenario. */
export function matching(scenarios: readonly ScenarioEntry[], filter: Filter): readonly ScenarioEntry[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return scenarios.filter(
    (scenario) =>
      (filter.verdict === '' || scenario.verdict === filter.verdict) &&
      (filter.role === '' || scenario.role === filter.role) &&
      (filter.step === '' || scenario.steps.includes(filter.step)) &&
      (!filter.changed || isChanged(scenario)) &&
      words.every((word) => textOf(scenario).includes(word)),
  );
}

export const isChanged = ({ verdict, history }: ScenarioEntry): boolean =>
  history !== undefined && history.at(-1) !== verdict;

const textOf = ({ tp, name, feature, reason, requirements }: ScenarioEntry): string =>
  [tp, name, feature, reason, ...requirements].join(' ').toLowerCase();

const GRAVITY: readonly ScenarioEntry['verdict'][] = ['fail', 'error', 'inconclusive', 'pass', 'not-applicable'];

/** What a reader came for first; otherwise as in the features. */
export const byGravity = (scenarios: readonly ScenarioEntry[]): readonly ScenarioEntry[] =>
  scenarios.toSorted((one, other) => GRAVITY.indexOf(one.verdict) - GRAVITY.indexOf(other.verdict));
