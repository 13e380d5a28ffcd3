import assert from 'node:assert/strict';
import type { RunResult } from '../verdict/results';
import { beforeAnyRun, coverageOf, type CoverageRow } from './coverage';
import { renderCoverage } from './render-coverage';
import { smallCatalogue, executed, row, runOf, scenario, smallIcs } from './testing/small';

const catalogue = smallCatalogue([
  row('SCOPE-4', { step: 'scope', why: 'Calls are elsewhere.' }),
  row('STEP-5-a'),
  row('STEP-5-b', { needs: ['multicast'] }),
  row('STEP-6-a', { step: '6', owners: ['partner-server'] }),
]);
const scenarios = [scenario('PGR_PSRV_BV_01', ['STEP-5-a']), scenario('PGR_QSRV_BV_01', ['STEP-6-a'])];
const item = { description: 'x', reference: 'x', status: 'o' as const };
const ics = smallIcs([
  {
    id: 'A.1',
    role: 'primary-server',
    title: 'x',
    rows: [
      { ...item, item: 'A.1/1' },
      { ...item, item: 'A.1/2', feature: 'multicast' },
    ],
  },
]);
const pass = { requirement: 'STEP-5-a', verdict: 'pass' } as const;

/** A wire without multicast. */
const bySip = (scenarios: RunResult['scenarios']): RunResult =>
  runOf(scenarios, { target: { name: 'built-in', version: '1', adapter: 'sip', underTest: [] } });

function rowOf(run: RunResult, id: string): CoverageRow {
  const found = coverageOf(catalogue, scenarios, run, ics).rows.find(({ requirement }) => requirement.id === id);
  assert.ok(found, `a row for ${id}`);
  return found;
}

describe('coverage', () => {
  it('tells tested, not tested, not observable and excluded apart', () => {
    const { rows, counts } = coverageOf(catalogue, scenarios, bySip([executed('PGR_PSRV_BV_01', [pass])]), ics);
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['excluded', 'tested', 'not-observable', 'not-tested'],
    );
    assert.deepEqual(counts, {
      tested: 1,
      'not-tested': 1,
      'not-applicable': 0,
      'not-under-test': 0,
      'not-observable': 1,
      excluded: 1,
    });
    assert.equal(rows[0]?.reason, 'Calls are elsewhere.');
    assert.equal(rows[2]?.reason, 'at stage 3 each client is asked by a MESSAGE of its own, never by multicast');
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

  it('says before there is a run what is to show a requirement', () => {
    const { rows, counts, wire } = coverageOf(catalogue, scenarios, beforeAnyRun(catalogue), ics);
    const of = (id: string) => rows.find(({ requirement }) => requirement.id === id);
    assert.deepEqual([of('STEP-5-a')?.state, of('STEP-5-a')?.reason], ['not-tested', 'to be shown by PGR_PSRV_BV_01']);
    assert.equal(of('SCOPE-4')?.state, 'excluded');
    assert.deepEqual([counts.tested, wire], [0, 'http-json']);
  });

  it('does not call a requirement tested that binds a played party beside the implementation', () => {
    const run = runOf([executed('PGR_PSRV_BV_01', [{ ...pass, judged: false }])], {
      target: { name: 't', version: '1', adapter: 'http-json', underTest: ['partner-server'] },
    });
    const played = rowOf(run, 'STEP-5-a');
    assert.equal(played.state, 'not-under-test');
    assert.match(played.reason, /binds primary-server, not under test/);
  });

  it('tells what the ICS excuses apart, and names the item', () => {
    const small = smallCatalogue([
      row('STEP-5-a', { applicability: 'A.1/1' }),
      row('STEP-7-a'),
      row('STEP-7-b'),
      row('STEP-6-a', { owners: ['partner-server'], applicability: 'A.1/1' }),
    ]);
    const needing = [
      scenario('PGR_PSRV_BV_01', ['STEP-7-a', 'STEP-7-b'], { needs: ['multicast'] }),
      scenario('PGR_PSRV_BV_02', ['STEP-7-b']),
    ];
    const target = { name: 't', version: '1', adapter: 'http-json', underTest: ['primary-server'] } as const;
    const coverageWith = (
      answers: Readonly<Record<string, 'yes' | 'no'>>,
      scenarioResults = [executed('PGR_PSRV_BV_02', [])],
    ) => coverageOf(small, needing, runOf(scenarioResults, { target: { ...target, ics: answers } }), ics);

    const excused = coverageWith({ 'A.1/1': 'no', 'A.1/2': 'no' });
    assert.deepEqual(
      excused.rows.map(({ state, reason }) => [state, reason]),
      [
        ['not-applicable', 'ICS item A.1/1 is answered no'],
        ['not-applicable', 'ICS item A.1/2 is answered no'],
        ['not-tested', 'its condition never arose in PGR_PSRV_BV_02'],
        ['not-under-test', 'binds partner-server, not under test in this run'],
      ],
    );
    assert.equal(excused.counts['not-applicable'], 2);
    assert.match(
      renderCoverage(excused).find((line) => line.startsWith('Requirements:')) ?? '',
      /0 of 1 observable .*; 2 not applicable by the ICS; 1 bind/,
    );
    assert.equal(coverageWith({}).counts['not-applicable'], 0);
    const tested = coverageWith({ 'A.1/1': 'no' }, [executed('PGR_PSRV_BV_02', [pass])]);
    assert.equal(tested.rows[0]?.state, 'tested');
  });

  it('works both ways: checks without a row, rows without a scenario', () => {
    const run = bySip([executed('PGR_PSRV_BV_01', [pass, { requirement: 'STEP-99', verdict: 'pass' }])]);
    const coverage = coverageOf(catalogue, scenarios.slice(0, 1), run, ics);
    assert.deepEqual(coverage.orphans, ['STEP-99']);
    assert.deepEqual(coverage.uncovered, ['STEP-6-a']);
  });

  it('is rendered with the verdict or the reason of each statement, and a count that reads right', () => {
    const lines = renderCoverage(coverageOf(catalogue, scenarios, bySip([executed('PGR_PSRV_BV_01', [pass])]), ics));
    assert.ok(lines.includes('Step 5'));
    assert.ok(lines.some((line) => /^ {2}pass +STEP-5-a +What STEP-5-a says\. \(indicative\)$/.test(line)));
    assert.ok(lines.some((line) => line.trim() === 'PGR_PSRV_BV_01'));
    assert.ok(lines.some((line) => line.trim() === 'Calls are elsewhere.'));
    assert.equal(lines.at(-1), 'Requirements: 1 of 2 observable on sip tested; 1 not observable on sip; 1 excluded');
  });
});
