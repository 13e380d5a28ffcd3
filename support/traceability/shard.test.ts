import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Scenario } from './scenario';
import { parseShard, selectShard } from './shard';

const scenario = (tp: string) => ({ tp, name: `scenario of ${tp}` }) as Scenario;
const selectionOf = (count: number) => ({
  selected: Array.from({ length: count }, (_, index) => scenario(`TP_${index}`)),
  notSelected: [{ tp: 'TP_X', name: 'another', reason: 'filter --step 5' }],
});

describe('a shard', () => {
  it('is read as i/n', () => assert.deepEqual(parseShard('2/3'), { index: 2, of: 3 }));

  for (const wrong of ['', '2', '0/2', '3/2', '1/0', 'a/b', '1/2/3', '-1/2', '1.5/2', '1/1001'])
    it(`is not ${wrong || 'empty'}`, () => assert.throws(() => parseShard(wrong), { code: 'MCX-SHARD' }));

  it('takes every n-th scenario in order, and names itself as the reason for the others', () => {
    const { selected, notSelected } = selectShard(selectionOf(5), { index: 2, of: 2 });
    assert.deepEqual(
      selected.map(({ tp }) => tp),
      ['TP_1', 'TP_3'],
    );
    assert.deepEqual(
      notSelected.map(({ tp, reason }) => [tp, reason]),
      [
        ['TP_X', 'filter --step 5'],
        ['TP_0', 'shard 2/2'],
        ['TP_2', 'shard 2/2'],
        ['TP_4', 'shard 2/2'],
      ],
    );
  });

  it('is refused where nothing is left for it', () => {
    assert.throws(() => selectShard(selectionOf(2), { index: 3, of: 3 }), { code: 'MCX-SHARD', message: /at most 2/ });
  });

  it('and the other shards together take every scenario once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 9 }), (count, wished) => {
        const of = Math.min(count, wished);
        const selection = selectionOf(count);
        const shards = Array.from({ length: of }, (_, n) => selectShard(selection, { index: n + 1, of }).selected);
        assert.deepEqual(new Set(shards.flat()), new Set(selection.selected));
        assert.equal(shards.flat().length, count);
        const sizes = shards.map(({ length }) => length);
        assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
      }),
    );
  });
});
