// Which scenarios and requirements the maker of a product has declared not to apply, by the items of the ICS. Unaware of what
// the scenarios do.

import type { Catalogue } from '../traceability/catalogue';
import type { Claims } from '../traceability/claims';
import type { ScenarioResult } from '../verdict/results';

export interface Declared {
  readonly claims: Claims;
  readonly catalogue: Catalogue;
}

/** The reason why the scenario is not applicable, or undefined. */
export function scenarioNotApplicable(
  { requirements, needs = [] }: Pick<ScenarioResult, 'requirements' | 'needs'>,
  declared: Declared,
): string | undefined {
  for (const ability of needs) {
    const why = declared.claims.withoutAbility(ability);
    if (why !== undefined) return why;
  }
  const reasons = requirements.map((id) => requirementNotApplicable(id, declared));
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

export const requirementNotApplicable = (id: string, { claims, catalogue }: Declared): string | undefined =>
  claims.notApplicable(catalogue.requirement(id)?.applicability);
