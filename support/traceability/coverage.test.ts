import assert from 'node:assert/strict';
import type { RunResult } from '../verdict/results';
import { coverageOf, type CoverageRow } from './coverage';
import { renderCoverage } from './render-coverage';
import { catalogueOf, executed, row, runOf, scenario } from './testing/small';

const catalogue = catalogueOf([
  row('SCOPE-4', { step: 'scope', wires: [], why: 'Calls are elsewhere.' }),
  row('STEP-5-a'),
  row('STEP-5-b', { wires: ['sip'], why: 'Only a SIP wire shows it.' }),
  row('STEP-6-a', { step: '6', owners: ['partner-server'] }),
]);
const scenarios = [scenario('PGR_PSRV_BV_01', ['STEP-5-a']), scenario('PGR_QSRV_BV_01', ['STEP-6-a'])];
const pass = { requirement: 'STEP-5-a', verdict: 'pass' } as const;

function rowOf(run: RunResult, id: string): CoverageRow {
  const found = coverageOf(catalogue, scenarios, run).rows.find(({ requirement }) => requirement.id === id);
  assert.ok(found, `a row for ${id}`);
  return found;
}

describe('coverage', () => {
  it('tells tested, not tested, not observable and excluded apart', () => {
    const { rows, counts } = coverageOf(catalogue, scenarios, runOf([executed('PGR_PSRV_BV_01', [pass])]));
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['excluded', 'tested', 'not-observable', 'not-tested'],
    );
    assert.deepEqual(counts, { tested: 1, 'not-tested': 1, 'not-under-test': 0, 'not-observable': 1, excluded: 1 });
    assert.equal(rows[0]?.reason, 'Calls are elsewhere.');
    assert.equal(rows[2]?.reason, 'Only a SIP wire shows it.');
  });

  it('keeps the worst verdict and every test purpose that emitted a check', () => {
    const run = runOf([
      executed('PGR_PSRV_BV_01', [pass]),
      executed('PGR_QSRV_BV_01', [{ ...pass, verdict: 'fail' }]),
      executed('PGR_QSRV_BV_02', [{ ...pass, verdict: 'inconclusive' }]),
    ]);
    const { verdict, testPurposes } = rowOf(run, 'STEP-5-a');
    assert.equal(verdict, 'fail');
    assert.deepEqual(testPurposes, ['PGR_PSRV_BV_01', 'PGR_QSRV_BV_01', 'PGR_QSRV_BV_02']);
  });

  it('does not take a tag for a test: the condition has to arise', () => {
    const untested = rowOf(runOf([executed('PGR_PSRV_BV_01', [])]), 'STEP-5-a');
    assert.equal(untested.state, 'not-tested');
    assert.match(untested.reason, /never arose in PGR_PSRV_BV_01/);
  });

  it('does not count a scenario beyond the clause', () => {
    const run = runOf([executed('PGR_PSRV_BV_01', [pass], { beyondSpec: true })]);
    assert.equal(rowOf(run, 'STEP-5-a').state, 'not-tested');
  });

  it('says why a requirement was not tested', () => {
    const filtered = runOf([], { notExecuted: [{ tp: 'PGR_PSRV_BV_01', name: 'n', reason: 'filter --step 6' }] });
    assert.equal(rowOf(filtered, 'STEP-5-a').reason, 'not executed: filter --step 6');
    const excused = runOf([executed('PGR_PSRV_BV_01', [], { verdict: 'not-applicable', reason: 'no multicast' })]);
    assert.equal(rowOf(excused, 'STEP-5-a').reason, 'not applicable: no multicast');
    const unjudged = runOf([executed('PGR_PSRV_BV_01', [{ ...pass, judged: false }])]);
    assert.match(rowOf(unjudged, 'STEP-5-a').reason, /left out by the options/);
  });

  it('does not call a requirement tested that binds a played party beside the implementation', () => {
    const run = runOf([executed('PGR_PSRV_BV_01', [{ ...pass, judged: false }])], {
      target: { name: 't', version: '1', adapter: 'http-json', underTest: ['partner-server'] },
    });
    const played = rowOf(run, 'STEP-5-a');
    assert.equal(played.state, 'not-under-test');
    assert.match(played.reason, /binds primary-server, not under test/);
  });

  it('works both ways: checks without a row, rows without a scenario', () => {
    const run = runOf([executed('PGR_PSRV_BV_01', [pass, { requirement: 'STEP-99', verdict: 'pass' }])]);
    const coverage = coverageOf(catalogue, scenarios.slice(0, 1), run);
    assert.deepEqual(coverage.orphans, ['STEP-99']);
    assert.deepEqual(coverage.uncovered, ['STEP-6-a']);
  });

  it('is rendered with the verdict or the reason of each statement, and a count that reads right', () => {
    const lines = renderCoverage(coverageOf(catalogue, scenarios, runOf([executed('PGR_PSRV_BV_01', [pass])])));
    assert.ok(lines.includes('Step 5'));
    assert.ok(lines.some((line) => /^ {2}pass +STEP-5-a +What STEP-5-a says\. \(indicative\)$/.test(line)));
    assert.ok(lines.some((line) => line.trim() === 'PGR_PSRV_BV_01'));
    assert.ok(lines.some((line) => line.trim() === 'Calls are elsewhere.'));
    assert.equal(
      lines.at(-1),
      'Requirements: 1 of 2 observable on http-json tested; 1 not observable on http-json; 1 excluded',
    );
  });
});
