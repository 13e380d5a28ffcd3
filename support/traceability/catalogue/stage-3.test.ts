import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { scenariosFor, select, type Filters } from '../selection';
import { loadCatalogue, loadEveryClause } from './catalogue';

const [STAGE_2, STAGE_3] = ['23.280-10.15.3.3.1', '24.379-16'];

describe('the catalogue of stage 3', () => {
  const every = loadEveryClause();
  const rows = every.only([STAGE_3]).requirements;

  it('is there for whoever names it, and leaves what a run is about as it was', () => {
    assert.deepEqual(
      loadCatalogue().clauses.map(({ id }) => id),
      [STAGE_2],
    );
    assert.deepEqual(
      every.about([STAGE_3]).clauses.map(({ id }) => id),
      [STAGE_3],
    );
    assert.ok(rows.length > 0);
    assert.ok(every.requirements.every(({ id }) => !id.includes('/')));
    assert.ok(every.interpretations.every(({ id }) => !id.includes('/')));
  });

  it('has scenarios for whoever names it, and tells whoever names a statement or a test purpose alone how', () => {
    const chosen = (filters: Filters) => select(scenariosFor(filters, every), every, filters).selected;
    assert.ok(chosen({ clause: [STAGE_3] }).length > 0);
    assert.ok(chosen({}).every(({ clause }) => clause === STAGE_2));
    assert.throws(() => chosen({ requirement: ['GR-16.2.1.1-1'] }), new RegExp(`with --clause ${STAGE_3}`));
    assert.throws(() => chosen({ tp: ['PGR_CL1_BV_01', 'PGR_PSRV_BV_71'] }), new RegExp(`with --clause ${STAGE_3}`));
    assert.throws(() => chosen({ tp: ['PGR_PSRV_BV_00'] }), /PGR_PSRV_BV_00 is not known/);
  });

  it('stands whole in docs/sip-legs.md, rows without a leg too', () => {
    const page = readFileSync('docs/sip-legs.md', 'utf8');
    const missing = rows.filter(({ id }) => !new RegExp(`^\\| ${id.replaceAll('.', '\\.')} +\\|`, 'm').test(page));
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    );
  });

  it('relates to statements that stage 2 has, and parts from them by a reading of its own', () => {
    const relations = rows.flatMap((row) => (row.stage2 ?? []).map((relation) => ({ row, ...relation })));
    assert.ok(relations.length > 0);
    for (const { row, statement, reading } of relations) {
      assert.equal(every.requirement(statement)?.clause, STAGE_2, `${row.id} ${statement}`);
      if (reading !== undefined) assert.ok(row.interpretations.includes(reading), `${row.id} ${reading}`);
    }
  });

  it('says of each row without a check which kind of reason it has, and names a statement that judges it elsewhere', () => {
    for (const { id, why, unchecked, step } of rows) {
      assert.equal(why === undefined, unchecked === undefined, id);
      if (unchecked !== 'elsewhere') continue;
      const named = (why ?? '').match(/\b[A-Z]+-[\w.-]*\w/g) ?? [];
      assert.ok(named.length > 0, id);
      for (const one of named) assert.equal(every.requirement(one)?.why, undefined, `${id} ${one}`);
      // A difference of a twin is judged where the same is asked of MCPTT.
      const by = step === 'twins' ? STAGE_3 : STAGE_2;
      for (const one of named) assert.equal(every.requirement(one)?.clause, by, `${id} ${one}`);
    }
  });

  it('has a place in the text for each row, and one row at most for each word of a place', () => {
    for (const { id, section, sentences, step } of rows) {
      // What is valid SIP other texts say.
      if (step === 'sip' || step === 'twins') continue;
      assert.ok(sentences.length > 0, id);
      assert.ok(id.startsWith(`GR-${section}-`), id);
    }
  });
});
