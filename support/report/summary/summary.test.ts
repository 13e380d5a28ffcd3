import assert from 'node:assert/strict';
import { summary, type SummaryContext } from './summary';
import { aCheck, aFailedScenario, aFailure, aRun, aScenario } from '../testing/results';

const TEXTS: Readonly<Record<string, { says: string; step: string; strength: string }>> = {
  'STEP-5-a': { says: 'The partner is sent the request.', step: '5', strength: 'indicative' },
  'PRE-4': { says: 'The server is subscribed.', step: 'pre', strength: 'precondition' },
};

const show = (run: Parameters<typeof summary>[0], context: Partial<SummaryContext> = {}) =>
  summary(run, { requirement: (id) => TEXTS[id], ...context });

const failing = (count: number) =>
  Array.from({ length: count }, (_, at) => aFailedScenario({ tp: `PGR_PSRV_BV_${at + 1}`, name: `case ${at + 1}` }));

describe('the summary of a run', () => {
  it('says that an implementation conforms', () => {
    assert.equal(
      show(aRun()),
      [
        'Target: acme-server 4.2 over http-json, under test: primary-server',
        'Scenarios: 1 of 1 executed: 1 pass',
        'Checks: 1 of 1 expected executed',
        'Verdict: conforms: 1 scenario executed and every one passed (exit code 0)',
        '',
      ].join('\n'),
    );
  });

  it('says which checks were owed and not made, and in how many scenarios', () => {
    const left = ['STEP-12-a', 'STEP-9-b', 'INV-1', 'INV-2', 'INV-3', 'INV-4'];
    const broken = aScenario({ expected: ['STEP-5-a', ...left], notExecuted: left });
    const other = aScenario({ expected: ['STEP-12-a'], executed: [], notExecuted: ['STEP-12-a'] });
    assert.match(
      show(aRun({ scenarios: [broken, other] })),
      /^Checks: 1 of 8 expected executed \(not: STEP-12-a in 2 scenarios, STEP-9-b in 1 scenario, .*, 1 more\)$/m,
    );
  });

  it('says that a run of the built-in system tests the suite', () => {
    const run = aRun({ target: { name: 'built-in', version: '1', adapter: 'http-json', underTest: [] } });
    assert.match(show(run), /every role is played: the suite tests itself/);
  });

  it('tells a broken requirement in full', () => {
    const check = aFailure({ interpretation: 'A-11', evidence: ['e7', 'e8'] });
    const scenario = aFailedScenario({ checks: [check] });
    const text = show(aRun({ scenarios: [scenario] }), {
      evidence: (id) => (id === 'e7' ? 'step 2, preconfigured regroup request' : undefined),
      interpretation: () => ({ reading: 'one request for each partner is enough' }),
    });
    assert.equal(
      text.split('\n\n')[0],
      [
        'fail  STEP-5-a (step 5, indicative)  The partner is sent the request.',
        '  party     primary-server',
        '  expected  the partner MC service server is sent a preconfigured regroup request',
        '  observed  none was sent before everything was quiet',
        '  evidence  e7  step 2, preconfigured regroup request',
        '            e8',
        '  reading   A-11  one request for each partner is enough',
        '  seen in   PGR_PSRV_BV_01  The partner is asked once',
        '  rerun     npx mcx-conformance run --target acme.yaml --tp PGR_PSRV_BV_01',
      ].join('\n'),
    );
  });

  it('tells a requirement once, with the first of its scenarios', () => {
    const text = show(aRun({ scenarios: failing(8) }));
    assert.equal(text.match(/STEP-5-a/g)?.length, 1);
    assert.deepEqual(text.match(/case \d/g), ['case 1', 'case 2', 'case 3', 'case 4', 'case 5']);
    assert.match(text, / {12}and 3 more like it\n/);
  });

  it('tells breaches by different parties apart', () => {
    const other = aFailedScenario({ checks: [aFailure({ party: 'partner-server' })] });
    assert.equal(show(aRun({ scenarios: [aFailedScenario(), other] })).match(/fail {2}STEP-5-a/g)?.length, 2);
  });

  it('names a place of the clause that is no step by its name', () => {
    const text = show(aRun({ scenarios: [aFailedScenario({ checks: [aFailure({ requirement: 'PRE-4' })] })] }));
    assert.match(text, /PRE-4 \(pre, precondition\)/);
  });

  it('says that a breach by a played party is an error of the harness', () => {
    const checks = [aCheck({ verdict: 'error', judged: false, party: 'partner-server', observed: 'nothing' })];
    const text = show(aRun({ scenarios: [aScenario({ verdict: 'error', reason: 'r', checks })] }));
    assert.match(text, /error {2}STEP-5-a[^]*partner-server, played by the harness[^]*never charged/);
  });

  it('shows an error without its stack', () => {
    const reason = 'a hook threw: lost the socket\n    at somewhere (file.ts:1)';
    const text = show(aRun({ scenarios: [aScenario({ verdict: 'error', reason, checks: [] })] }));
    assert.match(text, /error {2}a hook threw: lost the socket\n/);
    assert.ok(!text.includes('somewhere'));
  });

  it('tells what could not be told, once for each reason', () => {
    const scenarios = ['A', 'B'].map((tp) =>
      aScenario({ tp, verdict: 'inconclusive', reason: 'no control', checks: [] }),
    );
    assert.equal(show(aRun({ scenarios })).match(/inconclusive {2}no control/g)?.length, 1);
  });

  it('does not accuse for a breach that is not judged', () => {
    const text = show(aRun({ scenarios: [aScenario({ checks: [aFailure({ judged: false })] })] }));
    assert.ok(!text.includes('STEP-5-a'));
  });

  it('sets apart what is beyond the clause', () => {
    const beyond = aScenario({ tp: 'PGR_BEYOND', beyondSpec: true, verdict: 'inconclusive', reason: 'no more' });
    const text = show(aRun({ scenarios: [aScenario(), beyond] }));
    assert.match(text, /Beyond the clause, and not counted:\n\ninconclusive {2}no more/);
    assert.match(text, /2 of 2 executed: 1 pass, 1 inconclusive; 1 of them beyond the clause, not counted/);
  });

  it('says of a part of the suite that it passed, and never that an implementation conforms', () => {
    const notExecuted = [{ tp: 'PGR_LEFT', name: '', reason: 'filter --tp PGR_A', notAsked: true as const }];
    const part = aRun({ notExecuted, reason: '1 left out by filter --tp PGR_A' });
    assert.match(show(part), /^Verdict: passed: 1 of 2 scenarios: 1 left out by filter --tp PGR_A \(exit code 0\)$/m);
    assert.match(show(part), /^The product takes part in the scenarios that were left out too, and may fail there: /m);
    assert.ok(!show(part).includes('conforms'));
    const ofOurs = show({ ...part, target: { ...part.target, underTest: [] } });
    assert.ok(!ofOurs.includes('may still fail'), 'there is no product');
  });

  it('counts a statement that a product broke beyond the clause', () => {
    const beyond = aFailedScenario({ tp: 'PGR_BEYOND', beyondSpec: true });
    const text = show(aRun({ scenarios: [aScenario(), beyond] }));
    assert.match(text, /^fail {2}STEP-5-a/);
    assert.ok(!text.includes('not counted'));
  });

  it('counts what was not executed, by reason', () => {
    const left = (reason: string, count: number) =>
      Array.from({ length: count }, (_, at) => ({ tp: `PGR_${at}`, name: '', reason }));
    const one = [...left('filter --step 4a', 28)];
    assert.match(
      show(aRun({ notExecuted: one })),
      /Scenarios: 1 of 29 executed \(28 not: filter --step 4a\): 1 pass\n/,
    );
    const text = show(
      aRun({
        scenarios: [aScenario(), aScenario({ verdict: 'not-applicable', reason: 'multicast: false' })],
        notExecuted: [...one, ...left('the run ended before it', 2)],
      }),
    );
    assert.match(
      text,
      /1 of 32 executed \(1 not applicable; 28 not: filter --step 4a; 2 not: the run ended before it\): 1 pass\n/,
    );
  });

  it('lists many reasons below the line', () => {
    const notExecuted = ['a', 'b', 'b', 'c', 'd'].map((reason, at) => ({ tp: `PGR_${at}`, name: '', reason }));
    const text = show(aRun({ notExecuted }));
    assert.match(text, /1 of 6 executed \(5 not, for the reasons below\): 1 pass\n {2}1 not: a\n {2}2 not: b\n/);
  });

  it('counts the requirements where they are handed in', () => {
    const coverage = {
      tested: 71,
      'not-tested': 0,
      'not-applicable': 0,
      'not-under-test': 0,
      'not-observable': 12,
      excluded: 8,
    };
    assert.match(
      show(aRun(), { coverage }),
      /Requirements: 71 of 71 observable tested; 12 not observable on http-json; 8 excluded\n/,
    );
    assert.match(
      show(aRun(), { coverage: { ...coverage, 'not-applicable': 3 } }),
      /tested; 3 not applicable by the ICS; 12 /,
    );
  });

  it('repeats in the rerun line what changes a scenario, safely quoted, and no default', () => {
    const options = {
      target: "my 'target'.yaml",
      'built-in': 'no-request-return',
      ordering: 'lenient',
      strength: 'all',
      step: '5',
    };
    const text = show(aRun({ options, scenarios: failing(1) }));
    assert.match(
      text,
      /rerun +npx mcx-conformance run --target 'my '\\''target'\\''\.yaml' --built-in no-request-return --ordering lenient --tp PGR_PSRV_BV_1\n/,
    );
  });
});
