import assert from 'node:assert/strict';
import { isTooDeep, parseShallow } from './json-depth';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('json depth', () => {
  it('refuses what nests deeper than any message does, however short the text is', () => {
    for (const depth of [101, 200, 500, 3000, 200_000]) assert.equal(isTooDeep(nested(depth)), true, `${depth}`);
    assert.equal(isTooDeep('{"a":'.repeat(101)), true);
    assert.throws(() => parseShallow(nested(101)), /SyntaxError: it nests deeper than 100 levels/);
  });

  it('takes what nests less, long texts that are flat, and brackets that stand in strings', () => {
    assert.equal(isTooDeep(nested(100)), false);
    assert.equal(isTooDeep(JSON.stringify(Array.from({ length: 5000 }, (_, at) => ({ at })))), false);
    assert.equal(isTooDeep(JSON.stringify({ text: '[{"'.repeat(5000) })), false);
    assert.deepEqual(parseShallow('{"a":[1]}'), { a: [1] });
  });
});
