import assert from 'node:assert/strict';
import { MUTANTS } from '../reference/mutants/all';
import { VARIANTS } from '../reference/variants/all';
import { falselyIn, neighboursOf, setsBeside } from './neighbours';

describe('the neighbours of a mutant', () => {
  const roleOf = (id: string) => VARIANTS.find((variant) => variant.id === id)?.role;

  it('are variants in roles of their own, the same for the same seed', () => {
    for (const { id, role } of MUTANTS.slice(0, 40)) {
      const roles = neighboursOf(id, 3, 7).map(roleOf);
      assert.equal(new Set([role, ...roles]).size, 4, id);
      assert.deepEqual(neighboursOf(id, 3, 7), neighboursOf(id, 3, 7));
    }
    const some = new Set(MUTANTS.flatMap(({ id }) => neighboursOf(id, 3, 7)));
    assert.ok(some.size > 40, `${some.size}`);
  });

  it('are each variant that may be, in one set at least', () => {
    const sets = setsBeside('partner-server', 7);
    const beside = VARIANTS.filter(({ role, ics, ordering }) => role !== 'partner-server' && !ics && !ordering);
    assert.deepEqual([...new Set(sets.flat())].sort(), beside.map(({ id }) => id).sort());
    for (const set of sets) assert.equal(new Set(set.map(roleOf)).size, set.length);
  });

  it('are accused falsely where anybody but the mutant is', () => {
    const check = { expected: '', observed: '', evidence: [], requirement: 'STEP-12-a' } as const;
    const played = (checks: readonly object[]) =>
      [{ result: { checks } }] as unknown as Parameters<typeof falselyIn>[1];
    const own = { ...check, party: 'partner-server', verdict: 'fail', judged: true };
    const other = { ...check, party: 'primary-server', verdict: 'error', judged: false };
    assert.deepEqual(falselyIn('partner-server', played([own])), []);
    assert.deepEqual(falselyIn('partner-server', played([own, other, other])), ['STEP-12-a of primary-server']);
  });
});
