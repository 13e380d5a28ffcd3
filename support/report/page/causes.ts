// What is broken in a run, a row a cause: a broken statement with the scenarios in which it broke, and beneath it the statements
// that broke nowhere else. Then those that ended for a reason that no statement tells. Pure.

import { notCounted } from '../../verdict/counted';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import { failuresOf, type BrokenRequirement } from '../summary/failures';
import type { Cause } from './page-data';

/** @param earlier the run that this one is set against */
export function causesOf(
  { scenarios }: Pick<RunResult, 'scenarios'>,
  anchorOf: (scenario: ScenarioResult) => string,
  earlier?: Pick<RunResult, 'scenarios'>,
): readonly Cause[] {
  const { broken, unexplained } = failuresOf(counted(scenarios));
  const known = earlier && new Set(failuresOf(counted(earlier.scenarios)).broken.map(keyOf));
  const knownReasons =
    earlier && new Set(failuresOf(counted(earlier.scenarios)).unexplained.map(({ reason }) => reason));
  const first = new Map<BrokenRequirement, BrokenRequirement[]>();
  for (const one of broken.toSorted((some, other) => other.scenarios.length - some.scenarios.length)) {
    const above = [...first.keys()].find((cause) => cause.verdict === one.verdict && isWithin(one, cause));
    if (above === undefined) first.set(one, []);
    else first.get(above)?.push(one);
  }
  return [
    ...[...first].map(([cause, others]) => ({
      key: keyOf(cause),
      verdict: cause.verdict,
      requirement: cause.requirement,
      party: cause.check.party,
      expected: cause.check.expected,
      observed: cause.check.observed,
      ...(cause.check.interpretation !== undefined && { interpretation: cause.check.interpretation }),
      followers: cause.followers.map(({ requirement }) => requirement),
      alongside: others.map(({ requirement, check: { party, observed }, scenarios: seen }) => ({
        requirement,
        party,
        observed,
        count: seen.length,
      })),
      scenarios: cause.scenarios.map(anchorOf),
      ...(known && { isNew: !known.has(keyOf(cause)) }),
    })),
    ...unexplained.map(({ verdict, reason, scenarios: seen }) => ({
      key: `${verdict} ${reason}`,
      verdict,
      reason: reason.split('\n', 1)[0] ?? '',
      followers: [],
      alongside: [],
      scenarios: seen.map(anchorOf),
      ...(knownReasons && { isNew: !knownReasons.has(reason) }),
    })),
  ];
}

/** Statements that broke in the earlier run and do not any more, though a scenario in which they did was executed again. */
export function mendedSince(now: Pick<RunResult, 'scenarios'>, then: Pick<RunResult, 'scenarios'>): readonly string[] {
  const still = new Set(failuresOf(counted(now.scenarios)).broken.map(keyOf));
  const executed = new Set(now.scenarios.map(nameOf));
  return failuresOf(counted(then.scenarios))
    .broken.filter((one) => !still.has(keyOf(one)) && one.scenarios.some((scenario) => executed.has(nameOf(scenario))))
    .map(({ requirement }) => requirement);
}

export const nameOf = ({ tp, name }: Pick<ScenarioResult, 'tp' | 'name'>): string => JSON.stringify([tp, name]);

const counted = (scenarios: readonly ScenarioResult[]): readonly ScenarioResult[] =>
  scenarios.filter((scenario) => !notCounted(scenario));

const keyOf = ({ verdict, requirement, check }: BrokenRequirement): string =>
  `${verdict} ${requirement} ${check.party}`;

function isWithin({ scenarios }: BrokenRequirement, other: BrokenRequirement): boolean {
  const those = new Set(other.scenarios);
  return scenarios.every((scenario) => those.has(scenario));
}
