// The results of a run as JUnit XML, for CI servers. Red is only what breaks the verdict of the run; what did not run, or
// does not count, is skipped with its reason.

import type { JudgedLine, RunResult, ScenarioResult } from '../../verdict/results';
import { notCounted } from '../../verdict/counted';
import { inText } from '../../schema/xml-text';
import { element, inLines, XML_DECLARATION } from '../element';
import { detailOf } from '../summary/failure-detail';
import type { RequirementLookup } from '../summary/requirement-text';

interface Case {
  readonly name: string;
  readonly suite: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly outcome: Outcome | undefined;
  readonly durationMs: number;
}

interface Outcome {
  readonly element: 'failure' | 'error' | 'skipped';
  readonly type?: string;
  readonly message: string;
  readonly detail?: string;
}

export function junitXml(run: RunResult, requirement: RequirementLookup): string {
  const cases = [
    ...run.scenarios.map((scenario) => scenarioCase(scenario, run.baseline, requirement)),
    ...run.notExecuted.map(notExecutedCase),
  ];
  const bySuite = new Map<string, Case[]>();
  for (const one of cases) {
    const members = bySuite.get(one.suite) ?? [];
    bySuite.set(one.suite, members);
    members.push(one);
  }

  const suites = [...bySuite].map(([name, members]) =>
    element('testsuite', { name, ...tally(members), timestamp: run.startedAt }, inLines(members.map(testcase))),
  );
  const { suite, target } = run;
  const name = `${suite.name} ${target.name} ${target.version}`;
  return `${XML_DECLARATION}\n${element('testsuites', { name, ...tally(cases) }, inLines(suites))}\n`;
}

function testcase({ name, suite: classname, attributes, properties, outcome, durationMs }: Case): string {
  const listed = properties.map(([key, value]) => element('property', { name: key, value }));
  return element(
    'testcase',
    { name, classname, time: seconds(durationMs), ...attributes },
    ...(listed.length > 0 ? [element('properties', {}, ...listed)] : []),
    ...(outcome ? [outcomeElement(outcome)] : []),
  );
}

const outcomeElement = ({ element: name, type, message, detail }: Outcome): string =>
  element(name, { message, ...(type !== undefined && { type }) }, ...(detail === undefined ? [] : [inText(detail)]));

function scenarioCase(scenario: ScenarioResult, baseline: RunResult['baseline'], requirement: RequirementLookup): Case {
  const { tp, name, uri, line, feature, requirements, durationMs } = scenario;
  return {
    name: `${tp} ${name}`,
    suite: feature,
    attributes: { file: uri, line: `${line}` },
    properties: [
      ['tp', tp],
      ...requirements.map((id) => ['requirement', id] as const),
      ...(baseline?.lines ?? []).filter((line) => line.tp === tp).flatMap(knownFailure),
    ],
    outcome: outcomeOf(scenario, requirement),
    durationMs,
  };
}

/** A failure that is known stays a failure; a reader is told who mends it and where. */
const knownFailure = ({ requirement, finding, issue, owner, expires }: JudgedLine): Case['properties'] =>
  finding === 'known'
    ? [
        ['known-failure', requirement],
        ['issue', issue],
        ['owner', owner],
        ['expires', expires],
      ]
    : [];

const notExecutedCase = ({ tp, name, reason }: RunResult['notExecuted'][number]): Case => ({
  name: `${tp} ${name}`,
  suite: 'not executed',
  attributes: {},
  properties: [['tp', tp]],
  outcome: { element: 'skipped', message: `not executed: ${reason}` },
  durationMs: 0,
});

function outcomeOf(scenario: ScenarioResult, requirement: RequirementLookup): Outcome | undefined {
  const { verdict, reason } = scenario;
  if (verdict === 'pass') return undefined;
  const [message = ''] = reason.split('\n', 1);
  if (verdict === 'not-applicable') return { element: 'skipped', message: `not applicable: ${message}` };
  if (notCounted(scenario))
    return { element: 'skipped', message: `beyond the clause, not counted: ${verdict}: ${message}` };
  const detail = detailOf(scenario, requirement);
  return { element: verdict === 'fail' ? 'failure' : 'error', type: verdict, message, detail };
}

function tally(cases: readonly Case[]): Record<string, string> {
  const count = (element: Outcome['element']) =>
    `${cases.filter(({ outcome }) => outcome?.element === element).length}`;
  const durationMs = cases.reduce((sum, one) => sum + one.durationMs, 0);
  return {
    tests: `${cases.length}`,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: seconds(durationMs),
  };
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
