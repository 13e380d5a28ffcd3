// Of two attempts at one scenario the one that counts.

import { breachOf } from './counted';
import type { ScenarioResult } from './results';
import { VERDICTS } from './verdict';

/** A retry never mends a verdict: the worse attempt is the result, the earlier one where they are alike. */
export function worseAttempt(earlier: ScenarioResult | undefined, later: ScenarioResult): ScenarioResult {
  return earlier === undefined || badness(later) > badness(earlier) ? later : earlier;
}

/** What a product broke counts for more than what the harness broke, for it decides the run. */
function badness(scenario: ScenarioResult): number {
  if (breachOf(scenario) !== undefined) return VERDICTS.length;
  return scenario.verdict === 'not-applicable' ? -1 : VERDICTS.indexOf(scenario.verdict);
}
