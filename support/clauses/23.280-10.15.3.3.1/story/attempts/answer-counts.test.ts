import assert from 'node:assert/strict';
import { judged } from '../../testing/judged';
import { FIRE2, IVO, JOINT8, server } from '../../testing/cast';
import { IVO_HOLDS_FIRE, regroups, requests, returns, WISH } from '../../testing/formation';
import { scenario } from '../../testing/outcomes';
import type { TraceBuilder } from '../../testing/trace-builder';

/** What fails, by its requirement. */
const failing = (pieces: (t: TraceBuilder) => void): readonly string[] => [
  ...new Set(
    judged(scenario(pieces))
      .filter(({ verdict }) => verdict === 'fail')
      .map(({ requirement }) => requirement),
  ),
];

describe('an answer that is one too many', () => {
  it('is the return of the request before where it says the same, and not one of the request after it', () => {
    const second = { ...WISH, groups: [FIRE2], given: JOINT8, id: JOINT8, partners: [] };
    const again = (t: TraceBuilder): void => {
      regroups(t);
      t.stimulus();
      requests(t, second);
      returns(t, WISH);
      returns(t, second);
      t.send('preconfigured-regroup-response.server-client', server('primary'), second.requester, {
        mcServiceId: second.requester,
        regroupGroupId: JOINT8,
      });
    };
    assert.deepEqual(failing(again), ['STEP-4b-1']);
  });

  it('is the reject of whoever is waiting where its receiver has had an answer', () => {
    const toHolder = (t: TraceBuilder): void => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      requests(t, WISH);
      t.send('preconfigured-regroup-reject.server-client', server('primary'), IVO, {
        mcServiceId: IVO,
        reason: 'group-already-regrouped',
      });
    };
    assert.deepEqual(failing(toHolder), ['STEP-4a-1', 'STEP-4a-4']);
  });
});
