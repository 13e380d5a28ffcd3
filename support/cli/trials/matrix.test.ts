import assert from 'node:assert/strict';
import { loadCatalogue } from '../../traceability/catalogue';
import { validate } from '../../schema/validate';
import { NOTHING_EXPECTED } from '../../verdict/account';
import { chosen } from './ablation';
import { killersIn, OWES_A_MESSAGE, weakness } from './killers';
import { countsOf, killMatrix, mutantsOf } from './matrix';
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
];
const matrix = killMatrix(catalogue, TRIALS, {
  suite: { name: 'mcx-conformance', version: '0' },
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 1,
  carriedBy: 'memory',
  complete: true,
});
const row = (id: string) => matrix.requirements.find(({ requirement }) => requirement === id);

describe('the kill matrix', () => {
  it('has a row for each requirement and a cell for each wire, and keeps to its schema', () => {
    assert.deepEqual(validate('report/kill-matrix.schema.json', JSON.parse(JSON.stringify(matrix))), []);
    assert.equal(matrix.requirements.length, catalogue.requirements.length);
    assert.equal(row('STEP-4b-1')?.wires['http-json'].status, 'tried');
    assert.equal(row('STEP-4b-1')?.wires.plugin.status, 'not tried');
    assert.equal(row('STEP-4b-1')?.wires.sip.status, 'not observable');
  });

  it('tells a kill, a survivor, and who else noticed', () => {
    const [killed] = row('STEP-4b-1')?.wires['http-json'].mutants ?? [];
    assert.deepEqual([killed?.outcome, killed?.caught?.by, killed?.also], ['killed', 'silence', ['INV-4']]);
    const [survivor] = row('STEP-3-a')?.wires['http-json'].mutants ?? [];
    assert.deepEqual([survivor?.outcome, survivor?.caught, survivor?.also], ['survived', undefined, ['NOTE-1a']]);
    assert.deepEqual(countsOf(matrix), { mutants: 3, killed: 2, variants: 1, free: 1 });
  });

  it('says why a requirement has no mutant', () => {
    assert.equal(row('STEP-9-a')?.without, catalogue.requirement('STEP-9-a')?.why);
    assert.equal(row('STEP-5-a')?.without, 'no mutant breaks it');
    assert.equal(row('STEP-4b-1')?.without, undefined);
  });

  it('is shown as a text and as a page, in which nothing of a finding is markup', () => {
    for (const shown of [matrixMarkdown(matrix), matrixPage(matrix)]) {
      for (const { id } of [...mutantsOf(matrix), ...matrix.variants]) assert.ok(shown.includes(id), id);
      assert.match(shown, /2 of 3 mutants killed/);
      assert.ok(!shown.includes('<was>'));
    }
  });
});

describe('a kill', () => {
  it('is weak where only the schema, or silence where more is asked, stands behind it', () => {
    assert.equal(weakness('WIRE-1', [killer('WIRE-1')]), 'schema alone');
    assert.equal(weakness('WIRE-1', [killer('WIRE-1'), killer('STEP-5-d')]), undefined);
    assert.equal(weakness('STEP-4b-2', [killer('STEP-4b-2', 'silence')]), 'silence');
    assert.equal(weakness('STEP-4b-1', [killer('STEP-4b-1', 'silence')]), undefined);
    assert.equal(weakness('STEP-4b-2', [killer('STEP-4b-2')]), undefined);
  });

  it('owes a message only where the catalogue knows the requirement', () => {
    for (const id of OWES_A_MESSAGE) assert.ok(catalogue.requirement(id), id);
  });

  it('is by sight as soon as one scenario shows what is wrong', () => {
    const played = (tp: string, evidence: readonly string[]): Pick<Played, 'result' | 'settled'> => ({
      settled: new Set(['e9']),
      result: {
        ...{ tp, name: tp, uri: '', line: 1, feature: '', rule: undefined, requirements: [], beyondSpec: false },
        ...{ verdict: 'fail', reason: '', ...NOTHING_EXPECTED, scope: 's', durationMs: 1, messages: 1 },
        checks: [
          {
            ...{ requirement: 'STEP-5-a', party: 'primary-server', verdict: 'fail', judged: true },
            ...{ expected: '', observed: tp, evidence },
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

describe('the checks to leave out', () => {
  it('are chosen by the seed, each once, and all of them at most', () => {
    assert.deepEqual(chosen(catalogue, 5, 7), chosen(catalogue, 5, 7));
    assert.notDeepEqual(chosen(catalogue, 5, 7), chosen(catalogue, 5, 8));
    const all = chosen(catalogue, 1000, 7);
    assert.equal(new Set(all).size, all.length);
    assert.equal(all.length, catalogue.requirements.filter(({ wires }) => wires.includes('http-json')).length);
  });
});
