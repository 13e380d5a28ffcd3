import assert from 'node:assert/strict';
import { takingOldest } from './oldest-first';

describe('the oldest first', () => {
  it('is taken out by one walk, whatever is taken out and put in meanwhile', () => {
    let begun = 0;
    const all = new (class extends Set<number> {
      override keys() {
        begun += 1;
        return super.keys();
      }
    })([0, 1, 2]);
    const takeOldest = takingOldest(all);
    const told: (number | undefined)[] = [];
    for (let next = 3; next < 1000; next += 1) {
      told.push(takeOldest());
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
    const takeOldest = takingOldest(all);
    assert.equal(takeOldest(), undefined);
    all.add('late');
    assert.equal(takeOldest(), 'late');
    assert.equal(all.size, 0);
  });
});
