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
  /** What is folded under it: each statement once, and what was seen of it. */
  readonly followers: readonly Follower[];
}

export type Follower = Pick<CheckResult, 'requirement' | 'observed'>;

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
  for (const scenario of scenarios)
    for (const cause of causesOf(scenario)) {
      const { key, check } = cause;
      if (check === undefined) {
        const group = unexplained.get(key) ?? { scenario, scenarios: [] };
        unexplained.set(key, group);
        group.scenarios.push(scenario);
      } else {
        const group = broken.get(key) ?? { check, verdict: cause.verdict, scenarios: new Set() };
        broken.set(key, group);
        group.scenarios.add(scenario);
      }
    }
  return {
    broken: [...broken.values()].map((group) => ({
      ...group,
      requirement: group.check.requirement,
      scenarios: [...group.scenarios],
      followers: followersOf(group.check.requirement, [...group.scenarios]),
    })),
    unexplained: [...unexplained.values()].map(({ scenario: { verdict, reason }, scenarios }) => ({
      verdict,
      reason,
      scenarios,
    })),
  };
}

export type Cause = {
  /** The same for scenarios that did not pass for the same cause. */
  readonly key: string;
} & (
  | { readonly check: CheckResult; readonly verdict: 'fail' | 'error' }
  /** The reason of the scenario, which no check explains. */
  | { readonly check?: undefined; readonly verdict: ScenarioResult['verdict'] }
);

/** Why a scenario did not pass: each check that was broken, or else its reason. */
export function causesOf(scenario: Pick<ScenarioResult, 'checks' | 'verdict' | 'reason'>): readonly Cause[] {
  const { verdict, reason } = scenario;
  const breaches = breachesOf(scenario);
  const verdicts = breaches.map((one) => one.verdict);
  return [
    ...breaches.map((one) => ({ ...one, key: `${one.verdict} ${one.check.requirement} ${one.check.party}` })),
    ...(needsReason(verdict, verdicts) ? [{ key: `${verdict} ${reason}`, verdict }] : []),
  ];
}

/** The checks that made a scenario fail, or that show that the harness broke. */
export function breachesOf({
  checks,
}: Pick<ScenarioResult, 'checks'>): readonly { check: CheckResult; verdict: 'fail' | 'error' }[] {
  return checks.flatMap((check) =>
    (check.verdict === 'fail' || check.verdict === 'error') && counts(check) ? [{ check, verdict: check.verdict }] : [],
  );
}

/** What follows from the breach of a requirement and is folded under it: each statement once. */
export function followersOf(
  requirement: string,
  scenarios: readonly Pick<ScenarioResult, 'checks'>[],
): readonly Follower[] {
  const byRequirement = new Map<string, Follower>();
  for (const check of scenarios.flatMap(({ checks }) => checks))
    if (check.follows === requirement && counts(check) && !byRequirement.has(check.requirement))
      byRequirement.set(check.requirement, check);
  return [...byRequirement.values()];
}

function needsReason(verdict: ScenarioResult['verdict'], breaches: readonly ('fail' | 'error')[]): boolean {
  if (verdict === 'fail' || verdict === 'error') return !breaches.includes(verdict);
  return verdict === 'inconclusive';
}
