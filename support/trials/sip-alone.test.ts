import assert from 'node:assert/strict';
import { builtIns, putBuiltInUnderTest } from '../testbed/target/built-in-under-test';
import { targetOf } from '../testbed/target/target';
import { isShownOn } from '../traceability/wire';
import { MUTANTS_OF_SIP } from '../wires/sip/altered/mutants';
import { MUTANTS_OF_STAGE_3 } from '../wires/sip/altered/stage-3/mutants';
import { VARIANTS_OF_STAGE_3 } from '../wires/sip/altered/stage-3/variants';
import { MUTANTS_OF_BASE_SIP, VARIANTS_OF_BASE_SIP } from '../wires/sip/altered/base-sip';
import { VARIANTS_OF_SIP } from '../wires/sip/altered/variants';
import { DEFECTS } from '../clauses/24.379-16/testing/defects';
import { SIP } from '../wires/sip/wire';
import { loadEveryClause } from '../traceability/catalogue/catalogue';

describe('mutants and variants that exist on SIP alone', () => {
  const mutants = [...MUTANTS_OF_SIP, ...MUTANTS_OF_STAGE_3, ...MUTANTS_OF_BASE_SIP];
  const variants = [...VARIANTS_OF_SIP, ...VARIANTS_OF_STAGE_3, ...VARIANTS_OF_BASE_SIP];
  const catalogue = loadEveryClause();
  const observable = (id: string): boolean => {
    const row = catalogue.requirement(id);
    return row !== undefined && isShownOn(SIP, row);
  };

  it('can be put under test, under names that no other has', () => {
    const ids = builtIns().map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, says } of [...mutants, ...variants]) {
      assert.ok(ids.includes(id), id);
      assert.match(id, /^[a-z]+(-[a-z\d]+)*$/);
      assert.match(says, /^[a-z].*[^.]$/, id);
    }
  });

  it('are refused on another wire', () => {
    const target = targetOf({ name: 'x', version: '1' });
    for (const id of [MUTANTS_OF_SIP[0]?.id, VARIANTS_OF_SIP[0]?.id]) {
      assert.ok(id);
      assert.throws(() => putBuiltInUnderTest(target, id), /exists on sip alone, and the wire is http-json/);
      assert.equal(putBuiltInUnderTest({ ...target, adapter: 'sip' }, id).roles['client-1'] !== undefined, true);
    }
  });

  it('break, and show, what can be observed on SIP', () => {
    for (const { id, requirement } of mutants) assert.ok(observable(requirement), id);
    const isReading = (id: string): boolean => catalogue.interpretation(id) !== undefined;
    for (const { id, freedom, shows } of variants)
      assert.ok((observable(freedom) || isReading(freedom)) && observable(shows), id);
  });

  it('are there for every check of stage 3, in each role that its statement binds, or a trace with the defect is', () => {
    const broken = new Set([
      ...[...MUTANTS_OF_STAGE_3, ...MUTANTS_OF_BASE_SIP].map(({ requirement, role }) => `${requirement} ${role}`),
      ...DEFECTS.flatMap(({ requirement }) =>
        (catalogue.requirement(requirement)?.owners ?? []).map((role) => `${requirement} ${role}`),
      ),
    ]);
    const bound = catalogue
      .only(['24.379-16'])
      .requirements.flatMap(({ id, owners, why }) => (why === undefined ? owners.map((role) => `${id} ${role}`) : []));
    assert.deepEqual(
      bound.filter((pair) => !broken.has(pair)),
      [],
    );
  });
});
