import assert from 'node:assert/strict';
import { scenarioDifferences } from './differences';
import { renderDifferences } from './render-differences';
import { aCheck, aFailedScenario, aFailure, aScenario } from '../report/testing/results';

describe('differences between scenarios', () => {
  it('are none where only identities, times and words differ', () => {
    const other = aScenario({
      scope: 's2',
      durationMs: 7,
      checks: [aCheck({ observed: 'another', evidence: ['e9'] })],
    });
    assert.deepEqual(scenarioDifferences([aScenario()], [other]), []);
  });

  it('are told check by check', () => {
    const then = aFailedScenario();
    const now = aScenario({ checks: [aCheck({ requirement: 'STEP-2-a' }), aCheck()] });
    const [difference, ...more] = scenarioDifferences([then], [now]);
    assert.deepEqual(more, []);
    assert.deepEqual(
      difference?.checks.map(({ requirement, then, now }) => [requirement, then?.verdict, now?.verdict]),
      [['STEP-5-a', 'fail', 'pass']],
    );
    assert.deepEqual(renderDifferences([difference]), [
      'PGR_PSRV_BV_01  The partner is asked once: then fail, now pass',
      '  every check passed',
      '  STEP-5-a (primary-server): then fail, now pass',
      '    then  expected the partner MC service server is sent a preconfigured regroup request; observed none was sent before everything was quiet',
      '    now   expected the partner MC service server is sent a preconfigured regroup request; observed it was sent one',
    ]);
  });

  it('name a check that is no longer made, however often it was', () => {
    const [difference] = scenarioDifferences(
      [aScenario({ checks: [aCheck(), aCheck(), aFailure()] })],
      [aScenario({ checks: [aCheck()] })],
    );
    assert.deepEqual(
      difference?.checks.map(({ then, now }) => [then?.verdict, now?.verdict]),
      [
        ['pass', undefined],
        ['fail', undefined],
      ],
    );
  });

  it('name what was executed in one of them only', () => {
    const other = aScenario({ tp: 'PGR_PSRV_BV_02' });
    assert.deepEqual(renderDifferences(scenarioDifferences([aScenario()], [other])), [
      'PGR_PSRV_BV_01  The partner is asked once: then pass, now not executed',
      'PGR_PSRV_BV_02  The partner is asked once: then not executed, now pass',
      '  every check passed',
    ]);
  });
});
