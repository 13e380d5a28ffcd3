import assert from 'node:assert/strict';
import { seriesOf } from '../../verdict/over-runs';
import type { ScenarioResult } from '../../verdict/results';
import { aFailedScenario, aRun, aScenario } from '../testing/results';
import { historyLines, repeatLines } from './history-lines';

describe('the history of test purposes', () => {
  const on = (day: number, ...scenarios: readonly ScenarioResult[]) =>
    aRun({ startedAt: `2026-03-0${day}T04:05:06.000Z`, scenarios });
  const steady = aScenario({ tp: 'PGR_B', name: 'b' });
  const runs = [on(1, aScenario(), steady), on(2, aFailedScenario(), steady), on(3, aFailedScenario(), steady)];

  it('has the transitions alone, with the runs that each held for', () => {
    assert.deepEqual(historyLines('acme', seriesOf(runs), false), [
      'acme',
      '',
      'PGR_PSRV_BV_01  The partner is asked once  (flaky: it differs where product, suite and options are the same)',
      '  2026-03-01 04:05  pass          1 run     acme-server 4.2 (suite 0.1.0)',
      '  2026-03-02 04:05  fail          2 runs    acme-server 4.2 (suite 0.1.0)  STEP-5-a',
      '',
      '1 test purposes never changed: 1 pass',
    ]);
    assert.equal(historyLines('acme', seriesOf(runs), true).filter((line) => line.startsWith('PGR_')).length, 2);
  });

  it('tells what fails each time from what fails by luck', () => {
    assert.deepEqual(repeatLines(seriesOf(runs), 3), [
      'Repeated 3 times: 1 test purposes always came to the same (1 pass), 1 did not',
      '  flaky    PGR_PSRV_BV_01  The partner is asked once  pass in 1 of 3; fail STEP-5-a in 2 of 3',
    ]);
    assert.match(
      repeatLines(seriesOf([on(1, aFailedScenario()), on(2, aFailedScenario())]), 2).join('\n'),
      /^Repeated 2 times: 1 [^\n]*\(1 fail\), 0 did not\n {2}failing {2}PGR_PSRV_BV_01 {2}The partner is asked once {2}STEP-5-a$/,
    );
  });
});
