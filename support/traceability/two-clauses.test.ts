import assert from 'node:assert/strict';
import path from 'node:path';
import { UserError } from '../verdict/errors';
import { parseBaseline } from './baseline-file';
import { loadCatalogue } from './catalogue/catalogue';
import { claimsOf } from './catalogue/claims';
import { loadIcs } from './catalogue/ics';
import { reviewIcs } from './catalogue/ics-review';
import { idsOf, namesakes } from './catalogue/ids';
import { renderIcs } from './catalogue/render-ics';
import { coverageOf } from './coverage';
import { readScenarios, requirementsOf } from './features';
import { renderCoverage } from './render-coverage';
import { select } from './selection';
import { executed, runOf } from './testing/small';

const ROOT = path.join(__dirname, 'testing', 'two-clauses');
const [ONE, OTHER] = ['23.280-1.1', '24.379-2'] as const;
const [ONES, OTHERS] = [`${ONE}/STEP-1-a`, `${OTHER}/STEP-1-a`] as const;
const catalogue = loadCatalogue(ROOT);
const ics = loadIcs(ROOT);

const feature = (clause: string, name: string, tags: string, scenario: string) => ({
  uri: `features/${clause}/${name}.feature`,
  text: `Feature: ${name}\n\n  Rule: R\n\n    ${tags}\n    Scenario: ${scenario}\n      When an act\n`,
});
const FILES = [
  feature(ONE, 'first', '@tp:PGR_PSRV_BV_01 @req:STEP-1-a', 'asks'),
  feature(OTHER, 'second', `@tp:PGR_PSRV_BV_02 @req:STEP-1-a @req:STEP-1-b`, 'sends'),
  feature(OTHER, 'third', `@tp:PGR_PSRV_BV_03 @req:${ONES} @req:STEP-2-a`, 'names'),
];
const scenarios = readScenarios(FILES, catalogue);
const chosen = (filters: Parameters<typeof select>[2]): readonly string[] =>
  select(scenarios, catalogue, filters).selected.map(({ tp }) => tp);
const ambiguous = (text: string) => (error: unknown) => error instanceof UserError && error.message.includes(text);

describe('two clauses that number alike', () => {
  it('are found as folders, each with its name, its title and its text', () => {
    assert.deepEqual(
      catalogue.clauses.map(({ id, title, text }) => [id, title, text.release]),
      [
        [ONE, 'Of two', 'Release 19'],
        [OTHER, 'Of two, too', 'Release 18'],
      ],
    );
  });

  it('keep an id short while only one of them has it', () => {
    assert.deepEqual(
      catalogue.requirements.map(({ id }) => id),
      [ONES, 'STEP-1-b', OTHERS, 'STEP-2-a'],
    );
    assert.deepEqual(
      catalogue.interpretations.map(({ id, affects }) => [id, affects]),
      [
        [`${ONE}/A-01`, [ONES]],
        [`${OTHER}/A-01`, [OTHERS]],
      ],
    );
    assert.deepEqual(catalogue.requirement(OTHERS)?.interpretations, [`${OTHER}/A-01`]);
  });

  it('answer by a name, by a short id that is one clause\u2019s alone, and by none that both have', () => {
    assert.equal(catalogue.requirement(`${OTHER}/STEP-2-a`)?.id, 'STEP-2-a');
    assert.equal(catalogue.requirement('STEP-2-a')?.clause, OTHER);
    assert.equal(catalogue.requirement('STEP-1-a'), undefined);
    assert.equal(catalogue.requirement('STEP-1-a', ONE)?.id, ONES);
    assert.deepEqual(
      namesakes(
        'STEP-1-a',
        catalogue.requirements.map(({ id }) => id),
      ),
      [ONES, OTHERS],
    );
    assert.equal(idsOf([]).meant('STEP-1-a'), undefined);
  });

  it('keep their names when one of them is left out', () => {
    const { clauses, requirements } = catalogue.only([OTHER]);
    assert.deepEqual([clauses.map(({ id }) => id), requirements.map(({ id }) => id)], [[OTHER], [OTHERS, 'STEP-2-a']]);
    assert.equal(catalogue.only([OTHER]).requirement(ONES), undefined);
    assert.equal(catalogue.only([ONE, OTHER]), catalogue);
  });

  it('are meant by the tags of their own features; another clause is named', () => {
    assert.deepEqual(
      scenarios.map(({ clause, requirements }) => [clause, requirements]),
      [
        [ONE, [ONES]],
        [OTHER, [OTHERS, 'STEP-1-b']],
        [OTHER, [ONES, 'STEP-2-a']],
      ],
    );
    assert.deepEqual(requirementsOf(['STEP-1-a', ONES], `features/${OTHER}/x.feature`, catalogue), [OTHERS, ONES]);
    const elsewhere = feature('29.000-1', 'fourth', '@tp:PGR_PSRV_BV_04 @req:STEP-1-a', 'elsewhere');
    assert.throws(() => readScenarios([elsewhere], catalogue), ambiguous(`write @req:${ONES} or @req:${OTHERS}`));
  });

  it('are chosen by --clause and told apart by --requirement', () => {
    assert.deepEqual(chosen({ clause: [ONE] }), ['PGR_PSRV_BV_01', 'PGR_PSRV_BV_02', 'PGR_PSRV_BV_03']);
    assert.deepEqual(chosen({ clause: [OTHER] }), ['PGR_PSRV_BV_02', 'PGR_PSRV_BV_03']);
    assert.deepEqual(chosen({ requirement: [OTHERS] }), ['PGR_PSRV_BV_02']);
    assert.deepEqual(chosen({ requirement: [`${OTHER}/STEP-2-a`] }), ['PGR_PSRV_BV_03']);
    assert.throws(() => chosen({ requirement: ['STEP-1-a'] }), ambiguous(`write ${ONES} or ${OTHERS}`));
  });

  it('are told apart in a baseline', () => {
    const line = (requirement: string) =>
      `- { requirement: ${requirement}, tp: PGR_PSRV_BV_01, issue: "https://issues.example/1", owner: me, expires: 2030-01-01 }\n`;
    const read = (text: string) => parseBaseline(text, 'b.yaml', { catalogue, scenarios });
    assert.equal(read(line(`${OTHER}/STEP-2-a`))[0]?.requirement, 'STEP-2-a');
    assert.equal(read(line(ONES))[0]?.requirement, ONES);
    assert.throws(() => read(line('STEP-1-a')), ambiguous(`${ONES} or ${OTHERS}`));
    assert.throws(() => read(line('STEP-2-a') + line(`${OTHER}/STEP-2-a`)), ambiguous('it in entry 0 too'));
  });

  it('ask their own items of the ICS', () => {
    const names = ics.tables.flatMap(({ rows }) => rows.map(({ item }) => item));
    assert.deepEqual(names, [`${ONE}/A.1/1`, `${OTHER}/A.1/1`, 'A.1/2']);
    assert.equal(ics.row('A.1/2')?.condition, `${OTHER}/A.1/1`);
    const claims = claimsOf(ics, { [`${OTHER}/A.1/1`]: 'no' }, []);
    assert.equal(claims.notApplicable('A.1/1', ONE), undefined);
    assert.equal(claims.notApplicable('A.1/1', OTHER), `ICS item ${OTHER}/A.1/1 is answered no`);
    assert.equal(claims.isSo('A.1/2'), false);
    assert.deepEqual(reviewIcs(ics, { 'A.1/1': 'yes' }, []), [
      `A.1/1: several clauses have such an item; write ${ONE}/A.1/1 or ${OTHER}/A.1/1`,
    ]);
    assert.deepEqual(reviewIcs(ics, { [`${OTHER}/A.1/2`]: 'yes' }, []), []);
    const proforma = renderIcs(ics, catalogue.clauses, [], { [`${OTHER}/A.1/2`]: 'no' }).join('\n');
    assert.match(proforma, /3GPP TS 23\.280 clause 1\.1\n[^]*3GPP TS 24\.379 clause 2\n[^]*\| A\.1\/2 [^\n]* no \|/);
  });

  it('are covered each under its own steps', () => {
    const run = runOf([executed('PGR_PSRV_BV_02', [{ requirement: OTHERS, verdict: 'pass' }])]);
    const whole = renderCoverage(coverageOf(catalogue, scenarios, run, ics));
    assert.ok(whole.includes('1.1 · Step 1 · ask') && whole.includes('2 · Step 1 · take'));
    const { counts, orphans, rows } = coverageOf(catalogue.only([OTHER]), scenarios, run, ics);
    assert.deepEqual([rows.length, counts.tested, orphans], [2, 1, []]);
  });
});
