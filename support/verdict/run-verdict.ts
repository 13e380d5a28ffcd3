// The verdict of a run from its scenarios, and the exit code that says it. Nothing that was not run is ever called green.

import type { NotExecuted, RunResult, ScenarioResult } from './results';
import type { Verdict } from './verdict';

export interface RunVerdict {
  readonly verdict: Verdict;
  readonly reason: string;
  /** 2, wrong usage, is never a verdict of a run: the run did not begin. */
  readonly exitCode: Exclude<RunResult['exitCode'], 2>;
}

/**
 * A scenario beyond the clause never decides conformance; that the harness broke in it does count.
 *
 * @param faults what went wrong outside every scenario
 */
export function runVerdict(
  scenarios: readonly ScenarioResult[],
  notExecuted: readonly NotExecuted[],
  [fault]: readonly string[] = [],
): RunVerdict {
  const ofClause = scenarios.filter(({ beyondSpec }) => !beyondSpec);
  const errors = scenarios.filter(({ verdict }) => verdict === 'error');
  const fails = ofClause.filter(({ verdict }) => verdict === 'fail');
  const inconclusive = ofClause.filter(({ verdict }) => verdict === 'inconclusive');
  const passed = ofClause.filter(({ verdict }) => verdict === 'pass');
  const interrupted = notExecuted.filter(({ interrupted }) => interrupted);

  const [error] = errors;
  if (error) {
    const reason = `the harness broke in ${errors.length} of ${amount(scenarios)}, the first is ${named(error)}`;
    return { verdict: 'error', reason, exitCode: 4 };
  }
  if (fault !== undefined) return { verdict: 'error', reason: fault, exitCode: 4 };
  const [fail] = fails;
  if (fail) {
    const reason = `the clause is broken in ${fails.length} of ${amount(ofClause)}, the first is ${named(fail)}`;
    return { verdict: 'fail', reason, exitCode: 1 };
  }
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
  return { verdict: 'pass', reason: `${amount(passed)} executed and every one passed`, exitCode: 0 };
}

/** Beyond the clause, and the harness did not break in it: it has no say in the verdict of the run. */
export const notCounted = ({ beyondSpec, verdict }: ScenarioResult): boolean => beyondSpec && verdict !== 'error';

function whyNothing(scenarios: readonly ScenarioResult[], ofClause: readonly ScenarioResult[]): string {
  if (scenarios.length === 0) return 'no scenario was executed';
  if (ofClause.length === 0) return 'only scenarios beyond the clause were executed';
  return 'every scenario is not applicable to this implementation';
}

const named = ({ tp, reason }: ScenarioResult | NotExecuted): string => `${tp}: ${reason.replace(/\n[^]*/, '')}`;

const amount = ({ length }: readonly unknown[]): string => `${length} ${length === 1 ? 'scenario' : 'scenarios'}`;
