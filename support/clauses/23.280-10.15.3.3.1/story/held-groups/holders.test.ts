import assert from 'node:assert/strict';
import { FIRE, MED } from '../../testing/cast';
import { oneMessage } from '../../testing/one-message';
import type { State } from '../../../../oracle/story/timeline';
import { startAttempt, type Attempt } from '../attempts/attempt';
import { readHolders } from './holders';

const asked = (seq: number, group: string): Attempt =>
  startAttempt(oneMessage({ mcServiceGroupIdList: [group] }, { seq }), 'primary-server', []);

describe('the attempts that may hold a group', () => {
  const [passing, lasting, later, other] = [asked(2, FIRE), asked(4, FIRE), asked(6, FIRE), asked(1, MED)];
  const lives = new Map<Attempt, readonly (readonly [number, State])[]>([
    [
      passing,
      [
        [2, 'maybe'],
        [3, 'no'],
      ],
    ],
    [
      lasting,
      [
        [4, 'maybe'],
        [5, 'yes'],
      ],
    ],
    // It began before it was asked for.
    [
      later,
      [
        [3, 'maybe'],
        [8, 'no'],
      ],
    ],
    [other, [[1, 'yes']]],
  ]);
  const holders = readHolders([other, passing, lasting, later], (attempt) =>
    (lives.get(attempt) ?? []).map(([seq, state]) => ({ seq, state, evidence: `e${seq}` })),
  );
  const at = (seq: number, group = FIRE) => holders(group, seq).map(({ step2 }) => step2.seq);

  it('are those that have begun and are not over, in the order in which they began', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 7, 8].map((seq) => at(seq)),
      [[], [2], [6], [6, 4], [6, 4], [4]],
    );
  });

  it('are none of another group, nor of one that nobody asked for', () => {
    assert.deepEqual([at(9, MED), at(9, 'sip:nowhere@primary.example')], [[1], []]);
  });
});
