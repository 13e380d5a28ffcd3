// One attempt at a scenario as cucumber saw it, told in the words of a report: who the scenario is, what its steps came
// to, and what the world handed in. Unaware of verdicts.

import type { Attachment, GherkinDocument, Pickle, TestCase, TestStepResult } from '@cucumber/messages';

import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { requirementsOf } from '../traceability/features';
import type { ScenarioResult } from '../verdict/results';

/** The world hands in the result of a scenario as this attachment, exactly once. */
export const SCENARIO_MEDIA_TYPE = 'application/vnd.mcx-conformance.scenario+json';
/** The world hands in the events of a scenario as this attachment, one JSON text a line. */
export const EVENTS_MEDIA_TYPE = 'application/vnd.mcx-conformance.events+ndjson';
/** Events of scenarios that had ended, handed in with whatever ends next, likewise. */
export const LATE_MEDIA_TYPE = 'application/vnd.mcx-conformance.late+ndjson';

/**
 * What the world throws from its last hook once it has handed in a verdict that is no pass, so that cucumber fails the
 * scenario too. Cucumber's messages keep the name of its class, in whatever process it was thrown.
 */
export class VerdictAnnounced extends Error {}

/** A Then was not met. Which requirement that breaks, if any, and whose fault it is, the checks say when the scenario ends. */
export class UnmetExpectation extends Error {
  override readonly name = 'UnmetExpectation';

  constructor(expected: string, observed?: string) {
    super(`expected: ${expected}${observed === undefined ? '' : `; observed: ${observed}`}`);
  }
}

export interface Attempt {
  readonly gherkinDocument: GherkinDocument;
  readonly pickle: Pickle;
  readonly testCase: TestCase;
  readonly stepAttachments: Record<string, readonly Attachment[]>;
  readonly stepResults: Readonly<Record<string, TestStepResult>>;
}

/** What a scenario says of itself in its feature file. */
export type ScenarioIdentity = Pick<
  ScenarioResult,
  'tp' | 'name' | 'uri' | 'line' | 'feature' | 'rule' | 'requirements' | 'needs' | 'beyondSpec'
>;

export interface SeenStep {
  readonly text: string;
  readonly hook: boolean;
  /** Cucumber's word: PASSED, FAILED, SKIPPED, ... */
  readonly status: string;
  /** What was thrown, or why the step could not be run; empty where there is nothing to say. */
  readonly message: string;
  /** The class of what was thrown. */
  readonly thrown: string | undefined;
  readonly durationMs: number;
}

export interface SeenScenario {
  readonly identity: ScenarioIdentity;
  readonly steps: readonly SeenStep[];
  /** The attached results as text: one where the world did its part. */
  readonly results: readonly string[];
  /** The attached events, one JSON text a line. */
  readonly events: string;
  /** Likewise, of scenarios that had ended. */
  readonly late: string;
}

export function seenScenario({
  gherkinDocument,
  pickle,
  testCase,
  stepAttachments,
  stepResults,
}: Attempt): SeenScenario {
  const attachments = Object.values(stepAttachments).flat();
  const texts = new Map(pickle.steps.map(({ id, text }) => [id, text]));
  return {
    identity: identityOf(pickle, gherkinDocument),
    steps: testCase.testSteps.map(({ id, hookId, pickleStepId }) => ({
      text: texts.get(pickleStepId ?? '') ?? 'a hook',
      hook: hookId !== undefined,
      ...cameTo(stepResults[id]),
    })),
    results: attachments.filter(({ mediaType }) => mediaType === SCENARIO_MEDIA_TYPE).map(decoded),
    events: linesOf(attachments, EVENTS_MEDIA_TYPE),
    late: linesOf(attachments, LATE_MEDIA_TYPE),
  };
}

/** Cucumber keeps what is attached until the run is over; a trace that is written already need not be held as well. */
export function letAttachmentsGo({ stepAttachments }: Attempt): void {
  for (const step of Object.keys(stepAttachments)) stepAttachments[step] = [];
}

const linesOf = (attachments: readonly Attachment[], type: string): string =>
  attachments
    .filter(({ mediaType }) => mediaType === type)
    .map((attachment) => decoded(attachment).trimEnd())
    .filter((lines) => lines !== '')
    .join('\n');

function cameTo(result: TestStepResult | undefined): Pick<SeenStep, 'status' | 'message' | 'thrown' | 'durationMs'> {
  if (result === undefined) return { status: 'UNKNOWN', message: '', thrown: undefined, durationMs: 0 };
  const { status, message = '', exception, duration } = result;
  const durationMs = duration.seconds * 1000 + duration.nanos / 1e6;
  return { status, message: exception?.message ?? message, thrown: exception?.type, durationMs };
}

export function identityOf(pickle: Pickle, document: GherkinDocument | undefined): ScenarioIdentity {
  const [scenarioId = ''] = pickle.astNodeIds;
  const children = document?.feature?.children ?? [];
  const rule = children.find((child) => child.rule?.children.some(({ scenario }) => scenario?.id === scenarioId))?.rule;
  const scenarios = [...children, ...(rule?.children ?? [])].map((child) => child.scenario);
  const scenario = scenarios.find((candidate) => candidate?.id === scenarioId);
  const tags = pickle.tags.map(({ name }) => name);
  const needs = valuesOf(tags, '@needs:');
  const uri = pickle.uri.replaceAll('\\', '/');
  return {
    tp: valuesOf(tags, '@tp:')[0] ?? pickle.name,
    name: pickle.name,
    uri,
    line: scenario?.location.line ?? pickle.location?.line ?? 0,
    feature: document?.feature?.name ?? '',
    rule: rule?.name,
    requirements: requirementsOf(valuesOf(tags, '@req:'), uri, loadEveryClause()),
    ...(needs.length > 0 && { needs }),
    beyondSpec: tags.includes('@beyond-spec'),
  };
}

const valuesOf = (tags: readonly string[], prefix: string): string[] =>
  tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));

const decoded = ({ body, contentEncoding }: Attachment): string =>
  (contentEncoding as string) === 'BASE64' ? Buffer.from(body, 'base64').toString('utf8') : body;
