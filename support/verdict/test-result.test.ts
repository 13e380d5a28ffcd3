import assert from 'node:assert/strict';
import { NOTHING_EXPECTED } from './account';
import type { RunResult, ScenarioResult } from './results';
import { digested, named, PREDICATE_TYPE, product, STATEMENT_TYPE, testResult } from './test-result';

const scenario = (tp: string, verdict: ScenarioResult['verdict'], beyondSpec = false): ScenarioResult => ({
  tp,
  verdict,
  beyondSpec,
  name: tp,
  uri: 'features/a.feature',
  line: 3,
  feature: 'Formation',
  rule: undefined,
  requirements: [],
  reason: verdict,
  checks: [],
  scope: 's1',
  durationMs: 1,
  messages: 2,
  ...NOTHING_EXPECTED,
});

const run = (verdict: RunResult['verdict'], scenarios: readonly ScenarioResult[] = []): RunResult => ({
  version: 3,
  suite: { name: 'suite', version: '1' },
  clauses: [{ clause: '23.280-10.15.3.3.1', specification: '3GPP TS 23.280', number: '10.15.3.3.1', title: 'A title' }],
  options: {},
  target: { name: 'Acme MC: server', version: '2/1', adapter: 'sip', underTest: ['primary-server'] },
  startedAt: '2026-11-27T00:00:00.000Z',
  durationMs: 1,
  verdict,
  reason: verdict,
  exitCode: 0,
  scenarios,
  notExecuted: [],
});

const predicate = (of: RunResult) => testResult(of, new Map(), []).predicate;

describe('the test result of a run', () => {
  it('is an in-toto statement about the files, each with its digest', () => {
    const files = new Map([
      ['results.json', 'aa'],
      ['trace.jsonl', 'bb'],
    ]);
    const configuration = [digested('suite', 'cc')];
    assert.deepEqual(testResult(run('pass'), files, configuration), {
      _type: STATEMENT_TYPE,
      predicateType: PREDICATE_TYPE,
      subject: [
        { name: 'results.json', digest: { sha256: 'aa' } },
        { name: 'trace.jsonl', digest: { sha256: 'bb' } },
      ],
      predicate: { result: 'PASSED', configuration, passedTests: [], warnedTests: [], failedTests: [] },
    });
  });

  for (const verdict of ['fail', 'inconclusive', 'error'] as const)
    it(`is failed where the run ends ${verdict}`, () => assert.equal(predicate(run(verdict)).result, 'FAILED'));

  it('lists every test purpose that was tried by what came of it', () => {
    const { passedTests, warnedTests, failedTests } = predicate(
      run('fail', [
        scenario('PASSED', 'pass'),
        scenario('PASSED_BEYOND', 'pass', true),
        scenario('FAILED', 'fail'),
        scenario('OPEN', 'inconclusive'),
        scenario('BROKEN', 'error'),
        scenario('LACKED', 'not-applicable'),
      ]),
    );
    assert.deepEqual(passedTests, ['PASSED', 'PASSED_BEYOND']);
    assert.deepEqual(failedTests, ['FAILED']);
    assert.deepEqual(warnedTests, ['OPEN', 'BROKEN']);
  });

  it('warns of a failure beyond the clause and does not count it', () => {
    const { warnedTests, failedTests } = predicate(run('pass', [scenario('BEYOND', 'fail', true)]));
    assert.deepEqual([warnedTests, failedTests], [['BEYOND'], []]);
  });
});

describe('a resource of a test result', () => {
  it('is a product by name and version, with the roles under test, its wire and the verdict', () => {
    assert.deepEqual(product('product', run('fail')), {
      name: 'product',
      uri: 'urn:mcx-conformance:product:Acme%20MC%3A%20server:2%2F1',
      annotations: {
        name: 'Acme MC: server',
        version: '2/1',
        roles: ['primary-server'],
        wire: 'sip',
        verdict: 'fail',
      },
    });
  });

  it('has a URI where there is no one file of it', () => {
    assert.deepEqual(named('options', [], { ordering: 'strict' }), {
      name: 'options',
      uri: 'urn:mcx-conformance:options',
      annotations: { ordering: 'strict' },
    });
  });

  it('has a digest where there is a file, and annotations where there are any', () => {
    assert.deepEqual(digested('suite', 'cc', { version: '1' }), {
      name: 'suite',
      digest: { sha256: 'cc' },
      annotations: { version: '1' },
    });
    assert.deepEqual(digested('suite', 'cc'), { name: 'suite', digest: { sha256: 'cc' } });
  });
});
