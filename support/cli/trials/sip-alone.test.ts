import assert from 'node:assert/strict';
import { builtIns } from '../../testbed/built-in-under-test';
import { MUTANTS_OF_SIP, VARIANTS_OF_SIP } from '../../testbed/sip-alone';
import { loadCatalogue } from '../../traceability/catalogue';

describe('mutants and variants that exist on SIP alone', () => {
  const catalogue = loadCatalogue();
  const observable = (id: string) => catalogue.requirement(id)?.wires.includes('sip');

  it('can be put under test, under names that no other has', () => {
    const ids = builtIns().map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, says } of [...MUTANTS_OF_SIP, ...VARIANTS_OF_SIP]) {
      assert.ok(ids.includes(id), id);
      assert.match(id, /^[a-z]+(-[a-z]+)*$/);
      assert.match(says, /^[a-z].*[^.]$/, id);
    }
  });

  it('break, and show, what can be observed on SIP', () => {
    for (const { id, requirement } of MUTANTS_OF_SIP) assert.ok(observable(requirement), id);
    for (const { id, freedom, shows } of VARIANTS_OF_SIP) assert.ok(observable(freedom) && observable(shows), id);
  });
});
