// Makes the result of a run from what was collected: every scenario that was due is either in it with a verdict or counted
// as not executed. Pure.

import { hasUncountedBreach } from '../verdict/charge';
import { harmlessIn } from '../verdict/harmless';
import type { NotExecuted, RunResult, ScenarioResult, Strays } from '../verdict/results';
import { runVerdict } from '../verdict/run-verdict';
import type { PlannedScenario, RunDescription } from './collector-options';

export interface Collected {
  readonly scenarios: readonly ScenarioResult[];
  /** What cucumber took up and did not execute. */
  readonly skipped: readonly NotExecuted[];
  /** What cucumber was to run. */
  readonly due: readonly PlannedScenario[];
  readonly strays: Strays | undefined;
  /** What went wrong outside every scenario. */
  readonly faults: readonly string[];
  /** Cucumber's own word on the run. */
  readonly failed: boolean;
  /** The user ended the run. */
  readonly interrupted: boolean;
}

export function runResult(
  { suite, clauses, target, profile, options, planned, notSelected }: RunDescription,
  { scenarios: collected, skipped, due, strays, faults, failed, interrupted }: Collected,
  startedAt: string,
  durationMs: number,
): RunResult {
  const scenarios = collected.toSorted(byPlace);
  const reason = interrupted ? 'interrupted' : 'the run ended before it';
  const notExecuted = [...notSelected, ...skipped, ...neverEnded(planned ?? due, [...scenarios, ...skipped], reason)];
  const scenarioExplains = scenarios.some(
    (scenario) =>
      (scenario.verdict !== 'pass' && scenario.verdict !== 'not-applicable') ||
      hasUncountedBreach(scenario) ||
      leavesAThenUnmet(scenario),
  );
  const explained = !failed || scenarioExplains || notExecuted.some(({ interrupted }) => interrupted);
  const problems = explained
    ? harmlessIn(faults)
    : [...harmlessIn(faults), 'cucumber failed the run, and no scenario says why'];
  return {
    version: 3,
    suite,
    clauses,
    target: harmlessIn(target),
    ...(profile && { profile }),
    options,
    startedAt,
    durationMs,
    ...runVerdict(scenarios, notExecuted, problems, strays),
    scenarios,
    notExecuted,
    ...(problems.length > 0 && { faults: problems }),
    strays,
  };
}

/** A product used a freedom of the clause, after which a Then need not be met. */
const leavesAThenUnmet = ({ verdict, faults = [] }: ScenarioResult): boolean =>
  verdict === 'not-applicable' && faults.length > 0;

// Scenarios end in another order in each parallel run; by place two runs can be compared.
export function byPlace(a: ScenarioResult, b: ScenarioResult): number {
  if (a.uri === b.uri) return a.line - b.line;
  return a.uri < b.uri ? -1 : 1;
}

function neverEnded(
  planned: readonly PlannedScenario[],
  accounted: readonly PlannedScenario[],
  reason: string,
): NotExecuted[] {
  const keyOf = ({ tp, name }: PlannedScenario) => JSON.stringify([tp, name]);
  const known = new Set(accounted.map(keyOf));
  return planned
    .filter((scenario) => !known.has(keyOf(scenario)))
    .map(({ tp, name }) => ({ tp, name, reason, interrupted: true }));
}
