import assert from 'node:assert/strict';
import { FORMATION } from './all';
import { DEFECTS } from './testing/defects/all';
import { failsIn } from './testing/judged';

describe('a trace with one defect', () => {
  for (const { requirement, says, events } of DEFECTS)
    it(`fails ${requirement} where ${says}`, () => {
      assert.ok(failsIn(events).includes(requirement), `failed instead: ${failsIn(events).join(', ') || 'nothing'}`);
    });

  it('is there for every check', () => {
    const covered = new Set(DEFECTS.map(({ requirement }) => requirement));
    assert.deepEqual(
      FORMATION.checks.map(({ requirement }) => requirement).filter((requirement) => !covered.has(requirement)),
      [],
    );
  });
});

describe('the checks', () => {
  it('are one for each requirement', () => {
    assert.equal(new Set(FORMATION.checks.map(({ requirement }) => requirement)).size, FORMATION.checks.length);
  });
});
