// Of two attempts at one scenario the one that counts.

import type { ScenarioResult } from './results';
import { VERDICTS } from './verdict';

/** A retry never mends a verdict: the worse attempt is the result, the earlier one where they are alike. */
export function worseAttempt(earlier: ScenarioResult | undefined, later: ScenarioResult): ScenarioResult {
  return earlier === undefined || badness(later) > badness(earlier) ? later : earlier;
}

const badness = ({ verdict }: ScenarioResult): number =>
  verdict === 'not-applicable' ? -1 : VERDICTS.indexOf(verdict);
