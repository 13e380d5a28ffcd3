// Which scenarios and requirements do not apply: the maker of the product has declared so by the items of the ICS, or the wire
// cannot show them. Unaware of what the scenarios do.

import type { Wire } from '../ports/wire';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import type { Claims } from '../traceability/catalogue/claims';
import { notObservableOn } from '../traceability/wire';
import type { ScenarioResult } from '../verdict/results';

export interface Declared {
  readonly claims: Claims;
  readonly catalogue: Catalogue;
  readonly wire: Wire;
}

/** The reason why the scenario is not applicable, or undefined. */
export function scenarioNotApplicable(
  { requirements, needs = [] }: Pick<ScenarioResult, 'requirements' | 'needs'>,
  declared: Declared,
): string | undefined {
  for (const feature of needs) {
    const why = declared.claims.withoutFeature(feature);
    if (why !== undefined) return why;
  }
  const reasons = requirements.map((id) => requirementNotApplicable(id, declared));
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

export function requirementNotApplicable(id: string, { claims, catalogue, wire }: Declared): string | undefined {
  const row = catalogue.requirement(id);
  if (row === undefined) return `${id} is a statement of no clause that the run is about`;
  return claims.notApplicable(row.applicability, row.clause) ?? notObservableOn(wire, id, catalogue);
}
