import assert from 'node:assert/strict';
import { loadCatalogue, loadEveryClause } from '../traceability/catalogue/catalogue';
import { isObservable } from '../traceability/catalogue/requirement';
import { PRODUCT_WIRES } from '../wires/registry';
import { chosen, omissionsOn } from './ablation';
import { wireOf } from './trial';

const every = loadEveryClause();

describe('the checks to leave out', () => {
  const omissions = omissionsOn(wireOf('memory'), every);

  it('are chosen by the seed, each once, and all of them at most', () => {
    assert.deepEqual(chosen(omissions, 5, 7), chosen(omissions, 5, 7));
    assert.notDeepEqual(chosen(omissions, 5, 7), chosen(omissions, 5, 8));
    const all = chosen(omissions, 1000, 7);
    assert.equal(new Set(all).size, all.length);
    assert.equal(all.length, loadCatalogue().requirements.filter(isObservable).length);
  });

  for (const wire of PRODUCT_WIRES)
    it(`have each a mutant that would be missed: ${wire.name}`, () => {
      const without = omissionsOn(wire, every).filter(({ mutant }) => mutant === undefined);
      assert.deepEqual(without, []);
    });

  it('are those of every clause that a wire speaks', () => {
    const clauses = omissionsOn(wireOf('sip'), every).map(({ requirement }) => every.requirement(requirement)?.clause);
    assert.deepEqual([...new Set(clauses)], [...new Set(every.clauses.map(({ id }) => id))]);
  });
});
