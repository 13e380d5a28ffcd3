import assert from 'node:assert/strict';
import { NOTHING_EXPECTED } from './account';
import type { NotExecuted, ScenarioResult } from './results';
import { notCounted, runVerdict } from './run-verdict';

const scenario = (verdict: ScenarioResult['verdict'], over: Partial<ScenarioResult> = {}): ScenarioResult => ({
  tp: 'PGR_PSRV_BV_01',
  name: 'a regroup is formed',
  uri: 'features/a.feature',
  line: 3,
  feature: 'Formation',
  rule: undefined,
  requirements: [],
  beyondSpec: false,
  verdict,
  reason: `reason of ${verdict}`,
  checks: [],
  ...NOTHING_EXPECTED,
  scope: 's1',
  durationMs: 1,
  messages: 2,
  ...over,
});

const left = (over: Partial<NotExecuted> = {}): NotExecuted => ({
  tp: 'PGR_PSRV_BV_09',
  name: 'left out',
  reason: 'filter --step 4a',
  ...over,
});

const outcome = (scenarios: readonly ScenarioResult[], notExecuted: readonly NotExecuted[] = []) => {
  const { verdict, exitCode } = runVerdict(scenarios, notExecuted);
  return [verdict, exitCode];
};

describe('the verdict of a run', () => {
  it('conforms when every scenario passed', () => {
    assert.deepEqual(outcome([scenario('pass'), scenario('pass')]), ['pass', 0]);
  });

  it('is the worst of its scenarios', () => {
    assert.deepEqual(outcome([scenario('pass'), scenario('inconclusive')]), ['inconclusive', 3]);
    assert.deepEqual(outcome([scenario('inconclusive'), scenario('fail')]), ['fail', 1]);
    assert.deepEqual(outcome([scenario('fail'), scenario('error')]), ['error', 4]);
  });

  it('names the first scenario of the worst and how many there are', () => {
    const scenarios = [scenario('pass'), scenario('fail', { tp: 'PGR_A' }), scenario('fail', { tp: 'PGR_B' })];
    assert.equal(
      runVerdict(scenarios, []).reason,
      'the clause is broken in 2 of 3 scenarios, the first is PGR_A: reason of fail',
    );
  });

  it('gives only the first line of a reason', () => {
    const broken = scenario('error', { reason: 'broke\n    at somewhere\n    at elsewhere' });
    assert.equal(
      runVerdict([broken, scenario('pass')], []).reason,
      'the harness broke in 1 of 2 scenarios, the first is PGR_PSRV_BV_01: broke',
    );
  });

  it('says why it cannot tell', () => {
    const reasonOf = (...given: Parameters<typeof runVerdict>) => runVerdict(...given).reason;
    const beyond = scenario('pass', { beyondSpec: true });
    assert.equal(reasonOf([], [left()]), 'no scenario was executed');
    assert.equal(reasonOf([beyond], []), 'only scenarios beyond the clause were executed');
    assert.equal(
      reasonOf([scenario('not-applicable'), beyond], []),
      'every scenario is not applicable to this implementation',
    );
    assert.equal(
      reasonOf([scenario('pass'), scenario('inconclusive'), beyond], []),
      'no verdict could be reached in 1 of 2 scenarios, the first is PGR_PSRV_BV_01: reason of inconclusive',
    );
    assert.equal(
      reasonOf([scenario('pass')], [left(), left({ interrupted: true, reason: 'the run ended before it' })]),
      '1 scenario due and not executed, the first is PGR_PSRV_BV_09: the run ended before it',
    );
  });

  it('says how many passed', () => {
    assert.equal(runVerdict([scenario('pass')], []).reason, '1 scenario executed and every one passed');
  });

  it('is an error where something broke outside every scenario, whatever else came of it', () => {
    const fault = 'a hook broke';
    for (const scenarios of [[], [scenario('pass')], [scenario('fail')]])
      assert.deepEqual(runVerdict(scenarios, [], [fault]), { verdict: 'error', reason: fault, exitCode: 4 });
  });

  it('is not decided by what is not applicable', () => {
    assert.deepEqual(outcome([scenario('not-applicable'), scenario('pass')]), ['pass', 0]);
  });

  it('cannot tell when nothing was executed', () => {
    assert.deepEqual(outcome([]), ['inconclusive', 3]);
    assert.deepEqual(outcome([], [left()]), ['inconclusive', 3]);
    assert.deepEqual(outcome([scenario('not-applicable')]), ['inconclusive', 3]);
  });

  it('cannot tell when a scenario that was due was not executed', () => {
    const late = left({ interrupted: true, reason: 'the run ended before it' });
    assert.deepEqual(outcome([scenario('pass')], [late]), ['inconclusive', 3]);
    assert.deepEqual(outcome([scenario('fail')], [late]), ['fail', 1]);
  });

  it('conforms for what a filter chose', () => {
    assert.deepEqual(outcome([scenario('pass')], [left()]), ['pass', 0]);
  });

  it('does not count what is beyond the clause', () => {
    const beyond = (verdict: ScenarioResult['verdict']) => scenario(verdict, { beyondSpec: true });
    assert.deepEqual(outcome([scenario('pass'), beyond('fail')]), ['pass', 0]);
    assert.deepEqual(outcome([scenario('pass'), beyond('inconclusive')]), ['pass', 0]);
    assert.deepEqual(outcome([beyond('pass')]), ['inconclusive', 3]);
  });

  it('counts an error beyond the clause', () => {
    const broken = scenario('error', { beyondSpec: true });
    assert.deepEqual(outcome([scenario('pass'), broken]), ['error', 4]);
    assert.equal(notCounted(broken), false);
    assert.equal(notCounted(scenario('fail', { beyondSpec: true })), true);
    assert.equal(notCounted(scenario('fail')), false);
  });
});
