// What the wire of a run can neither show nor bring about, by the abilities that it lacks: requirements by what the catalogue
// says they need, scenarios by what they show, need and do. Whatever is left out has its reason here. Unaware of which wires
// there are.

import { isAbility, whyLacking, type Ability } from '../ports/abilities';
import type { Wire } from '../ports/wire';
import type { Catalogue } from './catalogue/catalogue';
import { isObservable, type Requirement } from './catalogue/requirement';
import type { Scenario } from './scenario';

/** Why the wire cannot show what some other can; undefined where it can. */
export const whyNotShownOn = (
  wire: Wire,
  { needs, protocol }: Pick<Requirement, 'needs' | 'protocol'>,
): string | undefined =>
  protocol === undefined || wire.protocols?.includes(protocol)
    ? lackIn(wire, needs)
    : `its messages are none of ${protocol}`;

export const isShownOn = (wire: Wire, requirement: Requirement): boolean =>
  isObservable(requirement) && whyNotShownOn(wire, requirement) === undefined;

/** @returns the reason, for a requirement that some other wire can show */
export function notObservableOn(wire: Wire, id: string, catalogue: Pick<Catalogue, 'requirement'>): string | undefined {
  const requirement = catalogue.requirement(id);
  const why = requirement && whyNotShownOn(wire, requirement);
  return why === undefined ? undefined : `${id} is not observable on ${wire.name}: ${why}`;
}

/** Steps, one a line, that not every wire can bring about, with what it takes. */
const TAKES: readonly (readonly [RegExp, Ability])[] = [
  [/initiates a preconfigured regroup of (?!.* into )(?!.* while )/, 'takesUnnamedRequests'],
  [/asks its partners for one group at a time/, 'listsGroupsApart'],
  [/asks the others to cancel the regroup/, 'looksWhoCancels'],
  // Whoever cancels what is not formed yet has its identity from the request return.
  [/answers late\n[^]*^\w+ cancels the regroup/m, 'returnsRequest'],
];

/** @returns why the scenario is not executed on the wire */
export function notExecutedOn(
  wire: Wire,
  { requirements, needs, allSteps }: Pick<Scenario, 'requirements' | 'needs' | 'allSteps'>,
  catalogue: Pick<Catalogue, 'requirement'>,
): string | undefined {
  const reasons = requirements.map((id) => notObservableOn(wire, id, catalogue));
  if (reasons.length > 0 && reasons.every((reason) => reason !== undefined)) return reasons[0];
  const steps = allSteps.map(({ text }) => text).join('\n');
  const why = lackIn(wire, [
    ...needs.filter(isAbility),
    ...requirements.flatMap((id) => catalogue.requirement(id)?.arisesWith ?? []),
    ...TAKES.flatMap(([step, ability]) => (step.test(steps) ? [ability] : [])),
  ]);
  return why === undefined ? undefined : `it cannot be brought about on ${wire.name}: ${why}`;
}

/** Why the wire lacks the first of the abilities that it does not have. */
const lackIn = (wire: Wire, abilities: readonly Ability[]): string | undefined =>
  abilities.map((ability) => whyLacking(wire, ability)).find((why) => why !== undefined);
