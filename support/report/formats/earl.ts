// The results of a run in W3C's Evaluation and Report Language (EARL 1.0) as JSON-LD with its context inside: an assertion for
// each test purpose and for each statement of the clause.

import type { CoverageRow } from '../../traceability/coverage';
import { notCounted } from '../../verdict/counted';
import { partInWords } from '../../verdict/part-of-suite';
import type { NotExecuted, RunResult, ScenarioResult } from '../../verdict/results';
import { verdictWords } from '../summary/verdict-words';
import type { ReportSource } from './derived-report';

type Outcome = 'passed' | 'failed' | 'cantTell' | 'inapplicable' | 'untested';

const CONTEXT = {
  earl: 'http://www.w3.org/ns/earl#',
  dct: 'http://purl.org/dc/terms/',
  doap: 'http://usefulinc.com/ns/doap#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  title: 'dct:title',
  description: 'dct:description',
  isPartOf: { '@id': 'dct:isPartOf', '@type': '@id' },
  date: { '@id': 'dct:date', '@type': 'xsd:dateTime' },
  hasVersion: 'dct:hasVersion',
  info: 'earl:info',
  assertedBy: { '@id': 'earl:assertedBy', '@type': '@id' },
  subject: { '@id': 'earl:subject', '@type': '@id' },
  test: { '@id': 'earl:test', '@type': '@id' },
  mode: { '@id': 'earl:mode', '@type': '@id' },
  outcome: { '@id': 'earl:outcome', '@type': '@id' },
  result: 'earl:result',
};

const OUTCOMES = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'cantTell',
  error: 'cantTell',
  'not-applicable': 'inapplicable',
} as const;

const SUITE = 'urn:mcx-conformance:suite';
const SUBJECT = 'urn:mcx-conformance:subject';
const testPurpose = (tp: string): string => `urn:mcx-conformance:test-purpose:${encodeURIComponent(tp)}`;
const statement = (id: string): string => `urn:mcx-conformance:requirement:${encodeURIComponent(id)}`;

export function earl({ run, coverage }: ReportSource): string {
  const { rows } = coverage();
  const part = partInWords(run) ?? '';
  const graph = [
    { '@id': SUITE, '@type': ['earl:Assertor', 'earl:Software'], title: run.suite.name, hasVersion: run.suite.version },
    subjectOf(run),
    ...run.scenarios.map(testCase),
    ...run.notExecuted.map(testCase),
    ...rows.map(testRequirement),
    ...run.scenarios.map((scenario) =>
      assertion(testPurpose(scenario.tp), OUTCOMES[scenario.verdict], infoOf(scenario), run),
    ),
    ...run.notExecuted.map(({ tp, reason }) => assertion(testPurpose(tp), 'untested', reason, run)),
    ...rows.map((row) => assertion(statement(row.requirement.id), outcomeOf(row), row.reason || part, run)),
  ];
  return `${JSON.stringify({ '@context': CONTEXT, '@graph': graph }, null, 2)}\n`;
}

const subjectOf = ({ target, ...run }: RunResult) => ({
  '@id': SUBJECT,
  '@type': ['earl:TestSubject', 'doap:Project'],
  title: target.name,
  ...(target.version !== '' && { hasVersion: target.version }),
  description: `${target.underTest.join(', ') || 'every role played by the suite'}, over ${target.adapter}; ${[verdictWords(run), partInWords(run) ?? []].flat().join('; ')}`,
});

const testCase = ({ tp, name }: Pick<ScenarioResult | NotExecuted, 'tp' | 'name'>) => ({
  '@id': testPurpose(tp),
  '@type': 'earl:TestCase',
  title: `${tp} ${name}`,
});

const testRequirement = ({ requirement: { id, says, step } }: CoverageRow) => ({
  '@id': statement(id),
  '@type': 'earl:TestRequirement',
  title: `${id} (${step})`,
  description: says,
});

const infoOf = (scenario: ScenarioResult): string =>
  notCounted(scenario) ? `beyond the clause, not counted: ${scenario.reason}` : scenario.reason;

function outcomeOf({ state, verdict }: CoverageRow): Outcome {
  if (state === 'tested') return OUTCOMES[verdict ?? 'inconclusive'];
  return state === 'not-applicable' ? 'inapplicable' : 'untested';
}

const assertion = (test: string, outcome: Outcome, info: string, { startedAt }: RunResult) => ({
  '@type': 'earl:Assertion',
  assertedBy: SUITE,
  subject: SUBJECT,
  test,
  mode: 'earl:automatic',
  result: { '@type': 'earl:TestResult', outcome: `earl:${outcome}`, date: startedAt, ...(info !== '' && { info }) },
});
