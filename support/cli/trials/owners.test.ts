import assert from 'node:assert/strict';
import { MUTANTS } from '../../reference/mutants/all';
import { loadCatalogue } from '../../traceability/catalogue';

/** Early, an acknowledgement names a regroup of which its sender cannot know; WIRE-2 binds the client there. */
const CANNOT_BE_BROKEN = ['INV-7 client-2'];

describe('the mutants', () => {
  it('break each observable requirement in each role that it binds', () => {
    const broken = new Set(MUTANTS.map(({ requirement, role }) => `${requirement} ${role}`));
    const bound = loadCatalogue().requirements.flatMap(({ id, owners, wires }) =>
      wires.includes('http-json') ? owners.map((role) => `${id} ${role}`) : [],
    );
    assert.deepEqual(
      bound.filter((pair) => !broken.has(pair)),
      CANNOT_BE_BROKEN,
    );
  });
});
