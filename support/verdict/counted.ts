// Whether a scenario has a say in the verdict of its run. One beyond the clause has where a product broke a statement in it, or
// where the harness broke; what it expects by itself is a remark.

import type { ScenarioResult } from './results';

/** What a product broke in a scenario, in words, whatever else went wrong there; undefined where it broke nothing. */
export function breachOf({ checks, verdict, reason, beyondSpec }: ScenarioResult): string | undefined {
  const breach = checks.find((check) => check.judged && check.verdict === 'fail');
  if (verdict === 'fail' && (breach || !beyondSpec)) return reason;
  return breach && `${breach.requirement}: expected ${breach.expected}; observed ${breach.observed}`;
}

/** Beyond the clause, and nothing that counts went wrong in it: it has no say in the verdict of the run. */
export const notCounted = (scenario: ScenarioResult): boolean =>
  scenario.beyondSpec && breachOf(scenario) === undefined && !isBroken(scenario);

/** The harness broke, or a party that it plays broke a statement: more than an expectation of the feature was not met. */
function isBroken({ verdict, checks, faults = [] }: ScenarioResult): boolean {
  if (verdict !== 'error') return false;
  const isUnmet = faults.length > 0 && faults.every((fault) => fault.verdict === 'fail');
  return !isUnmet || checks.some((check) => check.verdict === 'error');
}
