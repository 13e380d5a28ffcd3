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
  const ids = new Map<string, number>();
  return {
    refer(scenario) {
      const added: PassedCheck[] = [];
      const checks = scenario.checks.map((check) => {
        const { verdict, evidence, ...said } = check;
        if (verdict !== 'pass') return check;
        const text = JSON.stringify(said);
        const id = ids.get(text) ?? ids.size;
        if (id === ids.size) {
          ids.set(text, id);
          added.push({ id, ...said });
        }
        return { passed: id, evidence };
      });
      return { added, scenario: { ...scenario, checks } };
    },
  };
}

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
