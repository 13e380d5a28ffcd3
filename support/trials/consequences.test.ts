import assert from 'node:assert/strict';
import { MUTANTS } from '../reference/mutants/all';
import { brokenBy, withConsequences } from '../reference/mutants/consequences';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { MUTANTS_OF_SIP } from '../wires/sip/altered/mutants';
import { MUTANTS_OF_STAGE_3 } from '../wires/sip/altered/stage-3/mutants';
import { MUTANTS_OF_BASE_SIP } from '../wires/sip/altered/base-sip';

describe('what a mutant breaks', () => {
  const catalogue = loadEveryClause();
  const mutants = [...MUTANTS, ...MUTANTS_OF_SIP, ...MUTANTS_OF_STAGE_3, ...MUTANTS_OF_BASE_SIP];

  it('is what it names and what is listed, each once and each in the catalogue', () => {
    for (const mutant of mutants) {
      const broken = brokenBy(mutant);
      assert.equal(new Set(broken).size, broken.length, mutant.id);
      for (const requirement of broken) assert.ok(catalogue.requirement(requirement), `${mutant.id}: ${requirement}`);
    }
  });

  it('is listed of mutants that there are', () => {
    const ids = mutants.map(({ id }) => id);
    assert.deepEqual(
      withConsequences().filter((id) => !ids.includes(id)),
      [],
    );
  });
});
