// A run in Cucumber Messages (NDJSON), for tools that read what cucumber writes. Each scenario is a test case whose last step is
// our verdict: the status is that, never cucumber's own.

import {
  AttachmentContentEncoding,
  HookType,
  IdGenerator,
  TestStepResultStatus as Status,
  TimeConversion,
  version,
  type Envelope,
  type TestStepResult,
} from '@cucumber/messages';
import { notCounted } from '../../verdict/counted';
import type { NotExecuted, ScenarioResult } from '../../verdict/results';
import type { ReportSource, ReportWriter } from '../formats/derived-report';
import { keyOf, startOf } from '../formats/scenario-key';
import { stepsOf } from '../page/scenario-text';
import { detailOf } from '../summary/failure-detail';
import { writeAtomically } from '../../record/write-atomically';
import { featureTexts } from './feature-texts';

/** Cucumber has no word for what could not be told, nor for a harness that broke; pending is what neither passed nor failed. */
const STATUS = {
  pass: Status.PASSED,
  fail: Status.FAILED,
  inconclusive: Status.PENDING,
  error: Status.PENDING,
  'not-applicable': Status.SKIPPED,
} as const;

interface Case {
  readonly scenario: ScenarioResult | NotExecuted;
  /** Of its own steps; the first ones of what its pickle has. */
  readonly steps: readonly Status[];
  readonly verdict: Status;
  /** Why it is not passed. */
  readonly message: string | undefined;
  /** In milliseconds since the run started. */
  readonly startMs: number;
  readonly durationMs: number;
}

/** A message as data: the library declares classes. */
export type Message = AsData<Envelope>;
type AsData<T> = T extends readonly (infer One)[]
  ? readonly AsData<One>[]
  : T extends object
    ? { readonly [Key in keyof T]: AsData<T[Key]> }
    : T;

/** A report that is made of the messages of a run. */
export const ofMessages =
  (text: (envelopes: readonly Message[]) => string) =>
  (file: string, source: ReportSource): ReportWriter => {
    const starts = new Map<string, number>();
    return {
      add: ({ scenario, lines }) => starts.set(keyOf(scenario), startOf(lines)),
      finish: () => writeAtomically(file, text(messagesOf(source, (scenario) => starts.get(keyOf(scenario)) ?? 0))),
    };
  };

export const asNdjson = (envelopes: readonly Message[]): string =>
  envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join('');

export function messagesOf(source: ReportSource, startMs: (scenario: ScenarioResult) => number): readonly Message[] {
  const { run } = source;
  const newId = IdGenerator.incrementing();
  const startedAt = Date.parse(run.startedAt);
  const timestamp = (ms: number) => TimeConversion.millisecondsSinceEpochToTimestamp(startedAt + Math.round(ms));
  const cases = [
    ...run.scenarios.map((scenario) => caseOf(scenario, source, startMs(scenario))),
    ...run.notExecuted.map((scenario) => notExecutedCase(scenario, run.durationMs)),
  ];
  const texts = featureTexts(
    cases.map(({ scenario }) => scenario),
    source.features(),
    newId,
  );
  const [hookId, testRunStartedId] = [newId(), newId()];

  function caseMessages({ scenario, steps, verdict, message, startMs: start, durationMs }: Case): readonly Message[] {
    const pickle = texts.pickleOf(scenario);
    const testSteps = [...pickle.steps.map(({ id }) => ({ id: newId(), pickleStepId: id })), { id: newId(), hookId }];
    const testCase = { id: newId(), testRunStartedId, pickleId: pickle.id, testSteps };
    const testCaseStartedId = newId();
    const end = timestamp(start + durationMs);
    return [
      { testCase },
      {
        testCaseStarted: { id: testCaseStartedId, testCaseId: testCase.id, attempt: 0, timestamp: timestamp(start) },
      },
      ...testSteps.flatMap(({ id: testStepId }, at): readonly Message[] => {
        const isVerdict = at === testSteps.length - 1;
        const of = { testCaseStartedId, testStepId };
        const detail = isVerdict ? message : undefined;
        const testStepResult: AsData<TestStepResult> = {
          status: isVerdict ? verdict : (steps[at] ?? Status.SKIPPED),
          // Nobody measured the steps: all the time of the scenario stands at its verdict.
          duration: TimeConversion.millisecondsToDuration(isVerdict ? Math.round(durationMs) : 0),
          ...(detail !== undefined && { message: detail }),
        };
        return [
          { testStepStarted: { ...of, timestamp: isVerdict ? end : timestamp(start) } },
          ...(detail === undefined ? [] : [{ attachment: { ...of, ...asText(detail) } }]),
          { testStepFinished: { ...of, testStepResult, timestamp: isVerdict ? end : timestamp(start) } },
        ];
      }),
      { testCaseFinished: { testCaseStartedId, timestamp: end, willBeRetried: false } },
    ];
  }

  return [
    {
      meta: {
        protocolVersion: version,
        implementation: run.suite,
        runtime: { name: 'node' },
        // Results do not say where they were made.
        os: { name: 'not recorded' },
        cpu: { name: 'not recorded' },
      },
    },
    ...texts.envelopes,
    {
      hook: {
        id: hookId,
        name: 'verdict',
        type: HookType.AFTER_TEST_CASE,
        sourceReference: { uri: 'support/world/hooks.ts' },
      },
    },
    { testRunStarted: { id: testRunStartedId, timestamp: timestamp(0) } },
    ...cases.flatMap(caseMessages),
    {
      testRunFinished: {
        testRunStartedId,
        success: run.verdict === 'pass',
        message: run.reason,
        timestamp: timestamp(run.durationMs),
      },
    },
  ];
}

function caseOf(scenario: ScenarioResult, source: ReportSource, startMs: number): Case {
  const passed = scenario.verdict === 'pass';
  const uncounted = notCounted(scenario) && !passed;
  const verdict = uncounted ? Status.SKIPPED : STATUS[scenario.verdict];
  const states = {
    passed: Status.PASSED,
    failed: verdict,
    'not reached': Status.SKIPPED,
    'not known': Status.UNKNOWN,
  } as const;
  const words = `${uncounted ? 'beyond the clause, not counted: ' : ''}${scenario.verdict.replace('-', ' ')}`;
  return {
    scenario,
    steps: stepsOf(scenario, source.features()).map(({ state }) => states[state]),
    verdict,
    message: passed ? undefined : `${words}: ${detailOf(scenario, source.requirement)}`,
    startMs,
    durationMs: scenario.durationMs,
  };
}

/** @param atMs readers sort by time, and what did not run comes last */
const notExecutedCase = (scenario: NotExecuted, atMs: number): Case => ({
  scenario,
  steps: [],
  verdict: Status.SKIPPED,
  message: `not executed: ${scenario.reason}`,
  startMs: atMs,
  durationMs: 0,
});

const asText = (body: string) => ({
  body,
  mediaType: 'text/plain',
  contentEncoding: AttachmentContentEncoding.IDENTITY,
});
