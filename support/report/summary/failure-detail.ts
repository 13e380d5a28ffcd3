// Why a scenario did not pass, in full and without colour, for the reports of CI servers.

import type { CheckResult, ScenarioResult } from '../../verdict/results';
import { breachesOf, followersOf } from './failures';
import type { RequirementLookup } from './requirement-text';

export const detailOf = (scenario: ScenarioResult, requirement: RequirementLookup): string =>
  [scenario.reason, ...breachesOf(scenario).map(({ check }) => breachText(check, scenario, requirement))].join('\n\n');

function breachText(check: CheckResult, scenario: ScenarioResult, requirement: RequirementLookup): string {
  const says = requirement(check.requirement)?.says;
  return [
    says === undefined ? check.requirement : `${check.requirement}: ${says}`,
    `party: ${check.party}`,
    `expected: ${check.expected}`,
    `observed: ${check.observed}`,
    `evidence: ${check.evidence.join(', ')}`,
    ...followersOf(check.requirement, [scenario]).map((one) => `so also ${one.requirement}: ${one.observed}`),
  ].join('\n');
}
