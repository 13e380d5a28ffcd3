// One scenario, or one that was not executed, as an Allure result. The status is our verdict, never cucumber's.

import type { Attachment, Stage, Status, StepResult, TestResult } from 'allure-js-commons';
import { createHash } from 'node:crypto';
import type { CheckResult, NotExecuted, RunResult, ScenarioResult } from '../../verdict/results';
import { counts } from '../../verdict/charge';
import type { RequirementLookup } from '../summary/requirement-text';

/** Words in place of the library's enumerations, so that nothing of the library is loaded. */
type InWords<T> = { readonly [Key in keyof T]: InWord<T[Key]> };
type InWord<T> = T extends Status
  ? `${Status}`
  : T extends Stage
    ? `${Stage}`
    : T extends readonly (infer One)[]
      ? readonly InWords<One>[]
      : T;

export type AllureResult = InWords<TestResult>;
export type AllureAttachment = InWords<Attachment>;
type AllureStep = InWords<StepResult>;

const STATUS = {
  pass: 'passed',
  inconclusive: 'broken',
  fail: 'failed',
  error: 'broken',
  'not-applicable': 'skipped',
} as const;

const specificationLinks = ({ clauses }: RunResult): AllureResult['links'] =>
  [...new Set(clauses.map(({ specification }) => specification))].map((name) => ({
    name,
    url: `https://www.3gpp.org/DynaReport/${name.replace(/^.* |\./gu, '')}.htm`,
    type: 'custom',
  }));
/** The page of the run stands beside the folder of the Allure report. */
const onPage = (name: string, anchor: string): AllureResult['links'][number] => ({
  name,
  url: `../report.html#${encodeURIComponent(anchor)}`,
  type: 'custom',
});

/** @param startMs when the scenario started, in milliseconds since the run started */
export function allureResult(
  run: RunResult,
  scenario: ScenarioResult,
  requirement: RequirementLookup,
  startMs: number,
): AllureResult {
  const { tp, name, verdict, reason, feature, rule, requirements, beyondSpec, checks } = scenario;
  const start = Math.round(Date.parse(run.startedAt) + startMs);
  const word = verdict === 'not-applicable' ? 'not applicable' : verdict;
  return {
    ...identity(run, tp, name),
    links: [...specificationLinks(run), onPage('Ladder', tp), ...requirements.map((id) => onPage(id, id))],
    status: STATUS[verdict],
    statusDetails: { message: `${word}: ${reason}`, trace: `${scenario.uri}:${scenario.line}` },
    start,
    stop: Math.round(start + scenario.durationMs),
    labels: [
      ...labels(run, tp),
      { name: 'story', value: feature },
      { name: 'suite', value: feature },
      ...(rule === undefined ? [] : [{ name: 'subSuite', value: rule }]),
      ...requirements.map((id) => ({ name: 'tag', value: id })),
      ...(beyondSpec ? [{ name: 'tag', value: 'beyond-spec' }] : []),
    ],
    steps: checks.map((check) => step(check, requirement, start)),
    attachments: [],
    parameters: [],
  };
}

export function notExecutedResult(run: RunResult, { tp, name, reason }: NotExecuted): AllureResult {
  const start = Date.parse(run.startedAt);
  return {
    ...identity(run, tp, name),
    status: 'skipped',
    statusDetails: { message: `not executed: ${reason}` },
    start,
    stop: start,
    labels: [...labels(run, tp), { name: 'suite', value: 'not executed' }],
    steps: [],
    attachments: [],
    parameters: [],
  };
}

function identity(run: RunResult, tp: string, name: string) {
  return {
    // From the run and the test purpose, so that writing the results again gives the same files.
    uuid: uuidFrom(`${run.startedAt} ${run.target.name} ${tp} ${name}`),
    historyId: digest(tp),
    testCaseId: digest(tp),
    fullName: tp,
    name: `${tp} ${name}`,
    stage: 'finished' as const,
    links: specificationLinks(run),
  };
}

const labels = (run: RunResult, tp: string) => [
  ...run.clauses.flatMap(({ specification, number, title }) => [
    { name: 'epic', value: specification.replace('3GPP ', '') },
    { name: 'feature', value: `${number} ${title}` },
  ]),
  { name: 'parentSuite', value: run.target.name },
  { name: 'framework', value: run.suite.name },
  { name: 'tag', value: tp },
];

function step(check: CheckResult, requirement: RequirementLookup, at: number): AllureStep {
  const { party, verdict, expected, observed, evidence, interpretation, follows } = check;
  const says = requirement(check.requirement)?.says ?? expected;
  const unjudged = counts(check) ? '' : ', not judged';
  const reading = interpretation === undefined ? [] : [`reading: ${interpretation}`];
  const message = [
    `expected: ${expected}`,
    `observed: ${observed}`,
    `evidence: ${evidence.join(', ')}`,
    ...reading,
    ...(follows === undefined ? [] : [`follows from: ${follows}`]),
  ].join('\n');
  return {
    name: `${check.requirement} (${party}${unjudged}): ${says}`,
    status: STATUS[verdict],
    statusDetails: { message },
    stage: 'finished',
    start: at,
    stop: at,
    steps: [],
    attachments: [],
    parameters: [],
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

const uuidFrom = (text: string): string => digest(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
