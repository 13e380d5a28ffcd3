import assert from 'node:assert/strict';
import { MUTANTS } from '../../reference/mutants/all';
import { VARIANTS } from '../../reference/variants/all';
import { listedBuiltIns, renderBuiltIns } from './listed-built-ins';

describe('the list of built-in parties', () => {
  it('has every mutant and every variant, each with what it does and its statement', () => {
    const own = new Set([...MUTANTS, ...VARIANTS].map(({ id }) => id));
    // Beside parties that other tests have lent.
    const all = listedBuiltIns().filter(({ id }) => own.has(id));
    assert.equal(all.length, own.size);
    assert.deepEqual(
      all.filter(({ says, statement }) => says === '' || statement === ''),
      [],
    );
    assert.equal(all.find(({ id }) => id === 'no-request-return')?.kind, 'mutant');
    assert.equal(all.find(({ id }) => id === 'assigns-odd-identities')?.kind, 'variant');
  });

  it('is narrowed to a role, a kind and a wire', () => {
    const some = listedBuiltIns({ role: 'client-2', kind: 'mutant', wire: 'http-json' });
    assert.ok(some.length > 0);
    assert.deepEqual(
      some.filter(({ role, kind, wire }) => role !== 'client-2' || kind !== 'mutant' || wire !== undefined),
      [],
    );
    assert.ok(listedBuiltIns({ wire: 'sip' }).some(({ wire }) => wire === 'sip'));
  });

  it('is a line for each below its role', () => {
    const lines = renderBuiltIns([
      { id: 'a', role: 'client-1', kind: 'mutant', statement: 'STEP-2-a', says: 'asks nobody' },
      { id: 'bcd', role: 'client-1', kind: 'variant', statement: 'A-1', says: 'asks late', wire: 'sip' },
    ]);
    assert.deepEqual(lines, [
      'client-1, with one defect (mutants):',
      '  a  asks nobody (breaks STEP-2-a)',
      '',
      'client-1, with one freedom (variants):',
      '  bcd  asks late (by A-1; on sip alone)',
    ]);
  });
});
