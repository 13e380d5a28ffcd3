// Collects the results of scenarios from cucumber's messages, whatever process they come from and in whatever order they
// end. Unaware of the verdict of the run and of what is derived from it.

import type { Envelope, Pickle, TestStepResult } from '@cucumber/messages';
import type { NotExecuted, ScenarioResult } from '../verdict/results';
import { identityOf, letAttachmentsGo, seenScenario, type Attempt } from './attempt';
import type { EventsWriter } from '../record/events-file';
import type { Progress } from './progress';
import type { Collected } from './run-result';
import { broken, outcomeOf } from './scenario-outcome';
import { worseAttempt } from '../verdict/worse-attempt';
import { createStrayCollector } from '../record/strays';
import { takeLate, type LateEvents } from './late';

/** What cucumber knows of an attempt, by the id of its start. */
export type AttemptLookup = (testCaseStartedId: string) => Attempt;

export interface Collection {
  take(envelope: Envelope): void;
  /** How many scenarios cucumber is to run, as far as is known. */
  due(): number;
  /**
   * To be called once, when the run is over: what still runs then will never end.
   *
   * @param interrupted the user ended the run, so that what still ran is nobody's fault
   */
  collected(interrupted?: boolean): Collected;
  /** What came for scenarios that had ended. */
  readonly late: LateEvents;
}

export function createCollection(attemptOf: AttemptLookup, events: EventsWriter, progress: Progress): Collection {
  const pickles = new Map<string, Pickle>();
  const due = new Set<string>();
  const running = new Set<string>();
  const results = new Map<string, ScenarioResult>();
  const skipped = new Map<string, NotExecuted>();
  const strays = createStrayCollector();
  const late: LateEvents = new Map();
  const faults: string[] = [];
  let failed = false;

  function started(startedId: string): void {
    running.add(startedId);
    progress.started(attemptOf(startedId).pickle.name);
  }

  function ended(startedId: string, willBeRetried: boolean): void {
    running.delete(startedId);
    const attempt = attemptOf(startedId);
    const seen = seenScenario(attempt);
    letAttachmentsGo(attempt);
    takeLate(late, seen.late);
    const outcome = outcomeOf(seen);
    if (!outcome.executed) {
      skipped.set(attempt.pickle.id, outcome.notExecuted);
      return;
    }
    events.append(seen.events, outcome.scenario);
    strays.take(seen.events.split('\n'));
    const scenario = keep(attempt.pickle.id, outcome.scenario);
    if (!willBeRetried) progress.ended(scenario);
  }

  function abandon(startedId: string): void {
    const { pickle, gherkinDocument } = attemptOf(startedId);
    const reason = 'the process that ran the scenario ended before the scenario did';
    keep(pickle.id, broken(identityOf(pickle, gherkinDocument), reason));
  }

  function keep(pickleId: string, scenario: ScenarioResult): ScenarioResult {
    const kept = worseAttempt(results.get(pickleId), scenario);
    results.set(pickleId, kept);
    return kept;
  }

  return {
    take({ pickle, testCase, testCaseStarted, testCaseFinished, testRunHookFinished, testRunFinished }) {
      if (pickle) pickles.set(pickle.id, pickle);
      if (testCase) due.add(testCase.pickleId);
      if (testCaseStarted) started(testCaseStarted.id);
      if (testCaseFinished) ended(testCaseFinished.testCaseStartedId, testCaseFinished.willBeRetried);
      if (testRunHookFinished && threw(testRunHookFinished.result)) faults.push(hookThrew(testRunHookFinished.result));
      if (testRunFinished) failed = !testRunFinished.success;
    },
    due: () => due.size,
    late,
    collected(interrupted = false) {
      if (!interrupted) running.forEach(abandon);
      running.clear();
      return {
        scenarios: [...results.values()],
        skipped: [...skipped.values()],
        due: [...due].flatMap((id) => pickles.get(id) ?? []).map((pickle) => identityOf(pickle, undefined)),
        strays: strays.summary(),
        faults,
        failed,
        interrupted,
      };
    },
  };
}

const threw = ({ status }: TestStepResult): boolean => (status as string) === 'FAILED';

const hookThrew = ({ exception, message = '' }: TestStepResult): string =>
  `a hook of the run threw: ${(exception?.message ?? message).split('\n', 1)[0] ?? ''}`;
