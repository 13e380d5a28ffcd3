import assert from 'node:assert/strict';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { validate } from '../schema/validate';
import { NOTHING_EXPECTED } from '../verdict/account';
import { killersIn, outcomeOf, weakness } from './killers';
import { countsOn, killMatrix, mutantsOn, unseenIn, weakIn, type KillMatrix } from './matrix';
import { matrixMarkdown } from './matrix-markdown';
import { matrixPage } from './matrix-page';
import type { Played } from './runner';
import type { Killer, Trial } from './trial';

const catalogue = loadCatalogue();
const killer = (requirement: string, by: Killer['by'] = 'sight'): Killer => ({
  requirement,
  by,
  tp: 'PGR_PSRV_BV_13',
  observed: 'none <was> sent',
});
const mutant = (requirement: string, killers: readonly Killer[]): Trial => ({
  kind: 'mutant',
  id: `breaks-${requirement.toLowerCase()}`,
  role: 'primary-server',
  says: 'does something wrong',
  requirement,
  outcome: killers.some((one) => one.requirement === requirement) ? 'killed' : 'survived',
  killers,
  beyond: [],
});
const TRIALS: readonly Trial[] = [
  mutant('STEP-4b-1', [killer('STEP-4b-1', 'silence'), killer('INV-4')]),
  mutant('STEP-3-a', [killer('NOTE-1a')]),
  mutant('WIRE-1', [killer('WIRE-1')]),
  {
    kind: 'variant',
    id: 'takes-its-time',
    role: 'partner-server',
    says: 'answers late',
    freedom: 'A-22',
    outcome: 'free',
    accusations: [],
    scenarios: 12,
  },
  {
    kind: 'variant',
    id: 'lists-them-in-another-order',
    role: 'partner-server',
    says: 'lists them in another order',
    freedom: 'A-11',
    outcome: 'free',
    accusations: [],
    scenarios: 5,
    differsIn: 20,
    undecided: ['PGR_QSRV_BV_12'],
  },
];
const HEAD = {
  suite: { name: 'mcx-conformance', version: '0' },
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 1,
  complete: true,
} as const;
const matrix = killMatrix(catalogue, [{ carriedBy: 'memory', trials: TRIALS }], HEAD);
const row = (id: string) => matrix.requirements.find(({ requirement }) => requirement === id);

describe('the kill matrix', () => {
  it('has a row for each requirement and a cell for each wire, and keeps to its schema', () => {
    assert.deepEqual(validate('report/kill-matrix.schema.json', JSON.parse(JSON.stringify(matrix))), []);
    assert.equal(matrix.requirements.length, catalogue.requirements.length);
    assert.equal(row('STEP-4b-1')?.wires['http-json']?.status, 'tried');
    assert.equal(row('STEP-4b-1')?.wires['plugin']?.status, 'not tried');
    assert.equal(row('STEP-4b-1')?.wires['sip']?.status, 'not observable');
  });

  it('tells a kill, a survivor, and who else noticed', () => {
    const [killed] = row('STEP-4b-1')?.wires['http-json']?.mutants ?? [];
    assert.deepEqual([killed?.outcome, killed?.caught?.by, killed?.also], ['killed', 'silence', ['INV-4']]);
    const [survivor] = row('STEP-3-a')?.wires['http-json']?.mutants ?? [];
    assert.deepEqual([survivor?.outcome, survivor?.caught, survivor?.also], ['survived', undefined, ['NOTE-1a']]);
    assert.deepEqual(countsOn('http-json', matrix), {
      mutants: 3,
      killed: 2,
      astray: 0,
      weak: 1,
      unseen: 0,
      variants: 2,
      free: 2,
    });
  });

  it('says why a requirement has no mutant', () => {
    assert.equal(row('STEP-9-a')?.without, catalogue.requirement('STEP-9-a')?.why);
    assert.equal(row('STEP-5-a')?.without, 'no mutant breaks it');
    assert.equal(row('STEP-4b-1')?.without, undefined);
  });

  it('is shown as a text and as a page, in which nothing of a finding is markup', () => {
    for (const shown of [matrixMarkdown(matrix), matrixPage(matrix)]) {
      assert.match(shown, /12 scenarios/);
      assert.match(shown, /5 of 20 scenarios, undecided in PGR_QSRV_BV_12/);
      for (const { id } of [...mutantsOn('http-json', matrix), ...matrix.variants]) assert.ok(shown.includes(id), id);
      assert.match(shown, /2 of 3/);
      assert.ok(!shown.includes('<was>'));
    }
  });
});

describe('the kill matrix over two adapters', () => {
  // What is caught well over http-json is planted as a weak kill on SIP, and one as what SIP cannot show.
  const onSip: readonly Trial[] = [mutant('STEP-4b-1', []), mutant('STEP-5-d', [killer('STEP-5-d', 'silence')])].map(
    (trial, index) =>
      index === 0 && trial.kind === 'mutant' ? { ...trial, outcome: 'unseen', why: 'no message <carries> it' } : trial,
  );
  const both: KillMatrix = killMatrix(
    catalogue,
    [
      { carriedBy: 'memory', trials: [...TRIALS, mutant('STEP-5-d', [killer('STEP-5-d')])] },
      { carriedBy: 'sip', trials: onSip },
    ],
    HEAD,
  );

  it('has a column for each, and keeps to its schema', () => {
    assert.deepEqual(validate('report/kill-matrix.schema.json', JSON.parse(JSON.stringify(both))), []);
    for (const shown of [matrixMarkdown(both), matrixPage(both)]) assert.match(shown, /requirement.*http-json.*sip/);
    assert.deepEqual([countsOn('http-json', both).weak, countsOn('sip', both).weak], [1, 1]);
  });

  it('lists a kill that is weak on one of them, for that one alone', () => {
    assert.deepEqual(
      weakIn(both).map(({ wire, requirement, weakness }) => [wire, requirement, weakness]),
      [
        ['http-json', 'WIRE-1', 'schema alone'],
        ['sip', 'STEP-5-d', 'silence'],
      ],
    );
    const [, listed = ''] = matrixMarkdown(both).split('## Weakly killed');
    assert.match(listed, /\| sip \| breaks-step-5-d \| STEP-5-d \| silence \|/);
    assert.doesNotMatch(listed, /\| http-json \| breaks-step-5-d \|/);
    assert.match(matrixPage(both), /killed weakly by silence/);
  });

  it('says why one of them cannot show a mutant, and does not count it as killed there', () => {
    assert.deepEqual(
      unseenIn(both).map(({ wire, why }) => [wire, why]),
      [['sip', 'no message <carries> it']],
    );
    assert.equal(countsOn('sip', both).mutants, 1);
    assert.match(matrixPage(both), /not seen: no message &lt;carries&gt; it/);
  });
});

describe('a kill', () => {
  const known = (id: string) => {
    const row = catalogue.requirement(id);
    assert.ok(row, id);
    return row;
  };

  it('is weak where only the schema, or silence where more is asked, stands behind it', () => {
    assert.equal(weakness(known('WIRE-1'), [killer('WIRE-1')]), 'schema alone');
    assert.equal(weakness(known('WIRE-1'), [killer('WIRE-1'), killer('STEP-5-d')]), undefined);
    assert.equal(weakness(known('STEP-4b-2'), [killer('STEP-4b-2', 'silence')]), 'silence');
    assert.equal(weakness(known('STEP-4b-1'), [killer('STEP-4b-1', 'silence')]), undefined);
    assert.equal(weakness(known('STEP-4b-2'), [killer('STEP-4b-2')]), undefined);
  });

  it('is astray as soon as a statement accuses that the defect does not break', () => {
    const swapped = { id: 'swaps-regroup-and-configuration', requirement: 'STEP-1-c' };
    const named = [killer('STEP-1-c'), killer('STEP-1-d')];
    assert.deepEqual(outcomeOf(swapped, named), { outcome: 'killed', beyond: [] });
    assert.deepEqual(outcomeOf(swapped, [...named, killer('STEP-5-a')]), { outcome: 'astray', beyond: ['STEP-5-a'] });
    assert.deepEqual(outcomeOf(swapped, [killer('STEP-1-d')]), { outcome: 'survived', beyond: [] });
  });

  it('is by sight as soon as one scenario shows what is wrong', () => {
    const played = (tp: string, evidence: readonly string[]): Pick<Played, 'result' | 'settled'> => ({
      settled: new Set(['e9']),
      result: {
        tp,
        name: tp,
        uri: '',
        line: 1,
        feature: '',
        rule: undefined,
        requirements: [],
        beyondSpec: false,
        verdict: 'fail',
        reason: '',
        ...NOTHING_EXPECTED,
        scope: 's',
        durationMs: 1,
        messages: 1,
        checks: [
          {
            requirement: 'STEP-5-a',
            party: 'primary-server',
            verdict: 'fail',
            judged: true,
            expected: '',
            observed: tp,
            evidence,
          },
        ],
      },
    });
    const silent = played('one', ['e1', 'e9']);
    assert.deepEqual(killersIn([silent]), [{ requirement: 'STEP-5-a', by: 'silence', tp: 'one', observed: 'one' }]);
    assert.deepEqual(
      killersIn([silent, played('two', ['e1'])]).map(({ by, tp }) => [by, tp]),
      [['sight', 'two']],
    );
  });
});
