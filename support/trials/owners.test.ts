import assert from 'node:assert/strict';
import { MUTANTS } from '../reference/mutants/all';
import { loadCatalogue } from '../traceability/catalogue/catalogue';

describe('the mutants', () => {
  it('break each observable requirement in each role that it binds', () => {
    const broken = new Set(MUTANTS.map(({ requirement, role }) => `${requirement} ${role}`));
    const bound = loadCatalogue().requirements.flatMap(({ id, owners, why }) =>
      why === undefined ? owners.map((role) => `${id} ${role}`) : [],
    );
    assert.deepEqual(
      bound.filter((pair) => !broken.has(pair)),
      [],
    );
  });
});
