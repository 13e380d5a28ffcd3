import assert from 'node:assert/strict';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { coverageOf } from '../traceability/coverage';
import { loadIcs } from '../traceability/catalogue/ics';
import type { RunResult } from '../verdict/results';
import { renderRunDifferences } from './render-run-differences';
import { runDifferences, type RunSide } from './run-differences';
import { aFailedScenario, aRun, aScenario } from '../report/testing/results';

const side = (run: RunResult): RunSide => ({ run, coverage: coverageOf(loadCatalogue(), [], run, loadIcs()) });
const between = (then: RunResult, now: RunResult) => runDifferences(side(then), side(now));

describe('what changed between two runs', () => {
  it('is nothing where only time has passed', () => {
    const later = aRun({
      startedAt: '2027-01-02T03:04:05.000Z',
      durationMs: 9,
      scenarios: [aScenario({ scope: 's7' })],
    });
    const { same } = between(aRun(), later);
    assert.ok(same);
    assert.deepEqual(renderRunDifferences(between(aRun(), later)), ['Nothing changed.']);
  });

  it('is the verdict, the scenario, the requirement and the coverage', () => {
    const now = aRun({ verdict: 'fail', exitCode: 1, scenarios: [aFailedScenario()] });
    const { same, verdict, scenarios, requirements, coverage } = between(aRun(), now);
    assert.ok(!same);
    assert.deepEqual(verdict, [
      { what: 'verdict', then: 'pass', now: 'fail' },
      { what: 'exit code', then: '0', now: '1' },
    ]);
    assert.deepEqual(
      scenarios.map(({ tp }) => tp),
      ['PGR_PSRV_BV_01'],
    );
    assert.deepEqual(requirements, [
      { what: 'STEP-2-a', then: 'not under test', now: 'pass' },
      { what: 'STEP-5-a', then: 'pass', now: 'fail' },
    ]);
    assert.deepEqual(
      coverage.map(({ what }) => what),
      ['tested', 'not under test'],
    );
    assert.match(renderRunDifferences(between(aRun(), now)).join('\n'), /\nChanged: scenarios 1, requirements 2\.$/);
  });

  it('is how it was run, value by value', () => {
    const { target } = aRun();
    const now = aRun({
      target: { ...target, version: '4.3', ics: { 'A.1/9': 'no' } },
      options: { step: '5' },
      notExecuted: [{ tp: 'T', name: 'n', reason: 'filter --step 5' }],
    });
    const { made, notExecuted } = between(aRun(), now);
    assert.deepEqual(made, [
      { what: 'target', then: 'acme-server 4.2', now: 'acme-server 4.3' },
      { what: 'option target', then: 'acme.yaml', now: undefined },
      { what: 'ICS A.1/9', then: undefined, now: 'no' },
      { what: 'option step', then: undefined, now: '5' },
    ]);
    assert.deepEqual(notExecuted, [{ what: 'T', then: undefined, now: 'filter --step 5' }]);
  });
});
