import assert from 'node:assert/strict';
import { isTooDeep } from './json-depth';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('json depth', () => {
  it('refuses what nests deeper than any message does', () => {
    assert.equal(isTooDeep(nested(200_000)), true);
    assert.equal(isTooDeep(`{"a":${nested(3000)}}`), true);
  });

  it('takes long texts that are flat, and brackets that stand in strings', () => {
    assert.equal(isTooDeep(JSON.stringify(Array.from({ length: 5000 }, (_, at) => ({ at })))), false);
    assert.equal(isTooDeep(JSON.stringify({ text: '[{"'.repeat(5000) })), false);
  });

  it('does not walk what is too short to harm', () => {
    assert.equal(isTooDeep(nested(500)), false);
  });
});
