import assert from 'node:assert/strict';
import { aFailedScenario, aFailure, aRun, aScenario } from '../testing/results';
import { annotations } from './annotations';

describe('the annotations of a CI job', () => {
  it('are one for each cause, at the line of its first scenario', () => {
    const run = aRun({
      scenarios: [
        aFailedScenario(),
        aFailedScenario({ tp: 'PGR_B' }),
        aScenario({ verdict: 'inconclusive', reason: 'silent\nmore' }),
        aScenario(),
      ],
    });
    const { uri, line } = aFailedScenario();
    assert.deepEqual(annotations(run).split('\n'), [
      `::error file=${uri},line=${line},title=PGR_PSRV_BV_01%3A fail STEP-5-a%2C and 1 more like it::expected the partner MC service server is sent a preconfigured regroup request; observed none was sent before everything was quiet`,
      `::warning file=${uri},line=${line},title=PGR_PSRV_BV_01%3A inconclusive::silent`,
      '',
    ]);
  });

  it('hold nothing that a product said as a command of its own', () => {
    const observed = 'x\n::stop-commands::y %0A::error::z';
    const text = annotations(aRun({ scenarios: [aFailedScenario({ checks: [aFailure({ observed })] })] }));
    assert.equal(text.trimEnd().split('\n').length, 1);
    assert.ok(text.includes('%250A'));
  });
});
