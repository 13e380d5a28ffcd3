import assert from 'node:assert/strict';
import { READINGS_WITHOUT_VARIANT } from '../reference/variants/readings-without-variant';
import { VARIANTS } from '../reference/variants/all';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import { VARIANTS_OF_SIP } from '../wires/sip/altered/variants';

describe('the variants', () => {
  const catalogue = loadCatalogue();
  const readings = catalogue.interpretations.map(({ id }) => id);
  const named = new Set([...VARIANTS, ...VARIANTS_OF_SIP].map(({ freedom }) => freedom));

  it('show each reading of the register that leaves a choice; for each other there is a reason', () => {
    assert.deepEqual(
      readings.filter((id) => !named.has(id)),
      [...READINGS_WITHOUT_VARIANT.keys()],
    );
    for (const [id, why] of READINGS_WITHOUT_VARIANT) assert.ok(why.length > 40, id);
  });

  it('name a statement or a reading that there is', () => {
    const known = new Set([...readings, ...catalogue.requirements.map(({ id }) => id)]);
    assert.deepEqual(
      [...named].filter((freedom) => !known.has(freedom)),
      [],
    );
  });

  it('answer items of the ICS that there are, of their own role', () => {
    for (const { id, role, ics = {} } of VARIANTS) {
      const own = loadIcs()
        .tables.filter((table) => table.role === role)
        .flatMap(({ rows }) => rows);
      for (const item of Object.keys(ics))
        assert.ok(
          own.some((row) => row.item === item && row.status === 'o'),
          `${id} ${item}`,
        );
    }
  });
});
