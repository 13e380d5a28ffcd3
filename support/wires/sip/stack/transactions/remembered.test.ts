import assert from 'node:assert/strict';
import { createRemembered } from './remembered';

describe('what is remembered of transactions', () => {
  it('is the latest, and no more than the limit', () => {
    const remembered = createRemembered<string>(2);
    for (const key of ['one', 'two', 'one', 'three']) remembered.add(key, key);
    assert.deepEqual(
      ['one', 'two', 'three'].map((key) => remembered.get(key)),
      ['one', undefined, 'three'],
    );
  });
});
