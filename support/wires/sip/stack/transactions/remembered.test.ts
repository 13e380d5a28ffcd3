import assert from 'node:assert/strict';
import { createRemembered } from './remembered';

describe('what is remembered of transactions', () => {
  it('is the latest, and no more than the limit', () => {
    const remembered = createRemembered(2);
    for (const key of ['one', 'two', 'one', 'three']) remembered.add(key);
    assert.deepEqual(
      ['one', 'two', 'three'].map((key) => remembered.has(key)),
      [true, false, true],
    );
  });
});
