// Results as a run would leave them, for the tests of what is derived from them.

import type { CheckResult, RunResult, ScenarioResult } from '../../verdict/results';

export const aCheck = (over: Partial<CheckResult> = {}): CheckResult => ({
  requirement: 'STEP-5-a',
  party: 'primary-server',
  verdict: 'pass',
  judged: true,
  expected: 'the partner MC service server is sent a preconfigured regroup request',
  observed: 'it was sent one',
  evidence: ['e7'],
  ...over,
});

export const aFailure = (over: Partial<CheckResult> = {}): CheckResult =>
  aCheck({ verdict: 'fail', observed: 'none was sent before everything was quiet', ...over });

export const aScenario = (over: Partial<ScenarioResult> = {}): ScenarioResult => ({
  tp: 'PGR_PSRV_BV_01',
  name: 'The partner is asked once',
  uri: 'features/23.280-10.15.3.3.1/1-formation/05-request-to-partner.feature',
  line: 12,
  feature: 'Step 5 - request to the partner',
  rule: 'The partner is asked',
  requirements: ['STEP-5-a'],
  beyondSpec: false,
  verdict: 'pass',
  reason: 'every check passed',
  checks: [aCheck()],
  expected: ['STEP-5-a'],
  executed: ['STEP-5-a'],
  notExecuted: [],
  scope: 's1',
  durationMs: 12.5,
  messages: 9,
  ...over,
});

export const aFailedScenario = (over: Partial<ScenarioResult> = {}): ScenarioResult =>
  aScenario({
    verdict: 'fail',
    reason: 'STEP-5-a: none was sent',
    checks: [aCheck({ requirement: 'STEP-2-a' }), aFailure()],
    ...over,
  });

export const aRun = (over: Partial<RunResult> = {}): RunResult => ({
  version: 3,
  suite: { name: 'mcx-conformance', version: '0.1.0' },
  clauses: [{ clause: '23.280-10.15.3.3.1', specification: '3GPP TS 23.280', number: '10.15.3.3.1', title: 'A title' }],
  target: { name: 'acme-server', version: '4.2', adapter: 'http-json', underTest: ['primary-server'] },
  options: { target: 'acme.yaml' },
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 2345,
  verdict: 'pass',
  reason: '1 scenario executed and every one passed',
  exitCode: 0,
  scenarios: [aScenario()],
  notExecuted: [],
  ...over,
});
