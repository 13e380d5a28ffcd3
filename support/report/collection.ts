// Collects the results of a run from cucumber's messages, whatever process they come from and in whatever order scenarios
// end. What was due and never ended is counted too. Unaware of what is derived from the results.

import type { Envelope, Pickle } from '@cucumber/messages';
import type { NotExecuted, RunResult, ScenarioResult } from '../verdict/results';
import { runVerdict, type RunVerdict } from '../verdict/run-verdict';
import { identityOf, seenScenario, type Attempt } from './attempt';
import type { CollectorOptions, PlannedScenario } from './collector-options';
import type { EventsWriter } from './events-file';
import type { Progress } from './progress';
import { broken, outcomeOf, worseAttempt } from './scenario-outcome';

/** What cucumber's own collector knows of an attempt by the id of its start. */
export type AttemptLookup = (testCaseStartedId: string) => Attempt;

export interface Collection {
  take(envelope: Envelope): void;
  /** How many scenarios are due, as far as is known. */
  total(): number;
  /** @param durationMs how long the run took */
  result(startedAt: string, durationMs: number): RunResult;
}

export function createCollection(
  options: CollectorOptions,
  attemptOf: AttemptLookup,
  events: EventsWriter,
  progress: Progress,
): Collection {
  const pickles = new Map<string, Pickle>();
  const due = new Set<string>();
  const running = new Set<string>();
  const results = new Map<string, ScenarioResult>();
  const skipped = new Map<string, NotExecuted>();
  const faults: string[] = [];

  function ended(startedId: string, willBeRetried: boolean): void {
    running.delete(startedId);
    const attempt = attemptOf(startedId);
    const seen = seenScenario(attempt);
    const outcome = outcomeOf(seen);
    if (!outcome.executed) {
      skipped.set(attempt.pickle.id, outcome.notExecuted);
      return;
    }
    events.append(seen.events, outcome.scenario);
    const scenario = worseAttempt(results.get(attempt.pickle.id), outcome.scenario);
    results.set(attempt.pickle.id, scenario);
    if (!willBeRetried) progress.ended(scenario);
  }

  function abandoned(): void {
    for (const startedId of running) {
      const { pickle, gherkinDocument } = attemptOf(startedId);
      const reason = 'the process that ran the scenario ended before the scenario did';
      results.set(pickle.id, worseAttempt(results.get(pickle.id), broken(identityOf(pickle, gherkinDocument), reason)));
    }
    running.clear();
  }

  function planned(): readonly PlannedScenario[] {
    const ofCucumber = [...due].flatMap((id) => pickles.get(id) ?? []).map((pickle) => identityOf(pickle, undefined));
    return options.planned ?? ofCucumber;
  }

  return {
    take({ pickle, testCase, testCaseStarted, testCaseFinished, testRunHookFinished, testRunFinished }) {
      if (pickle) pickles.set(pickle.id, pickle);
      if (testCase) due.add(testCase.pickleId);
      if (testCaseStarted) {
        running.add(testCaseStarted.id);
        progress.started(attemptOf(testCaseStarted.id).pickle.name);
      }
      if (testCaseFinished) ended(testCaseFinished.testCaseStartedId, testCaseFinished.willBeRetried);
      if (testRunHookFinished?.result.status === 'FAILED') {
        const { exception, message = '' } = testRunHookFinished.result;
        faults.push(`a hook of the run threw: ${(exception?.message ?? message).split('\n', 1)[0] ?? ''}`);
      }
      if (testRunFinished && !testRunFinished.success && testRunFinished.exception) {
        faults.push(`cucumber broke: ${testRunFinished.exception.message ?? testRunFinished.exception.type}`);
      }
    },
    total: () => options.planned?.length ?? due.size,
    result(startedAt, durationMs) {
      abandoned();
      const scenarios = [...results.values()].sort(byPlace);
      const notExecuted = [...options.notSelected, ...skipped.values(), ...neverStarted(planned(), scenarios, [...skipped.values()])];
      return {
        version: 1,
        suite: options.suite,
        spec: options.spec,
        target: options.target,
        options: options.options,
        startedAt,
        durationMs,
        ...worseOf(faults, runVerdict(scenarios, notExecuted)),
        scenarios,
        notExecuted,
      };
    },
  };
}

// Scenarios end in another order in each parallel run; by place two runs can be compared.
const byPlace = (a: ScenarioResult, b: ScenarioResult): number =>
  a.uri === b.uri ? a.line - b.line : a.uri < b.uri ? -1 : 1;

function neverStarted(
  planned: readonly PlannedScenario[],
  scenarios: readonly ScenarioResult[],
  skipped: readonly NotExecuted[],
): NotExecuted[] {
  const accounted = new Set([...scenarios, ...skipped].map(({ tp, name }) => `${tp} ${name}`));
  return planned
    .filter(({ tp, name }) => !accounted.has(`${tp} ${name}`))
    .map(({ tp, name }) => ({ tp, name, reason: 'the run ended before it', interrupted: true }));
}

function worseOf(faults: readonly string[], verdict: RunVerdict): RunVerdict {
  const [fault] = faults;
  return fault === undefined || verdict.verdict === 'error' ? verdict : { verdict: 'error', reason: fault, exitCode: 4 };
}
