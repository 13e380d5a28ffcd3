// Why a scenario did not pass, in full and without colour, for the reports of CI servers.

import type { CheckResult, ScenarioResult } from '../../verdict/results';
import { breachesOf } from './failures';
import type { RequirementLookup } from './requirement-text';

export const detailOf = (scenario: ScenarioResult, requirement: RequirementLookup): string =>
  [scenario.reason, ...breachesOf(scenario).map(({ check }) => breachText(check, requirement))].join('\n\n');

function breachText(check: CheckResult, requirement: RequirementLookup): string {
  const says = requirement(check.requirement)?.says;
  return [
    says === undefined ? check.requirement : `${check.requirement}: ${says}`,
    `party: ${check.party}`,
    `expected: ${check.expected}`,
    `observed: ${check.observed}`,
    `evidence: ${check.evidence.join(', ')}`,
  ].join('\n');
}
