// What differs between two tellings of the same scenarios, check by check: two runs, or a run and what `judge` makes of it.
// Identities and times differ from run to run and say nothing, so only verdicts count. Pure.

import { isDeepStrictEqual } from 'node:util';
import type { CheckResult, ScenarioResult } from '../verdict/results';

export interface Outcome {
  readonly verdict: string;
  readonly reason: string;
}

export interface CheckDifference {
  readonly requirement: string;
  readonly party: string;
  /** Undefined where it was not made. */
  readonly then: CheckResult | undefined;
  readonly now: CheckResult | undefined;
}

export interface ScenarioDifference {
  readonly tp: string;
  readonly name: string;
  /** Undefined where it was not executed. */
  readonly then: Outcome | undefined;
  readonly now: Outcome | undefined;
  readonly checks: readonly CheckDifference[];
}

/** Scenarios are matched by test purpose and name. Those that are alike are left out. */
export function scenarioDifferences(
  then: readonly ScenarioResult[],
  now: readonly ScenarioResult[],
): readonly ScenarioDifference[] {
  const keyOf = ({ tp, name }: ScenarioResult): string => JSON.stringify([tp, name]);
  const before = new Map(then.map((scenario) => [keyOf(scenario), scenario]));
  const after = new Map(now.map((scenario) => [keyOf(scenario), scenario]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    differenceOf(before.get(key), after.get(key)),
  );
}

function differenceOf(
  then: ScenarioResult | undefined,
  now: ScenarioResult | undefined,
): readonly ScenarioDifference[] {
  const one = now ?? then;
  if (one === undefined) return [];
  const { tp, name } = one;
  const checks = then && now ? checkDifferences(then.checks, now.checks) : [];
  if (then?.verdict === now?.verdict && checks.length === 0) return [];
  return [{ tp, name, then: outcomeOf(then), now: outcomeOf(now), checks }];
}

const outcomeOf = (scenario: ScenarioResult | undefined): Outcome | undefined =>
  scenario && { verdict: scenario.verdict, reason: scenario.reason };

/** A requirement can come to bear several times for one party; those that are told alike cancel out. */
function checkDifferences(then: readonly CheckResult[], now: readonly CheckResult[]): readonly CheckDifference[] {
  const before = grouped(then);
  const after = grouped(now);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const old = before.get(key) ?? [];
    const young = after.get(key) ?? [];
    const [gone, rest] = without(old, young, isDeepStrictEqual);
    const [left, come] = without(gone, rest, sameVerdict);
    return Array.from({ length: Math.max(left.length, come.length) }, (_, at) => paired(left[at], come[at]));
  });
}

function paired(then: CheckResult | undefined, now: CheckResult | undefined): CheckDifference {
  const { requirement = '', party = '' } = now ?? then ?? {};
  return { requirement, party, then, now };
}

/** Whether a pass was judged is for the coverage to say. */
const sameVerdict = (one: CheckResult, other: CheckResult): boolean =>
  one.verdict === other.verdict && (one.judged === other.judged || one.verdict === 'pass');

/** What is left of both where each of the one is struck out with one of the other. */
function without(
  some: readonly CheckResult[],
  others: readonly CheckResult[],
  alike: (one: CheckResult, other: CheckResult) => boolean,
): readonly [CheckResult[], CheckResult[]] {
  const rest = [...others];
  const left = some.filter((one) => {
    const at = rest.findIndex((other) => alike(one, other));
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
  return [left, rest];
}

function grouped(checks: readonly CheckResult[]): ReadonlyMap<string, readonly CheckResult[]> {
  const groups = new Map<string, CheckResult[]>();
  for (const check of checks) {
    const key = `${check.requirement} ${check.party}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(check);
  }
  return groups;
}
