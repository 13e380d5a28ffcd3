// Cucumber's messages of a run, written by hand, for the tests of what collects them.

import type { ScenarioResult } from '../../verdict/results';
import { EVENTS_MEDIA_TYPE, SCENARIO_MEDIA_TYPE } from '../../collect/attempt';

const URI = 'features/23.280-10.15.3.3.1/1-formation/05-request-to-partner.feature';
const AT = { seconds: 0, nanos: 0 };

type Status = 'PASSED' | 'FAILED' | 'SKIPPED' | 'PENDING' | 'UNDEFINED' | 'AMBIGUOUS';

export interface StepCame {
  readonly status: Status;
  readonly message?: string;
  /** The class of what was thrown. */
  readonly thrown?: string;
}

export interface ScenarioCame {
  readonly tp: string;
  readonly name?: string;
  readonly line?: number;
  readonly step?: StepCame;
  readonly before?: StepCame;
  readonly after?: StepCame;
  /** What the last hook attaches as the scenario's result. */
  readonly results?: readonly (ScenarioResult | string)[];
  readonly events?: string;
  readonly attempt?: number;
  readonly willBeRetried?: boolean;
}

/** The messages that announce a feature with these scenarios, all of them under one rule. */
export function announced(scenarios: readonly ScenarioCame[]): unknown[] {
  return [
    { gherkinDocument: documentOf(scenarios) },
    ...scenarios.map((scenario) => ({ pickle: pickleOf(scenario) })),
    ...scenarios.map(({ tp }) => ({
      testCase: {
        id: `case-${tp}`,
        pickleId: `pickle-${tp}`,
        testSteps: [
          { id: `before-${tp}`, hookId: 'before' },
          { id: `step-${tp}`, pickleStepId: `text-${tp}`, stepDefinitionIds: ['definition'] },
          { id: `after-${tp}`, hookId: 'after' },
        ],
      },
    })),
  ];
}

export const started = ({ tp, attempt = 0 }: ScenarioCame): unknown => ({
  testCaseStarted: { id: startedId(tp, attempt), testCaseId: `case-${tp}`, attempt, timestamp: AT },
});

/** What a scenario does from its first hook to its end. */
export function ran(scenario: ScenarioCame): unknown[] {
  const { tp, before, step, after, results = [], events, attempt = 0, willBeRetried = false } = scenario;
  const testCaseStartedId = startedId(tp, attempt);
  const finished = (part: string, came: StepCame = { status: 'PASSED' }) => ({
    testStepFinished: { testCaseStartedId, testStepId: `${part}-${tp}`, testStepResult: resultOf(came), timestamp: AT },
  });
  const attached = (mediaType: string, body: string) => ({
    attachment: { testCaseStartedId, testStepId: `after-${tp}`, mediaType, body, contentEncoding: 'IDENTITY' },
  });
  return [
    finished('before', before),
    finished('step', step),
    ...(events === undefined ? [] : [attached(EVENTS_MEDIA_TYPE, events)]),
    ...results.map((result) =>
      attached(SCENARIO_MEDIA_TYPE, typeof result === 'string' ? result : JSON.stringify(result)),
    ),
    finished('after', after),
    { testCaseFinished: { testCaseStartedId, willBeRetried, timestamp: AT } },
  ];
}

export const runFinished = (success: boolean): unknown => ({ testRunFinished: { success, timestamp: AT } });

const startedId = (tp: string, attempt: number): string => `started-${tp}-${attempt}`;

function resultOf({ status, message, thrown = 'Error' }: StepCame): unknown {
  const exception = { type: thrown, message: message ?? '' };
  return { status, duration: { seconds: 0, nanos: 2_000_000 }, ...(message !== undefined && { exception }) };
}

function documentOf(scenarios: readonly ScenarioCame[]): unknown {
  const children = scenarios.map(({ tp, line = 1 }) => ({ scenario: { id: `node-${tp}`, location: { line } } }));
  const feature: unknown = {
    name: 'Step 5 - request to the partner',
    children: [{ rule: { name: 'The partner is asked', children } }],
  };
  return { uri: URI, feature, comments: [] };
}

const pickleOf = ({ tp, name = `scenario of ${tp}` }: ScenarioCame) => ({
  id: `pickle-${tp}`,
  uri: URI,
  name,
  steps: [{ id: `text-${tp}`, text: 'Ana initiates a preconfigured regroup of Fire-1' }],
  tags: [{ name: `@tp:${tp}` }, { name: '@req:STEP-5-a' }],
  astNodeIds: [`node-${tp}`],
});
