// The results of a run in the Common Test Report Format (CTRF), for dashboards and CI plug-ins that read it. As in JUnit, only
// what breaks the verdict of the run is red.

import { createHash } from 'node:crypto';
import { clauseName, type NotExecuted, type RunResult, type ScenarioResult } from '../../verdict/results';
import { notCounted } from '../../verdict/counted';
import { detailOf } from '../summary/failure-detail';
import type { RequirementLookup } from '../summary/requirement-text';
import type { ReportSource } from './derived-report';

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

interface CtrfTest {
  readonly name: string;
  readonly status: Status;
  readonly duration: number;
}

/** CTRF has no word for what could not be told, nor for a harness that broke: the raw status says it. */
const STATUS = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'other',
  error: 'other',
  'not-applicable': 'skipped',
} as const;

export function ctrf({ run, requirement }: ReportSource): string {
  const tests = [
    ...run.scenarios.map((scenario) => testOf(scenario, requirement)),
    ...run.notExecuted.map(notExecutedTest),
  ];
  const start = Date.parse(run.startedAt);
  const count = (status: Status): number => tests.filter((test) => test.status === status).length;
  const report = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    reportId: uuidFrom(`${run.startedAt} ${run.target.name}`),
    timestamp: run.startedAt,
    generatedBy: `${run.suite.name} ${run.suite.version}`,
    results: {
      tool: run.suite,
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: count('pending'),
        other: count('other'),
        start,
        stop: start + Math.round(run.durationMs),
        duration: Math.round(run.durationMs),
        extra: { verdict: run.verdict, reason: run.reason, exitCode: run.exitCode },
      },
      tests,
      environment: environmentOf(run),
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function testOf(scenario: ScenarioResult, requirement: RequirementLookup): CtrfTest & Record<string, unknown> {
  const { tp, name, verdict, reason, uri, line, feature, rule, requirements, durationMs, beyondSpec } = scenario;
  const skipped = notCounted(scenario) && verdict !== 'pass';
  const [first = ''] = reason.split('\n', 1);
  return {
    testId: tp,
    name: `${tp} ${name}`,
    status: skipped ? 'skipped' : STATUS[verdict],
    rawStatus: verdict,
    duration: Math.round(durationMs),
    suite: [feature, ...(rule === undefined ? [] : [rule])],
    ...(verdict !== 'pass' && {
      message: skipped ? `beyond the clause, not counted: ${verdict}: ${first}` : `${verdict}: ${first}`,
      trace: detailOf(scenario, requirement),
    }),
    filePath: uri,
    line,
    tags: [tp, ...requirements, ...(beyondSpec ? ['beyond-spec'] : [])],
  };
}

const notExecutedTest = ({ tp, name, reason, interrupted }: NotExecuted): CtrfTest & Record<string, unknown> => ({
  testId: tp,
  name: `${tp} ${name}`,
  status: interrupted ? 'pending' : 'skipped',
  rawStatus: 'not executed',
  duration: 0,
  message: `not executed: ${reason}`,
  tags: [tp],
});

const environmentOf = ({ target, clauses, options, verdict }: RunResult) => ({
  appName: target.name,
  ...(target.version !== '' && { appVersion: target.version }),
  testEnvironment: target.adapter,
  healthy: verdict === 'pass',
  extra: { clauses: clauses.map(clauseName), underTest: target.underTest, options },
});

/** The same run gives the same report. */
function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
