// What is broken in a run, a row a cause: a broken statement with the scenarios in which it broke, and beneath it the statements
// that broke nowhere else. Then those that ended for a reason that no statement tells. Pure.

import { notCounted } from '../../verdict/counted';
import type { CheckResult, RunResult, ScenarioResult } from '../../verdict/results';
import { failuresOf, type BrokenRequirement, type SameReason } from '../summary/failures';
import type { Cause } from './page-data';

/** @param earlier the run that this one is set against */
export function causesOf(
  { scenarios }: Pick<RunResult, 'scenarios'>,
  anchorOf: (scenario: ScenarioResult) => string,
  earlier?: Pick<RunResult, 'scenarios'>,
): readonly Cause[] {
  const { broken, unexplained } = failuresOf(counted(scenarios));
  const isNew = earlier && newSince(earlier.scenarios);
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
      ...(isNew && { isNew: isNew(keyOf(cause), cause.scenarios) }),
    })),
    ...byCheck(unexplained).map((same) => ({
      ...causeOf(same, anchorOf),
      ...(isNew && { isNew: isNew(same.key, same.scenarios) }),
    })),
  ];
}

/** A cause is new that one of its scenarios did not show before; where none of them was executed, nobody can say. */
function newSince(then: readonly ScenarioResult[]) {
  const { broken, unexplained } = failuresOf(counted(then));
  const known = new Set([...broken.map(keyOf), ...byCheck(unexplained).map(({ key }) => key)]);
  const executed = new Set(then.map(nameOf));
  return (key: string, scenarios: readonly ScenarioResult[]): boolean =>
    !known.has(key) && scenarios.some((scenario) => executed.has(nameOf(scenario)));
}

interface Unexplained extends SameReason {
  readonly key: string;
  /** The check that could not tell, where the reason is its own. */
  readonly check?: CheckResult | undefined;
}

/** What a check could not tell of one user or another is one row. */
function byCheck(unexplained: readonly SameReason[]): readonly Unexplained[] {
  const rows = new Map<string, Unexplained>();
  for (const same of unexplained) {
    const { verdict, reason, scenarios } = same;
    const check = scenarios[0]?.checks.find(
      ({ requirement, expected, observed }) => reason === `${requirement}: expected ${expected}; observed ${observed}`,
    );
    const key = `${verdict} ${check ? `${check.requirement} ${check.party}` : reason}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { ...same, key, check });
    else rows.set(key, { ...known, scenarios: [...known.scenarios, ...scenarios] });
  }
  return [...rows.values()];
}

const causeOf = (
  { key, verdict, reason, scenarios, check }: Unexplained,
  anchorOf: (scenario: ScenarioResult) => string,
): Cause => ({
  key,
  verdict,
  ...(check === undefined
    ? { reason: reason.split('\n', 1)[0] ?? '' }
    : {
        requirement: check.requirement,
        party: check.party,
        expected: check.expected,
        observed: check.observed,
        ...(check.interpretation !== undefined && { interpretation: check.interpretation }),
      }),
  followers: [],
  alongside: [],
  scenarios: scenarios.map(anchorOf),
});

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
