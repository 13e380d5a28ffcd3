// What passes is said once: a table of the checks that passed holds their texts, and scenarios refer to them. What did not pass stands
// with its scenario in full.

import type { CheckResult, ScenarioResult } from '../verdict/results';

/** A check that passed, without its evidence, which every scenario has of its own. */
export interface PassedCheck extends Omit<CheckResult, 'verdict' | 'evidence'> {
  readonly id: number;
}

export interface ReferringScenario extends Omit<ScenarioResult, 'checks'> {
  readonly checks: readonly (CheckResult | Reference)[];
}

interface Reference {
  /** Id of the check in the table. */
  readonly passed: number;
  readonly evidence: readonly string[];
}

export interface PassedWriter {
  /** The scenario as it is written, and what the table has to hold for it that it did not yet. */
  refer(scenario: ScenarioResult): { readonly added: readonly PassedCheck[]; readonly scenario: ReferringScenario };
}

export function createPassedWriter(): PassedWriter {
  /** By what was expected: most that expect the same saw the same. */
  const table = new Map<string, PassedCheck[]>();
  let next = 0;

  function idOf(check: CheckResult, added: PassedCheck[]): number {
    const alike = table.get(check.expected) ?? [];
    const known = alike.find((one) => saysTheSame(one, check));
    if (known !== undefined) return known.id;
    const { verdict: _, evidence: __, ...said } = check;
    const one = { id: next++, ...said };
    table.set(check.expected, [...alike, one]);
    added.push(one);
    return one.id;
  }

  return {
    refer(scenario) {
      const added: PassedCheck[] = [];
      const checks = scenario.checks.map((check) =>
        check.verdict === 'pass' ? { passed: idOf(check, added), evidence: check.evidence } : check,
      );
      return { added, scenario: { ...scenario, checks } };
    },
  };
}

/** What a check says beside what was expected. */
type Said = Exclude<keyof PassedCheck, 'id' | 'expected'>;
const SAID: Readonly<Record<Said, true>> = {
  observed: true,
  requirement: true,
  party: true,
  judged: true,
  follows: true,
  interpretation: true,
};
const NAMES = Object.keys(SAID) as readonly Said[];

const saysTheSame = (one: PassedCheck, other: CheckResult): boolean => NAMES.every((name) => one[name] === other[name]);

export interface PassedReader {
  /** More of the table. */
  learn(added: readonly PassedCheck[]): void;
  /** @throws RangeError where it refers to what the table does not hold */
  whole(scenario: ReferringScenario): ScenarioResult;
}

export function createPassedReader(): PassedReader {
  const table = new Map<number, Omit<CheckResult, 'evidence'>>();

  function wholeCheck(check: CheckResult | Reference): CheckResult {
    if (!('passed' in check)) return check;
    const { passed, evidence } = check;
    const said = table.get(passed);
    if (said === undefined) throw new RangeError(`the check ${passed}, which passed, is not in its table`);
    return { ...said, evidence };
  }

  return {
    learn(added) {
      for (const { id, ...said } of added) table.set(id, { ...said, verdict: 'pass' });
    },
    whole: (scenario) => ({ ...scenario, checks: scenario.checks.map(wholeCheck) }),
  };
}
