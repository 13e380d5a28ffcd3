// The outcome of one attempt at a scenario: the result that the world handed in, unless cucumber saw something that the
// result does not own up to. Cucumber's own status never makes a verdict better.

import { validate } from '../schema/validate';
import { nothingExecuted } from '../verdict/account';
import { hasUncountedBreach } from '../verdict/charge';
import type { NotExecuted, ScenarioResult } from '../verdict/results';
import { UnmetExpectation, VerdictAnnounced, type ScenarioIdentity, type SeenScenario, type SeenStep } from './attempt';

export type Outcome =
  | { readonly executed: true; readonly scenario: ScenarioResult }
  | { readonly executed: false; readonly notExecuted: NotExecuted };

export function outcomeOf(seen: SeenScenario): Outcome {
  const { identity, steps, results } = seen;
  if (results.length === 0 && steps.every(({ status }) => status === 'SKIPPED')) {
    const reason = 'cucumber skipped every step: a dry run, or fail-fast after an earlier failure';
    return { executed: false, notExecuted: { tp: identity.tp, name: identity.name, reason, interrupted: true } };
  }
  const handedIn = handedInBy(seen);
  if ('problem' in handedIn) {
    const reason = faultIn(steps, false) ?? failureIn(steps) ?? handedIn.problem;
    return { executed: true, scenario: broken(identity, reason, durationOf(steps)) };
  }
  const { scenario } = handedIn;
  const unexplained = hides(scenario.verdict) && !hasUncountedBreach(scenario);
  const reason = faultIn(steps, !hides(scenario.verdict)) ?? (unexplained ? failureIn(steps, scenario) : undefined);
  if (reason === undefined || scenario.verdict === 'error') return { executed: true, scenario };
  const faults = [...(scenario.faults ?? []), { verdict: 'error' as const, reason }];
  return { executed: true, scenario: { ...scenario, verdict: 'error', reason, faults } };
}

/** A scenario that has no result of its own, because the harness broke. */
export const broken = (identity: ScenarioIdentity, reason: string, durationMs = 0): ScenarioResult => ({
  ...identity,
  verdict: 'error',
  reason,
  checks: [],
  ...nothingExecuted(identity.requirements),
  faults: [{ verdict: 'error', reason }],
  scope: '',
  durationMs,
  messages: 0,
});

const hides = (verdict: ScenarioResult['verdict']): boolean => verdict === 'pass' || verdict === 'not-applicable';

function handedInBy({ results }: SeenScenario): { readonly scenario: ScenarioResult } | { readonly problem: string } {
  const [text, ...more] = results;
  if (text === undefined) return { problem: 'the scenario ended without handing in a result' };
  if (more.length > 0) return { problem: `the scenario handed in ${results.length} results; expected one` };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { problem: 'the scenario handed in a result that is not JSON' };
  }
  const [problem] = validate('report/scenario.schema.json', data);
  if (problem === undefined) return { scenario: data as ScenarioResult }; // the schema has just said that it is one
  const { path, expected, found } = problem;
  return {
    problem: `the scenario handed in a result that is not one: at ${path || '/'} expected ${expected}, found ${found}`,
  };
}

const NEVER_RUN: Readonly<Record<string, string>> = {
  UNDEFINED: 'the step is not defined',
  AMBIGUOUS: 'the step has several definitions',
  PENDING: 'the step is pending',
  UNKNOWN: 'the step never ended',
};

/**
 * Something that no verdict explains: a step that could not be run, or a hook that threw anything but the verdict.
 *
 * @param isAnnounced a verdict was handed in that the world announces by throwing it
 */
function faultIn(steps: readonly SeenStep[], isAnnounced: boolean): string | undefined {
  for (const step of steps) {
    const neverRun = NEVER_RUN[step.status];
    if (neverRun !== undefined) return `${neverRun}: ${step.text}`;
    const isFault = !(isAnnounced && step.thrown === VerdictAnnounced.name);
    if (step.hook && step.status === 'FAILED' && isFault) return `a hook threw: ${firstLineOf(step)}`;
  }
  return undefined;
}

function failureIn(steps: readonly SeenStep[], handedIn?: ScenarioResult): string | undefined {
  // Where a product left what the scenario is about, as the clause lets it, nothing is expected of it.
  const isLeft = ({ thrown }: SeenStep): boolean =>
    handedIn?.verdict === 'not-applicable' && thrown === UnmetExpectation.name;
  const failed = steps.find((step) => step.status === 'FAILED' && !isLeft(step));
  return failed && `cucumber failed the scenario at "${failed.text}": ${firstLineOf(failed)}`;
}

const firstLineOf = ({ message }: SeenStep): string => message.split('\n', 1)[0] || 'no message';

const durationOf = (steps: readonly SeenStep[]): number => steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
