import assert from 'node:assert/strict';
import { convert } from 'xmlbuilder2';
import { junitXml } from './junit';
import { aCheck, aFailedScenario, aFailure, aRun, aScenario } from '../testing/results';

interface Element {
  readonly [name: string]: string | Element | readonly Element[] | undefined;
}

const RUN = aRun({
  scenarios: [
    aScenario({ tp: 'PGR_PASS' }),
    aFailedScenario({ tp: 'PGR_FAIL' }),
    aScenario({ tp: 'PGR_OPEN', verdict: 'inconclusive', reason: 'no control', feature: 'Step 8 - notify the user' }),
    aScenario({ tp: 'PGR_ERROR', verdict: 'error', reason: 'a hook threw: lost\n    at somewhere' }),
    aScenario({ tp: 'PGR_NA', verdict: 'not-applicable', reason: 'multicast: false' }),
    aScenario({ tp: 'PGR_BEYOND', beyondSpec: true, verdict: 'inconclusive', reason: 'no more', checks: [] }),
  ],
  notExecuted: [{ tp: 'PGR_LEFT', name: 'left out', reason: 'filter --step 4a' }],
});

const parse = (xml: string): Element => convert(xml, { format: 'object' }) as Element;
const text = (value: Element[string]): string => (typeof value === 'string' ? value : '');
const list = (value: Element[string]): readonly Element[] => [value ?? []].flat() as readonly Element[];

function cases(xml: string): ReadonlyMap<string, Element> {
  const suites = list((parse(xml)['testsuites'] as Element)['testsuite']);
  const all = suites.flatMap((suite) => list(suite['testcase']));
  return new Map(all.map((one) => [text(one['@name']).split(' ')[0] ?? '', one]));
}

describe('JUnit XML', () => {
  const xml = junitXml(RUN, (id) =>
    id === 'STEP-5-a' ? { says: 'The partner is asked.', step: '5', strength: 'indicative' } : undefined,
  );
  const found = cases(xml);
  const outcome = (tp: string) => {
    const one = found.get(tp) ?? {};
    return Object.keys(one).find((key) => ['failure', 'error', 'skipped'].includes(key)) ?? 'passed';
  };
  const messageOf = (tp: string) => (found.get(tp)?.[outcome(tp)] as Element)['@message'];

  it('has every scenario, executed or not, with an outcome that means something', () => {
    assert.deepEqual(
      [...found.keys()].map((tp) => [tp, outcome(tp)]),
      [
        ['PGR_PASS', 'passed'],
        ['PGR_FAIL', 'failure'],
        ['PGR_ERROR', 'error'],
        ['PGR_NA', 'skipped'],
        ['PGR_BEYOND', 'skipped'],
        ['PGR_OPEN', 'error'],
        ['PGR_LEFT', 'skipped'],
      ],
    );
  });

  it('tells an inconclusive scenario and a harness error apart', () => {
    assert.equal((found.get('PGR_OPEN')?.['error'] as Element)['@type'], 'inconclusive');
    assert.equal((found.get('PGR_ERROR')?.['error'] as Element)['@type'], 'error');
  });

  it('gives the reason of everything that did not pass', () => {
    assert.equal(messageOf('PGR_NA'), 'not applicable: multicast: false');
    assert.equal(messageOf('PGR_LEFT'), 'not executed: filter --step 4a');
    assert.equal(messageOf('PGR_ERROR'), 'a hook threw: lost');
    assert.match(text(messageOf('PGR_BEYOND')), /^beyond the clause, not counted: inconclusive: /);
  });

  it('tells what was broken, and only that', () => {
    const detail = text((found.get('PGR_FAIL')?.['failure'] as Element)['#']);
    assert.match(
      detail,
      /STEP-5-a: The partner is asked\.\nparty: primary-server\nexpected: .*\nobserved: none was sent/,
    );
    assert.ok(!detail.includes('STEP-2-a'));
  });

  it('names test purpose and requirements', () => {
    const properties = list((found.get('PGR_PASS')?.['properties'] as Element)['property']);
    assert.deepEqual(
      properties.map((one) => [one['@name'], one['@value']]),
      [
        ['tp', 'PGR_PASS'],
        ['requirement', 'STEP-5-a'],
      ],
    );
  });

  it('keeps a known failure a failure, and names who mends it', () => {
    const line = { requirement: 'STEP-5-a', issue: 'https://issues.example/7', owner: 'ana', expires: '2027-01-31' };
    const lines = [
      { ...line, tp: 'PGR_FAIL', finding: 'known' as const },
      { ...line, tp: 'PGR_PASS', finding: 'stale' as const },
    ];
    const baseline = { file: 'b.yaml', day: '2026-01-01', lines, unlisted: [] };
    const known = cases(junitXml({ ...RUN, baseline }, () => undefined));
    const told = (tp: string) =>
      list((known.get(tp)?.['properties'] as Element)['property']).map(
        (one) => `${text(one['@name'])} ${text(one['@value'])}`,
      );
    assert.ok(known.get('PGR_FAIL')?.['failure']);
    assert.deepEqual(told('PGR_FAIL').slice(-4), [
      'known-failure STEP-5-a',
      'issue https://issues.example/7',
      'owner ana',
      'expires 2027-01-31',
    ]);
    assert.ok(!told('PGR_PASS').some((one) => one.startsWith('known-failure')));
  });

  it('counts, in each suite and in all', () => {
    const root = parse(xml)['testsuites'] as Element;
    const counts = (element: Element) =>
      ['tests', 'failures', 'errors', 'skipped'].map((name) => Number(element[`@${name}`]));
    assert.deepEqual(counts(root), [7, 1, 2, 3]);
    assert.deepEqual(
      list(root['testsuite']).map((suite) => [suite['@name'], ...counts(suite)]),
      [
        ['Step 5 - request to the partner', 5, 1, 1, 2],
        ['Step 8 - notify the user', 1, 0, 1, 0],
        ['not executed', 1, 0, 0, 1],
      ],
    );
  });

  it('stays well-formed whatever an implementation sent', () => {
    const nasty = 'a\u0000b\u001b[31m]]>&<"\uFFFE\ud800';
    const scenario = aFailedScenario({ name: nasty, reason: nasty, checks: [aFailure({ observed: nasty }), aCheck()] });
    const nastyXml = junitXml(aRun({ scenarios: [scenario] }), () => undefined);
    assert.ok(!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(nastyXml)); // eslint-disable-line no-control-regex -- what XML forbids
    const message = text((cases(nastyXml).get('PGR_PSRV_BV_01')?.['failure'] as Element)['@message']);
    // The parser leaves entities as they stand.
    assert.equal(message, 'a\uFFFDb\uFFFD[31m]]&gt;&amp;&lt;&quot;\uFFFD\uFFFD');
  });

  it('is whole for a run of nothing', () => {
    assert.equal((parse(junitXml(aRun({ scenarios: [] }), () => undefined))['testsuites'] as Element)['@tests'], '0');
  });
});
