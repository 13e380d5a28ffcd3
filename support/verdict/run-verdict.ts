// The verdict of a run from its scenarios, and the exit code that says it. Nothing that was not run is ever called green, and
// nothing that broke in the suite hides what a product broke.

import { breachOf, notCounted } from './counted';
import { leftOutBy } from './part-of-suite';
import type { NotExecuted, RefusedStrays, RunResult, ScenarioResult, Strays } from './results';
import type { Verdict } from './verdict';

export interface RunVerdict {
  readonly verdict: Verdict;
  readonly reason: string;
  /** 2, wrong usage, is never a verdict of a run: the run did not begin. */
  readonly exitCode: Exclude<RunResult['exitCode'], 2>;
}

/**
 * A scenario beyond the clause decides by what a product broke in it, or the harness, and never by its own Thens.
 *
 * @param faults what went wrong outside every scenario
 * @param strays what came to no scenario: what had to be refused of it is a product's all the same
 */
export function runVerdict(
  scenarios: readonly ScenarioResult[],
  notExecuted: readonly NotExecuted[],
  [fault]: readonly string[] = [],
  strays?: Strays,
): RunVerdict {
  const ofClause = scenarios.filter(({ beyondSpec }) => !beyondSpec);
  const counted = scenarios.filter((scenario) => !notCounted(scenario));
  const deciding = counted.filter(
    (scenario) => !scenario.beyondSpec || !['pass', 'not-applicable'].includes(scenario.verdict),
  );
  const errors = counted.filter(({ verdict }) => verdict === 'error');
  const fails = counted.filter((scenario) => breachOf(scenario) !== undefined);
  const inconclusive = ofClause.filter(({ verdict }) => verdict === 'inconclusive');
  const passed = ofClause.filter(({ verdict }) => verdict === 'pass');
  const interrupted = notExecuted.filter(({ interrupted }) => interrupted);

  const [error] = errors;
  const broke = [
    ...(error ? [`the harness broke in ${errors.length} of ${amount(scenarios)}, the first is ${named(error)}`] : []),
    ...(fault !== undefined ? [fault] : []),
  ];
  const [fail] = fails;
  const broken = [
    ...(fail
      ? [
          `the clause is broken in ${fails.length} of ${amount(deciding)}, the first is ${fail.tp}: ${firstLine(breachOf(fail) ?? '')}`,
        ]
      : []),
    ...(strays?.refused ? [outsideScenarios(strays.refused)] : []),
  ];
  if (broken.length > 0) return { verdict: 'fail', reason: [...broken, ...broke].join('; '), exitCode: 1 };
  const [first] = broke;
  if (first !== undefined) return { verdict: 'error', reason: first, exitCode: 4 };
  const [missed] = interrupted;
  if (missed) {
    const reason = `${amount(interrupted)} due and not executed, the first is ${named(missed)}`;
    return { verdict: 'inconclusive', reason, exitCode: 3 };
  }
  const [open] = inconclusive;
  if (open) {
    const reason = `no verdict could be reached in ${inconclusive.length} of ${amount(ofClause)}, the first is ${named(open)}`;
    return { verdict: 'inconclusive', reason, exitCode: 3 };
  }
  if (passed.length === 0) {
    return { verdict: 'inconclusive', reason: whyNothing(scenarios, ofClause), exitCode: 3 };
  }
  const all = `${amount(passed)} executed and every one passed`;
  return { verdict: 'pass', reason: leftOutBy(notExecuted) ?? all, exitCode: 0 };
}

function whyNothing(scenarios: readonly ScenarioResult[], ofClause: readonly ScenarioResult[]): string {
  if (scenarios.length === 0) return 'no scenario was executed';
  if (ofClause.length === 0) return 'only scenarios beyond the clause were executed';
  return 'every scenario is not applicable to this implementation';
}

const outsideScenarios = ({ count, id, problem }: RefusedStrays): string =>
  `${count} ${count === 1 ? 'message that belongs' : 'messages that belong'} to no scenario could not be taken, the first is ${id}: ${problem}`;

const firstLine = (text: string): string => text.replace(/\n[^]*/, '');

const named = ({ tp, reason }: ScenarioResult | NotExecuted): string => `${tp}: ${firstLine(reason)}`;

const amount = ({ length }: readonly unknown[]): string => `${length} ${length === 1 ? 'scenario' : 'scenarios'}`;
