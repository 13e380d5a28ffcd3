// What a run will be, before it is one: which test purposes are executed and which are not and why, and which statements they can
// tell of the product. Pure; unaware of the command line.

import type { Wire } from '../ports/wire';
import type { Role } from '../procedure/roles';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import type { Claims } from '../traceability/catalogue/claims';
import { isObservable, type Requirement } from '../traceability/catalogue/requirement';
import type { Scenario } from '../traceability/scenario';
import type { Selection } from '../traceability/selection';
import { whyNotShownOn } from '../traceability/wire';
import { scenarioNotApplicable } from './applicability';

export interface Foreseen {
  readonly executed: readonly ForeseenScenario[];
  readonly left: readonly LeftScenario[];
  readonly statements: readonly ForeseenStatement[];
}

export interface ForeseenScenario {
  readonly tp: string;
  readonly name: string;
  /** Statements that it shows of the roles under test. */
  readonly shows: readonly string[];
  readonly beyondSpec: boolean;
}

export interface LeftScenario {
  readonly tp: string;
  readonly name: string;
  readonly why: string;
}

export interface ForeseenStatement {
  readonly requirement: string;
  readonly state: 'shown' | 'not-shown' | 'not-applicable' | 'not-under-test' | 'not-observable' | 'excluded';
  /** Empty for one that is shown. */
  readonly why: string;
  readonly testPurposes: readonly string[];
}

export interface Surroundings {
  readonly catalogue: Catalogue;
  readonly claims: Claims;
  readonly wire: Wire;
  /** Empty where every role is played: then all are judged. */
  readonly underTest: readonly Role[];
}

export function foreseen({ selected, notSelected }: Selection, around: Surroundings): Foreseen {
  const { catalogue, underTest } = around;
  const excused = new Map(selected.map((scenario) => [scenario, scenarioNotApplicable(scenario, around)]));
  const executed = selected.filter((scenario) => excused.get(scenario) === undefined);
  const isJudged = (id: string): boolean => {
    const { owners = [] } = catalogue.requirement(id) ?? {};
    return underTest.length === 0 || owners.some((owner) => underTest.includes(owner));
  };
  return {
    executed: executed.map(({ tp, name, requirements, beyondSpec }) => ({
      tp,
      name,
      shows: requirements.filter(isJudged),
      beyondSpec,
    })),
    left: [
      ...selected.flatMap((scenario) => {
        const why = excused.get(scenario);
        return why === undefined ? [] : [{ tp: scenario.tp, name: scenario.name, why: `not applicable: ${why}` }];
      }),
      ...notSelected.map(({ tp, name, reason }) => ({ tp, name, why: reason })),
    ],
    statements: catalogue.requirements.map((requirement) => statement(requirement, executed, isJudged, around)),
  };
}

function statement(
  requirement: Requirement,
  executed: readonly Scenario[],
  isJudged: (id: string) => boolean,
  { wire, claims }: Surroundings,
): ForeseenStatement {
  const { id, clause, applicability, owners } = requirement;
  const showing = executed.filter(({ requirements, beyondSpec }) => !beyondSpec && requirements.includes(id));
  const none = (state: ForeseenStatement['state'], why: string): ForeseenStatement => ({
    requirement: id,
    state,
    why,
    testPurposes: [],
  });
  if (!isObservable(requirement)) return none('excluded', requirement.why ?? '');
  const hidden = whyNotShownOn(wire, requirement);
  if (hidden !== undefined) return none('not-observable', hidden);
  if (!isJudged(id)) return none('not-under-test', `binds ${owners.join(', ')}`);
  const excused = claims.notApplicable(applicability, clause);
  if (excused !== undefined) return none('not-applicable', excused);
  if (showing.length === 0) return none('not-shown', 'every scenario that shows it is left out');
  return { requirement: id, state: 'shown', why: '', testPurposes: showing.map(({ tp }) => tp) };
}
