// What the wire of a run can neither show nor bring about: requirements by the catalogue, scenarios by what they show, need and
// do. Whatever is left out has its reason here. Unaware of how any wire is spoken.

import type { Catalogue } from './catalogue/catalogue';
import type { Requirement, Wire } from './catalogue/requirement';
import type { Scenario } from './scenario';

/** @returns the reason, for a requirement that some other wire can show */
export function notObservableOn(wire: Wire, id: string, catalogue: Pick<Catalogue, 'requirement'>): string | undefined {
  const requirement: Requirement | undefined = catalogue.requirement(id);
  if (requirement === undefined || requirement.wires.length === 0 || requirement.wires.includes(wire)) return undefined;
  return `${id} is not observable on ${wire}: ${requirement.why ?? 'the catalogue does not list the wire'}`;
}

const UNNAMED = /initiates a preconfigured regroup of (?!.* into )(?!.* while )/;

/** @returns why the scenario is not executed on the wire */
export function notExecutedOn(
  wire: Wire,
  { requirements, needs, told }: Pick<Scenario, 'requirements' | 'needs' | 'told'>,
  catalogue: Pick<Catalogue, 'requirement'>,
): string | undefined {
  const reasons = requirements.map((id) => notObservableOn(wire, id, catalogue));
  if (reasons.every((reason) => reason !== undefined)) return reasons[0];
  if (wire !== 'sip') return undefined;
  if (needs.includes('multicast'))
    return 'it cannot be brought about on sip: at stage 3 each client is asked by a MESSAGE of its own, never by multicast';
  if (requirements.includes('STEP-3-h'))
    return 'it cannot be brought about on sip: an identity that is in use is refused there, and none is assigned';
  if (told.some(({ text }) => UNNAMED.test(text)))
    return 'it cannot be brought about on sip: every request of stage 3 names the regroup group';
  return undefined;
}
