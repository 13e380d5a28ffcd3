import assert from 'node:assert/strict';
import { NOTHING_EXPECTED } from './account';
import type { CheckResult, NotExecuted, ScenarioResult } from './results';
import { notCounted } from './counted';
import { partOfSuite } from './part-of-suite';
import { runVerdict } from './run-verdict';

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

const breach: CheckResult = {
  requirement: 'STEP-5-a',
  party: 'primary-server',
  verdict: 'fail',
  judged: true,
  expected: 'one',
  observed: 'none',
  evidence: [],
};

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
    assert.deepEqual(outcome([scenario('inconclusive'), scenario('error')]), ['error', 4]);
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

  it('is what a product broke, whatever else ended in error, and tells both', () => {
    const broken = scenario('error', { tp: 'PGR_B', checks: [breach, { ...breach, verdict: 'error', judged: false }] });
    for (const [scenarios, text] of [
      [[scenario('fail', { tp: 'PGR_A' }), scenario('error')], 'PGR_A: reason of fail; the harness broke in 1 of 2'],
      [[scenario('pass'), broken], 'PGR_B: STEP-5-a: expected one; observed none; the harness broke in 1 of 2'],
    ] as const) {
      const { verdict, exitCode, reason } = runVerdict(scenarios, []);
      assert.deepEqual([verdict, exitCode], ['fail', 1]);
      assert.ok(reason.includes(text), reason);
    }
    const beside = runVerdict([scenario('fail')], [], ['a hook broke']);
    assert.equal(beside.exitCode, 1);
    assert.match(beside.reason, /; a hook broke$/);
  });

  it('is an error where something broke outside every scenario and no product broke anything', () => {
    const fault = 'a hook broke';
    for (const scenarios of [[], [scenario('pass')], [scenario('inconclusive')]])
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

  it('passes for what a filter chose, and says what was left out', () => {
    const part = [left({ notAsked: true })];
    assert.deepEqual(outcome([scenario('pass')], part), ['pass', 0]);
    assert.equal(runVerdict([scenario('pass')], part).reason, '1 left out by filter --step 4a');
    assert.deepEqual(partOfSuite({ scenarios: [scenario('pass')], notExecuted: part }), { passed: 1, scenarios: 2 });
    assert.equal(partOfSuite({ scenarios: [scenario('pass')], notExecuted: [left()] }), undefined);
  });

  it('does not count what is beyond the clause', () => {
    const beyond = (verdict: ScenarioResult['verdict']) => scenario(verdict, { beyondSpec: true });
    assert.deepEqual(outcome([scenario('pass'), beyond('fail')]), ['pass', 0]);
    assert.deepEqual(outcome([scenario('pass'), beyond('inconclusive')]), ['pass', 0]);
    assert.deepEqual(outcome([beyond('pass')]), ['inconclusive', 3]);
  });

  it('counts what a product broke beyond the clause, and what the harness broke there', () => {
    const broken = scenario('error', { beyondSpec: true });
    assert.deepEqual(outcome([scenario('pass'), broken]), ['error', 4]);
    assert.equal(notCounted(broken), false);
    const charged = scenario('fail', { beyondSpec: true, checks: [breach] });
    assert.deepEqual(outcome([scenario('pass'), charged]), ['fail', 1]);
    assert.equal(notCounted(scenario('fail')), false);
  });

  it('is not decided by what a scenario beyond the clause expects by itself', () => {
    const unmet = { beyondSpec: true, faults: [{ verdict: 'fail', reason: 'expected: more' }] } as const;
    for (const verdict of ['inconclusive', 'error'] as const)
      assert.deepEqual(outcome([scenario('pass'), scenario(verdict, unmet)]), ['pass', 0]);
    const both = scenario('error', { ...unmet, checks: [{ ...breach, verdict: 'error', judged: false }] });
    assert.deepEqual(outcome([scenario('pass'), both]), ['error', 4]);
  });

  it('fails for what a product sent and no party could take, though it belongs to no scenario', () => {
    const first = [{ id: 'e1', flow: null, from: null, to: 'client-1' }];
    const strays = { count: 2, first, refused: { count: 1, id: 'e1', problem: 'no type' } };
    const { verdict, exitCode, reason } = runVerdict([scenario('pass')], [], [], strays);
    assert.deepEqual([verdict, exitCode], ['fail', 1]);
    assert.match(reason, /^1 message that belongs to no scenario could not be taken, the first is e1: no type$/);
    assert.equal(runVerdict([scenario('pass')], [], [], { count: 2, first }).verdict, 'pass');
    assert.match(runVerdict([scenario('fail')], [], [], strays).reason, /^the clause is broken in 1 .*; 1 message/);
  });
});
