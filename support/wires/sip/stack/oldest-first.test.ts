import assert from 'node:assert/strict';
import { oldestFirst } from './oldest-first';

describe('the oldest first', () => {
  it('is told by one walk, whatever is taken out and put in meanwhile', () => {
    let begun = 0;
    const all = new (class extends Set<number> {
      override keys() {
        begun += 1;
        return super.keys();
      }
    })([0, 1, 2]);
    const oldest = oldestFirst(all);
    const told: (number | undefined)[] = [];
    for (let next = 3; next < 1000; next += 1) {
      const one = oldest();
      told.push(one);
      all.delete(one ?? -1);
      all.add(next);
    }
    assert.deepEqual(
      told,
      Array.from({ length: 997 }, (_, at) => at),
    );
    assert.equal(begun, 1);
  });

  it('is told of what was put in after there was nothing left', () => {
    const all = new Set<string>();
    const oldest = oldestFirst(all);
    assert.equal(oldest(), undefined);
    all.add('late');
    assert.equal(oldest(), 'late');
  });
});
