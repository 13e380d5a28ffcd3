import assert from 'node:assert/strict';
import { note, possiblyDuring, surelyDuring, type State, type Timelines } from './timeline';

/** @param changes position and state, in the order in which they become known: `3 yes, 7 no` */
function timeline(changes: string): Timelines {
  const timelines: Timelines = new Map();
  for (const change of changes.split(', ').filter(Boolean)) {
    const [seq, state] = change.split(' ');
    note(timelines, 'it', { seq: Number(seq), state: state as State, evidence: 'e' }); // the tests below write states only
  }
  return timelines;
}

describe('what held when', () => {
  it('is kept in the order of the trace, whenever it becomes known; of one moment what is known last counts', () => {
    const inOrder = (changes: string) =>
      timeline(changes)
        .get('it')
        ?.map(({ seq, state }) => `${seq} ${state}`);
    assert.deepEqual(inOrder('5 yes, 2 maybe, 7 no'), ['2 maybe', '5 yes', '7 no']);
    assert.deepEqual(inOrder('5 yes, 7 no, 5 no'), ['5 yes', '5 no', '7 no']);
  });

  // The span of every case is from 3 to 6.
  for (const [changes, possibly, surely] of [
    ['', false, false],
    ['2 yes', true, true],
    ['3 yes', true, true],
    ['2 maybe', true, false],
    ['2 no', false, false],
    ['2 yes, 3 no', false, false],
    ['2 maybe, 3 yes', true, true],
    ['2 yes, 4 no', true, false],
    ['2 yes, 4 maybe', true, false],
    ['2 yes, 4 yes', true, true],
    ['2 yes, 6 no', true, false],
    ['2 yes, 7 no', true, true],
    ['4 yes', true, false],
    ['4 maybe', true, false],
    ['4 no', false, false],
    ['6 yes', true, false],
    ['7 yes', false, false],
    ['1 yes, 2 no', false, false],
    ['3 yes, 3 no', false, false],
    ['3 no, 3 yes', true, true],
  ] as const)
    it(`of ${changes || 'nothing'} ${possibly ? 'may' : 'cannot'} have held between 3 and 6, ${surely ? 'surely throughout' : 'not surely'}`, () => {
      assert.equal(possiblyDuring(timeline(changes), 'it', 3, 6), possibly);
      assert.equal(surelyDuring(timeline(changes), 'it', 3, 6), surely);
    });
});
