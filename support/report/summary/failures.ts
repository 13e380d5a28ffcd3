// The failures of a run, each broken requirement once with the scenarios that show it: a reader mends requirements, not
// scenarios. Unaware of how they are printed.

import { counts } from '../../verdict/charge';
import type { CheckResult, ScenarioResult } from '../../verdict/results';

/** One requirement that was broken in the same way, with every scenario in which it was. */
export interface BrokenRequirement {
  readonly requirement: string;
  readonly verdict: 'fail' | 'error';
  /** The first of them: the others say the same of other users and groups. */
  readonly check: CheckResult;
  readonly scenarios: readonly ScenarioResult[];
}

/** Scenarios that ended alike for a reason that no check explains. */
export interface SameReason {
  readonly verdict: ScenarioResult['verdict'];
  readonly reason: string;
  readonly scenarios: readonly ScenarioResult[];
}

export interface Failures {
  readonly broken: readonly BrokenRequirement[];
  readonly unexplained: readonly SameReason[];
}

export function failuresOf(scenarios: readonly ScenarioResult[]): Failures {
  const broken = new Map<string, { check: CheckResult; verdict: 'fail' | 'error'; scenarios: Set<ScenarioResult> }>();
  const unexplained = new Map<string, { scenario: ScenarioResult; scenarios: ScenarioResult[] }>();
  for (const scenario of scenarios) {
    const breaches = breachesOf(scenario);
    for (const { check, verdict } of breaches) {
      const key = `${verdict} ${check.requirement} ${check.party}`;
      const group = broken.get(key) ?? { check, verdict, scenarios: new Set() };
      broken.set(key, group);
      group.scenarios.add(scenario);
    }
    if (
      needsReason(
        scenario,
        breaches.map(({ verdict }) => verdict),
      )
    ) {
      const key = `${scenario.verdict} ${scenario.reason}`;
      const group = unexplained.get(key) ?? { scenario, scenarios: [] };
      unexplained.set(key, group);
      group.scenarios.push(scenario);
    }
  }
  return {
    broken: [...broken.values()].map((group) => ({
      ...group,
      requirement: group.check.requirement,
      scenarios: [...group.scenarios],
    })),
    unexplained: [...unexplained.values()].map(({ scenario: { verdict, reason }, scenarios }) => ({
      verdict,
      reason,
      scenarios,
    })),
  };
}

/** The checks that made a scenario fail, or that show that the harness broke. */
export function breachesOf({
  checks,
}: Pick<ScenarioResult, 'checks'>): readonly { check: CheckResult; verdict: 'fail' | 'error' }[] {
  return checks.flatMap((check) =>
    (check.verdict === 'fail' || check.verdict === 'error') && counts(check) ? [{ check, verdict: check.verdict }] : [],
  );
}

function needsReason({ verdict }: ScenarioResult, breaches: readonly ('fail' | 'error')[]): boolean {
  if (verdict === 'fail' || verdict === 'error') return !breaches.includes(verdict);
  return verdict === 'inconclusive';
}
