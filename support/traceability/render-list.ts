// The text of `list`: the test purposes in the order of the clause, each with the requirements that it shows and the
// abilities that it needs. Returns lines; prints nothing.

import { isObservable } from './catalogue/requirement';
import type { Catalogue } from './catalogue/catalogue';
import { clauseName } from '../verdict/results';
import type { Scenario } from './scenario';

export function renderList(scenarios: readonly Scenario[], catalogue: Catalogue): readonly string[] {
  const width = Math.max(0, ...scenarios.map(({ tp }) => tp.length));
  return [
    ...scenarios.flatMap((scenario, at) => entry(scenario, scenarios[at - 1], width)),
    '',
    total(scenarios, catalogue),
    ...catalogue.clauses.map((clause) => `${clause.id}: ${clauseName(clause)}, ${clause.title}`),
  ];
}

function entry(scenario: Scenario, before: Scenario | undefined, width: number): readonly string[] {
  const newFeature = before === undefined || scenario.feature !== before.feature;
  const newRule = scenario.rule !== undefined && (newFeature || scenario.rule !== before.rule);
  return [
    ...(newFeature ? [...(before ? [''] : []), scenario.feature] : []),
    ...(newRule ? [`  ${scenario.rule}`] : []),
    `    ${scenario.tp.padEnd(width)}  ${scenario.name}`,
    `    ${' '.repeat(width)}  ${details(scenario)}`,
  ];
}

const details = ({ requirements, needs, beyondSpec }: Scenario): string =>
  [
    ...(beyondSpec ? ['beyond the clause, never counted'] : []),
    ...(requirements.length > 0 ? [requirements.join(' ')] : []),
    ...(needs.length > 0 ? [`needs ${needs.join(', ')}`] : []),
  ].join(' \u00b7 ');

function total(scenarios: readonly Scenario[], catalogue: Catalogue): string {
  const observable = catalogue.requirements.filter(isObservable);
  const shown = new Set(scenarios.flatMap(({ requirements }) => requirements));
  const beyond = scenarios.filter(({ beyondSpec }) => beyondSpec).length;
  return (
    `${scenarios.length} scenarios, ${beyond} of them beyond the clause; they show ` +
    `${observable.filter(({ id }) => shown.has(id)).length} of ${observable.length} observable requirements`
  );
}
