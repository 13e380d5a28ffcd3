import assert from 'node:assert/strict';
import type { ScenarioResult } from '../verdict/results';
import type { SeenScenario } from './attempt';
import { outcomeOf } from './scenario-outcome';
import { worseAttempt } from '../verdict/worse-attempt';
import { aFailedScenario, aScenario } from '../report/testing/results';

type Step = readonly [status: string, message?: string, hook?: 'hook' | undefined, thrown?: string];

function seen(steps: readonly Step[], ...results: readonly unknown[]): SeenScenario {
  const { tp, name, uri, line, feature, rule, requirements, beyondSpec } = aScenario();
  return {
    identity: { tp, name, uri, line, feature, rule, requirements, beyondSpec },
    steps: steps.map(([status, message = '', hook, thrown = message && 'Error']) => ({
      text: hook ?? 'Ana initiates',
      hook: hook !== undefined,
      status,
      message,
      thrown,
      durationMs: 5,
    })),
    results: results.map((result) => (typeof result === 'string' ? result : JSON.stringify(result))),
    events: '',
    late: '',
  };
}

function executed(scenario: SeenScenario): ScenarioResult {
  const outcome = outcomeOf(scenario);
  assert.ok(outcome.executed);
  return outcome.scenario;
}

const broke = (scenario: SeenScenario) => {
  const { verdict, reason } = executed(scenario);
  assert.equal(verdict, 'error');
  return reason;
};

describe('the outcome of a scenario', () => {
  const PASSED = [['PASSED']] as const;

  it('is what the world handed in', () => {
    assert.deepEqual(executed(seen(PASSED, aScenario())), aScenario());
  });

  it('stays a fail where the world shows it to cucumber by throwing its verdict', () => {
    const failed = aFailedScenario();
    for (const message of [`fail: ${failed.reason}`, 'fail: *** in place of a secret'])
      assert.deepEqual(executed(seen([['PASSED'], ['FAILED', message, 'hook', 'VerdictAnnounced']], failed)), failed);
  });

  it('is an error where a hook throws the words of the verdict and nothing says that the world did', () => {
    const failed = aFailedScenario();
    broke(seen([['PASSED'], ['FAILED', `fail: ${failed.reason}`, 'hook']], failed));
  });

  it('stays a fail where a step was not met', () => {
    assert.equal(executed(seen([['FAILED', 'expected: a reject'], ['SKIPPED']], aFailedScenario())).verdict, 'fail');
  });

  for (const verdict of ['pass', 'fail', 'inconclusive', 'not-applicable'] as const) {
    it(`is an error where a hook threw beside a verdict of ${verdict}`, () => {
      assert.equal(
        broke(seen([['PASSED'], ['FAILED', 'lost the socket', 'hook']], aScenario({ verdict }))),
        'a hook threw: lost the socket',
      );
    });

    for (const status of ['UNDEFINED', 'AMBIGUOUS', 'PENDING'] as const) {
      it(`is an error where a step is ${status.toLowerCase()} beside a verdict of ${verdict}`, () => {
        assert.match(broke(seen([[status], ['SKIPPED']], aScenario({ verdict }))), /the step .*: Ana initiates/);
      });
    }
  }

  for (const verdict of ['pass', 'not-applicable'] as const) {
    it(`is an error where cucumber failed what was handed in as ${verdict}`, () => {
      const reason = broke(seen([['FAILED', 'it broke\n   at somewhere']], aScenario({ verdict })));
      assert.equal(reason, 'cucumber failed the scenario at "Ana initiates": it broke');
    });
  }

  it('is what a freedom leaves of it, though a step was not met', () => {
    const steps = [['FAILED', 'expected: a reject', undefined, 'UnmetExpectation'], ['SKIPPED']] as const;
    assert.equal(executed(seen(steps, aScenario({ verdict: 'not-applicable' }))).verdict, 'not-applicable');
    broke(seen(steps, aScenario()));
  });

  it('is an error where a hook throws a pass', () => {
    broke(seen([['PASSED'], ['FAILED', 'pass: every check passed', 'hook', 'VerdictAnnounced']], aScenario()));
  });

  it('keeps the checks of a result that cucumber contradicts', () => {
    assert.deepEqual(executed(seen([['FAILED', 'broke']], aScenario())).checks, aScenario().checks);
  });

  it('keeps the reason of an error that was handed in', () => {
    assert.equal(broke(seen([['UNDEFINED']], aScenario({ verdict: 'error', reason: 'ours' }))), 'ours');
  });

  it('is an error where nothing was handed in, with what cucumber says of it', () => {
    assert.equal(broke(seen(PASSED)), 'the scenario ended without handing in a result');
    assert.equal(
      broke(
        seen([
          ['PASSED', '', 'hook'],
          ['FAILED', 'broke'],
        ]),
      ),
      'cucumber failed the scenario at "Ana initiates": broke',
    );
    assert.equal(broke(seen([['FAILED', 'no testbed', 'hook'], ['SKIPPED']])), 'a hook threw: no testbed');
  });

  it('is an error where what was handed in is not one result', () => {
    assert.match(broke(seen(PASSED, aScenario(), aScenario())), /2 results; expected one/);
    assert.match(broke(seen(PASSED, '{')), /not JSON/);
    assert.match(broke(seen(PASSED, { ...aScenario(), verdict: 'fine' })), /\/verdict/);
    assert.match(broke(seen(PASSED, { ...aScenario(), reason: undefined })), /reason/);
  });

  it('says who the scenario is and what it took, even where it has no result', () => {
    const {
      tp,
      durationMs,
      expected,
      executed: made,
      notExecuted,
      requirements,
    } = executed(seen([['PASSED'], ['PASSED']]));
    assert.deepEqual([tp, durationMs], ['PGR_PSRV_BV_01', 10]);
    assert.deepEqual([expected, made, notExecuted], [requirements, [], requirements]);
  });

  it('is not executed where cucumber skipped all of it', () => {
    const outcome = outcomeOf(seen([['SKIPPED', '', 'hook'], ['SKIPPED']]));
    assert.ok(!outcome.executed);
    assert.equal(outcome.notExecuted.interrupted, true);
  });
});

describe('attempts at one scenario', () => {
  const attempt = (verdict: ScenarioResult['verdict'], scope: string) => aScenario({ verdict, scope });

  it('are never mended by a retry', () => {
    assert.equal(worseAttempt(attempt('fail', 'first'), attempt('pass', 'second')).scope, 'first');
    assert.equal(worseAttempt(attempt('pass', 'first'), attempt('fail', 'second')).scope, 'second');
    assert.equal(worseAttempt(attempt('fail', 'first'), attempt('fail', 'second')).scope, 'first');
    assert.equal(worseAttempt(undefined, attempt('pass', 'only')).scope, 'only');
  });
});
