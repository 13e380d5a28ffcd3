// Which scenarios a run is asked for: by clause, step of a clause, requirement, test purpose or role. A value that is unknown,
// or that no scenario answers to, is an error, because a filter that matches nothing would look like a clean run.

import type { Wire } from '../ports/wire';
import { ROLES } from '../procedure/roles';
import { UserError } from '../verdict/errors';
import { instead } from '../verdict/nearest';
import type { NotExecuted } from '../verdict/results';
import type { Catalogue } from './catalogue/catalogue';
import { namesakes } from './catalogue/ids';
import { loadScenarios } from './features';
import { roleOf, type Scenario } from './scenario';
import { notExecutedOn } from './wire';

export interface Filters {
  /** Clauses, by the names of their folders. */
  readonly clause?: readonly string[] | undefined;
  readonly step?: readonly string[] | undefined;
  readonly requirement?: readonly string[] | undefined;
  readonly tp?: readonly string[] | undefined;
  readonly role?: readonly string[] | undefined;
}

export interface Selection {
  readonly selected: readonly Scenario[];
  readonly notSelected: readonly NotExecuted[];
}

interface Criterion {
  readonly option: string;
  readonly values: readonly string[];
  readonly known: readonly string[];
  matches(scenario: Scenario, value: string): boolean;
}

/** Among what a run chooses: whoever names clauses chooses among all. @param every of all clauses */
export function scenariosFor(
  { clause, tp = [] }: Pick<Filters, 'clause' | 'tp'>,
  every: Catalogue,
): readonly Scenario[] {
  if (clause !== undefined) return loadScenarios(every);
  const scenarios = loadScenarios(every.about(undefined));
  const missing = tp.filter((id) => !scenarios.some((scenario) => scenario.tp === id));
  for (const elsewhere of missing.length > 0 ? loadScenarios(every) : []) {
    if (missing.includes(elsewhere.tp))
      throw new UserError(
        'MCX-FILTER-UNKNOWN',
        `--tp ${elsewhere.tp} is of another clause; name that with --clause ${elsewhere.clause}`,
      );
  }
  return scenarios;
}

/** Values of one option widen the choice, options among each other narrow it. */
export function select(scenarios: readonly Scenario[], catalogue: Catalogue, filters: Filters): Selection {
  const criteria = criteriaOf(scenarios, catalogue, filters);
  for (const criterion of criteria) refuseIdleValues(criterion, scenarios, catalogue);
  const optionsText = criteria.map(({ option, values }) => `--${option} ${values.join(',')}`).join(' ');
  const matches = (scenario: Scenario): boolean =>
    criteria.every((criterion) => criterion.values.some((value) => criterion.matches(scenario, value)));
  const selected = scenarios.filter(matches);
  if (selected.length === 0) {
    throw new UserError(
      'MCX-FILTER-EMPTY',
      `no scenario matches ${optionsText || 'the run'} together; loosen one of the filters`,
    );
  }
  const chosen = new Set(selected);
  // A clause that the run is not about is nothing that it leaves out.
  const about = criteria.find(({ option }) => option === 'clause');
  const isDue = (scenario: Scenario): boolean => about?.values.some((value) => about.matches(scenario, value)) ?? true;
  const notSelected = scenarios
    .filter((scenario) => !chosen.has(scenario))
    .map((scenario) => ({
      ...leftOut(scenario, `filter ${optionsText}`),
      ...(isDue(scenario) && { notAsked: true as const }),
    }));
  return { selected, notSelected };
}

export const leftOut = ({ tp, name, beyondSpec }: Scenario, reason: string): NotExecuted => ({
  tp,
  name,
  reason,
  ...(beyondSpec && { beyondSpec }),
});

/** What somebody else has chosen, with the reason why the others are not executed. */
export function selectOnly(
  scenarios: readonly Scenario[],
  { testPurposes, reason }: { readonly testPurposes: readonly string[]; readonly reason: string },
): Selection {
  const chosen = new Set(testPurposes);
  const left = scenarios.filter(({ tp }) => !chosen.has(tp));
  return {
    selected: scenarios.filter(({ tp }) => chosen.has(tp)),
    notSelected: left.map((scenario) => leftOut(scenario, reason)),
  };
}

/** Of what is selected, that of some feature files. */
export function selectIn({ selected, notSelected }: Selection, uris: readonly string[]): Selection {
  const inside = selected.filter(({ uri }) => uris.includes(uri));
  const files = uris.join(', ');
  if (inside.length === 0) throw new UserError('MCX-FILTER-EMPTY', `no scenario that is asked for is in ${files}`);
  const outside = selected.filter((scenario) => !inside.includes(scenario));
  const left = outside.map((scenario) => ({ ...leftOut(scenario, `not in ${files}`), notAsked: true as const }));
  return { selected: inside, notSelected: [...notSelected, ...left] };
}

/** What the wire can neither show nor bring about is not executed, with the reason. */
export function selectOnWire({ selected, notSelected }: Selection, wire: Wire, catalogue: Catalogue): Selection {
  const reasons = new Map(selected.map((scenario) => [scenario, notExecutedOn(wire, scenario, catalogue)]));
  const left = selected.filter((scenario) => reasons.get(scenario) === undefined);
  const [first] = reasons.values();
  if (left.length === 0)
    throw new UserError('MCX-FILTER-EMPTY', `no scenario that is asked for can be executed: ${first ?? ''}`);
  const without = selected.flatMap((scenario) => {
    const reason = reasons.get(scenario);
    return reason === undefined ? [] : [leftOut(scenario, reason)];
  });
  return { selected: left, notSelected: [...notSelected, ...without] };
}

function criteriaOf(scenarios: readonly Scenario[], catalogue: Catalogue, filters: Filters): readonly Criterion[] {
  const stepOf = (id: string): string | undefined => catalogue.requirement(id)?.step;
  const clauseOf = (id: string): string | undefined => catalogue.requirement(id)?.clause;
  const all: readonly Criterion[] = [
    {
      option: 'clause',
      values: filters.clause ?? [],
      known: catalogue.clauses.map(({ id }) => id),
      matches: ({ clause: own, requirements }, clause) =>
        own === clause || requirements.some((id) => clauseOf(id) === clause),
    },
    {
      option: 'step',
      values: filters.step ?? [],
      known: [...new Set(catalogue.requirements.map(({ step }) => step))],
      matches: ({ requirements }, step) => requirements.some((id) => stepOf(id) === step),
    },
    {
      option: 'requirement',
      values: (filters.requirement ?? []).map((id) => catalogue.requirement(id)?.id ?? id),
      known: catalogue.requirements.map(({ id }) => id),
      matches: ({ requirements }, id) => requirements.includes(id),
    },
    {
      option: 'tp',
      values: filters.tp ?? [],
      known: scenarios.map(({ tp }) => tp),
      matches: ({ tp }, value) => tp === value,
    },
    {
      option: 'role',
      values: filters.role ?? [],
      known: ROLES,
      matches: ({ tp }, role) => roleOf(tp) === role,
    },
  ];
  return all.filter(({ values }) => values.length > 0);
}

function refuseIdleValues(criterion: Criterion, scenarios: readonly Scenario[], catalogue: Catalogue): void {
  const { option, values, known } = criterion;
  for (const value of values) {
    const same = namesakes(value, known);
    if (same.length > 0)
      throw new UserError(
        'MCX-FILTER-UNKNOWN',
        `--${option} ${value} stands in several clauses; write ${same.join(' or ')}`,
      );
    if (!known.includes(value)) {
      throw new UserError(
        'MCX-FILTER-UNKNOWN',
        `--${option} ${value} is not known${instead(value, known)} (npx mcx-conformance list shows all)`,
      );
    }
    if (!scenarios.some((scenario) => criterion.matches(scenario, value))) {
      const why = option === 'requirement' ? whyNone(value, scenarios, catalogue) : '';
      throw new UserError('MCX-FILTER-EMPTY', `--${option} ${value} matches no scenario${why}`);
    }
  }
}

function whyNone(id: string, scenarios: readonly Scenario[], catalogue: Catalogue): string {
  const { why, clause = '' } = catalogue.requirement(id) ?? {};
  if (why !== undefined) return `: ${why}`;
  const isChosen = scenarios.some((scenario) => scenario.clause === clause);
  return isChosen ? '' : `; name its clause with --clause ${clause}`;
}
