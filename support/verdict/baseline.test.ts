import assert from 'node:assert/strict';
import { NOTHING_EXPECTED } from './account';
import { failingChecks, withBaseline } from './baseline';
import type { CheckResult, KnownFailure, NotExecuted, RunResult, ScenarioResult } from './results';
import { runVerdict } from './run-verdict';

const TODAY = '2026-06-15';
const TP = 'PGR_PSRV_BV_01';

const check = (requirement: string, verdict: CheckResult['verdict'], judged = true): CheckResult => ({
  requirement,
  party: 'primary-server',
  verdict,
  judged,
  expected: 'x',
  observed: 'y',
  evidence: [],
});

const scenario = (
  verdict: ScenarioResult['verdict'],
  checks: readonly CheckResult[],
  over: Partial<ScenarioResult> = {},
): ScenarioResult => ({
  tp: TP,
  name: 'x',
  uri: 'features/a.feature',
  line: 1,
  feature: 'x',
  rule: undefined,
  requirements: [],
  beyondSpec: false,
  verdict,
  reason: `reason of ${verdict}`,
  checks,
  ...NOTHING_EXPECTED,
  scope: 's1',
  durationMs: 1,
  messages: 1,
  ...over,
});

const run = (scenarios: readonly ScenarioResult[], notExecuted: readonly NotExecuted[] = []): RunResult => ({
  version: 3,
  suite: { name: 'x', version: '1' },
  clauses: [{ clause: '23.280-10.15.3.3.1', specification: '3GPP TS 23.280', number: '10.15.3.3.1', title: 'A title' }],
  target: { name: 'x', version: '1', adapter: 'http-json', underTest: ['primary-server'] },
  options: {},
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  ...runVerdict(scenarios, notExecuted),
  scenarios,
  notExecuted,
});

const line = (requirement: string, over: Partial<KnownFailure> = {}): KnownFailure => ({
  requirement,
  tp: TP,
  issue: 'https://issues.example/1',
  owner: 'ana',
  expires: '2026-12-31',
  ...over,
});

const beside = (given: RunResult, ...lines: readonly KnownFailure[]) => {
  const judged = withBaseline(given, { file: 'b.yaml', lines, day: TODAY });
  return { ...judged, findings: judged.baseline?.lines.map(({ finding }) => finding) };
};

const failing = (...requirements: readonly string[]) =>
  scenario(
    'fail',
    requirements.map((id) => check(id, 'fail')),
  );

describe('a baseline', () => {
  it('makes the exit code 0 where every failing check is known, and leaves the verdict', () => {
    const { verdict, exitCode, reason, findings, options } = beside(run([failing('A', 'B')]), line('A'), line('B'));
    assert.deepEqual([verdict, exitCode, findings], ['fail', 0, ['known', 'known']]);
    assert.match(reason, /^the clause is broken in 1 of 1 scenario, .*; all 2 failing checks are in the baseline$/);
    assert.deepEqual(options, { baseline: 'b.yaml' });
  });

  it('names a failing check that is in no line', () => {
    const { exitCode, reason, baseline } = beside(run([failing('A', 'B')]), line('A'));
    assert.equal(exitCode, 1);
    assert.deepEqual(baseline?.unlisted, [{ requirement: 'B', tp: TP }]);
    assert.match(reason, /; 1 of 2 failing checks is not in the baseline$/);
  });

  it('knows a check by its test purpose too', () => {
    const other = failing('A');
    assert.equal(beside(run([other]), line('A', { tp: 'PGR_PSRV_BV_02' })).exitCode, 1);
    assert.equal(beside(run([other, scenario('fail', [check('A', 'fail')], { tp: 'PGR_X' })]), line('A')).exitCode, 1);
  });

  it('fails a line whose check was made and passed', () => {
    const { exitCode, verdict, findings, reason } = beside(run([scenario('pass', [check('A', 'pass')])]), line('A'));
    assert.deepEqual([verdict, exitCode, findings], ['pass', 1, ['stale']]);
    assert.match(reason, /; lines of the baseline to mend: 1 stale$/);
  });

  it('fails a line from the day after its last', () => {
    const given = run([failing('A')]);
    assert.equal(beside(given, line('A', { expires: TODAY })).exitCode, 0);
    const { exitCode, findings, baseline } = beside(given, line('A', { expires: '2026-06-14' }));
    assert.deepEqual([exitCode, findings, baseline?.unlisted], [1, ['expired'], []]);
    const elsewhere = beside(run([scenario('pass', [])]), line('A', { tp: 'PGR_X', expires: '2026-06-14' }));
    assert.deepEqual([elsewhere.exitCode, elsewhere.findings], [1, ['expired']]);
    const unsure = beside(run([scenario('inconclusive', [check('A', 'pass')])]), line('A', { expires: '2026-06-14' }));
    assert.deepEqual(unsure.findings, ['expired']);
  });

  it('fails a line whose check its test purpose never makes', () => {
    const { exitCode, findings } = beside(run([scenario('pass', [check('B', 'pass')])]), line('A'));
    assert.deepEqual([exitCode, findings], [1, ['unmatched']]);
  });

  it('only reports a line of which the run cannot tell', () => {
    const passed = scenario('pass', [check('A', 'pass')], { tp: 'PGR_PSRV_BV_02' });
    const cases: readonly RunResult[] = [
      run([passed], [{ tp: TP, name: 'x', reason: 'filter --step 4a' }]),
      run([passed, scenario('not-applicable', [])]),
      run([passed, scenario('pass', [check('A', 'pass', false)])]),
    ];
    for (const given of cases) {
      const { exitCode, findings } = beside(given, line('A'));
      assert.deepEqual([exitCode, findings], [0, ['not-exercised']]);
    }
    const besideAnother = beside(run([failing('B')]), line('A'), line('B'));
    assert.deepEqual([besideAnother.exitCode, besideAnother.findings], [0, ['not-exercised', 'known']]);
  });

  it('calls no line stale that the run cannot tell of, and one stale beside a failure of another check', () => {
    const findingOf = (...given: Parameters<typeof scenario>) => beside(run([scenario(...given)]), line('A')).findings;
    assert.deepEqual(findingOf('inconclusive', [check('A', 'pass')]), ['not-exercised']);
    assert.deepEqual(findingOf('pass', [check('A', 'pass'), check('A', 'inconclusive')]), ['not-exercised']);
    assert.deepEqual(findingOf('fail', [check('A', 'pass'), check('B', 'fail')]), ['stale']);
  });

  it('names each kind of line to mend, and every failing check that is missing', () => {
    const given = run([
      scenario(
        'fail',
        ['B', 'C', 'D'].map((id) => check(id, 'fail')),
      ),
    ]);
    const { reason } = beside(given, line('D'), line('A', { tp: 'PGR_X', expires: '2026-06-14' }), line('E'));
    assert.match(reason, /; 2 of 3 failing checks are not in the baseline; lines of the baseline to mend: 1 expired$/);
    const passed = run([scenario('pass', [check('A', 'pass')])]);
    const stale = beside(passed, line('A'), line('B'), line('A', { tp: 'PGR_X', expires: '2026-06-14' }));
    assert.match(stale.reason, /; lines of the baseline to mend: 1 stale, 1 expired, 1 unmatched$/);
    assert.match(beside(run([failing('A')])).reason, /; the failing check is not in the baseline$/);
  });

  it('takes a check that was made several times as failing where it failed once', () => {
    const both = scenario('fail', [check('A', 'pass'), check('A', 'fail')]);
    const { exitCode, findings } = beside(run([both]), line('A'));
    assert.deepEqual([exitCode, findings], [0, ['known']]);
  });

  it('never covers what could not be told', () => {
    const unsure = scenario('inconclusive', [check('A', 'pass')], { tp: 'PGR_X' });
    const { verdict, exitCode, reason } = beside(run([failing('A'), unsure]), line('A'));
    assert.deepEqual([verdict, exitCode], ['fail', 3]);
    assert.match(reason, /; the failing check is in the baseline; but no verdict could be reached in 1 of 2 scenarios/);
    const alone = beside(run([unsure]), line('A', { tp: 'PGR_X' }));
    assert.deepEqual([alone.exitCode, alone.reason], [3, run([unsure]).reason]);
    const stale = beside(run([unsure, scenario('pass', [check('A', 'pass')])]), line('A'));
    assert.deepEqual([stale.exitCode, stale.findings], [3, ['stale']]);
    const expired = beside(run([failing('A'), unsure]), line('A', { expires: '2026-06-14' }));
    assert.deepEqual([expired.exitCode, expired.findings], [1, ['expired']]);
    const cut = [{ tp: 'PGR_Y', name: 'x', reason: 'interrupted', interrupted: true as const }];
    assert.equal(beside(run([failing('A')], cut), line('A')).exitCode, 3);
  });

  it('never covers an error', () => {
    const broken = scenario('error', [check('A', 'error')], { tp: 'PGR_X' });
    assert.equal(beside(run([failing('A'), broken]), line('A')).exitCode, 4);
    const both = scenario('error', [check('A', 'fail'), check('B', 'error')]);
    const given = { ...run([failing('A'), { ...both, tp: 'PGR_X' }]), verdict: 'fail' as const };
    assert.equal(beside(given, line('A'), line('A', { tp: 'PGR_X' })).exitCode, 4);
    const fault: RunResult = { ...run([failing('A')]), verdict: 'error', reason: 'a hook threw', exitCode: 4 };
    assert.equal(beside(fault, line('A')).exitCode, 4);
  });

  it('does not excuse a failing scenario in which no check failed', () => {
    assert.equal(beside(run([scenario('fail', [])]), line('A')).exitCode, 1);
  });

  it('says nothing where there is nothing to say', () => {
    const given = run([scenario('pass', [check('A', 'pass')])]);
    assert.equal(beside(given).reason, given.reason);
    assert.equal(beside(given).exitCode, 0);
  });
});

describe('the failing checks of a run', () => {
  it('are those that are judged and count, each once', () => {
    const scenarios = [
      scenario('fail', [check('A', 'fail'), check('A', 'fail'), check('B', 'fail', false), check('C', 'pass')]),
      scenario('fail', [check('D', 'fail')], { tp: 'PGR_BEYOND', beyondSpec: true }),
    ];
    assert.deepEqual(failingChecks(run(scenarios)), [
      { requirement: 'A', tp: TP },
      { requirement: 'D', tp: 'PGR_BEYOND' },
    ]);
  });
});
