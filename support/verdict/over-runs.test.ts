import assert from 'node:assert/strict';
import { aFailure, aFailedScenario, aRun, aScenario } from '../report/testing/results';
import type { RunResult, ScenarioResult } from './results';
import { seriesByProduct, seriesOf, transitionsOf } from './over-runs';

describe('test purposes over several runs', () => {
  const on = (day: number, scenario: ScenarioResult, more: Partial<RunResult> = {}) =>
    aRun({ startedAt: `2026-03-0${day}T00:00:00.000Z`, scenarios: [scenario], ...more });
  const { target } = aRun();
  const mended = { target: { ...target, version: '5' } };

  it('have what came of each in each run, in the order of time, and where it changed', () => {
    const [series] = seriesOf([on(3, aScenario(), mended), on(1, aFailedScenario()), on(2, aFailedScenario())]);
    assert.ok(series);
    assert.deepEqual(
      series.outcomes.map(({ verdict }) => verdict),
      ['fail', 'fail', 'pass'],
    );
    assert.deepEqual(
      transitionsOf(series).map(({ verdict, broken, startedAt }) => [verdict, broken, startedAt.slice(0, 10)]),
      [
        ['fail', ['STEP-5-a'], '2026-03-01'],
        ['pass', [], '2026-03-03'],
      ],
    );
    assert.equal(series.flaky, false);
  });

  it('change where another statement is broken', () => {
    const other = aFailedScenario({ checks: [aFailure({ requirement: 'STEP-7-a' })] });
    const [series] = seriesOf([on(1, aFailedScenario()), on(2, other)]);
    assert.equal(transitionsOf(series ?? assert.fail()).length, 2);
  });

  it('are flaky where product, suite and options were the same, and the seed alone was another', () => {
    const shuffled = (seed: string) => ({ options: { shuffle: seed } });
    const [series] = seriesOf([on(1, aScenario(), shuffled('1')), on(2, aFailedScenario(), shuffled('2'))]);
    assert.equal(series?.flaky, true);
    const strict = { options: { ordering: 'lenient' } };
    assert.equal(seriesOf([on(1, aScenario()), on(2, aFailedScenario(), strict)])[0]?.flaky, false);
  });

  it('are told apart by product, wire and roles', () => {
    const other = { target: { ...target, name: 'another' } };
    const groups = seriesByProduct([on(1, aScenario()), on(2, aFailedScenario(), other)]);
    assert.deepEqual(
      [...groups.values()].map((series) => series.map(({ outcomes }) => outcomes.length)),
      [[1], [1]],
    );
  });
});
