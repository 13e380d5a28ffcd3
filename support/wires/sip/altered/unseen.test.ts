import assert from 'node:assert/strict';
import { MUTANTS } from '../../../reference/mutants/all';
import { VARIANTS } from '../../../reference/variants/all';
import { loadCatalogue } from '../../../traceability/catalogue/catalogue';
import { isShownOn } from '../../../traceability/wire';
import { SIP } from '../wire';
import { UNSEEN_BY_SIP } from './unseen';

describe('mutants and variants that SIP cannot show', () => {
  it('are variants, or mutants of statements that it can show, each with a reason', () => {
    const catalogue = loadCatalogue();
    for (const [id, why] of UNSEEN_BY_SIP) {
      const mutant = MUTANTS.find((one) => one.id === id);
      const broken = mutant && catalogue.requirement(mutant.requirement);
      if (mutant) assert.ok(broken && isShownOn(SIP, broken), id);
      else
        assert.ok(
          VARIANTS.some((one) => one.id === id),
          id,
        );
      assert.ok(why.length > 20, id);
    }
  });
});
