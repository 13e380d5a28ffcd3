import assert from 'node:assert/strict';
import { createActivity } from './activity';

describe('activity', () => {
  const never = new AbortController().signal;

  it('is idle until something is in hand, and when all of it is done', async () => {
    const activity = createActivity();
    assert.equal(activity.isIdle(), true);
    await activity.whenIdle(never);
    const first = activity.begin();
    const second = activity.begin();
    let idle = false;
    const waiting = activity.whenIdle(never).then(() => (idle = true));
    first();
    await Promise.resolve();
    assert.deepEqual([activity.isIdle(), idle], [false, false]);
    second();
    await waiting;
    assert.equal(activity.isIdle(), true);
  });

  it('gives up when told to', async () => {
    const activity = createActivity();
    activity.begin();
    const stop = new AbortController();
    const waiting = activity.whenIdle(stop.signal);
    stop.abort();
    await assert.rejects(waiting, /not idle in time/);
    await assert.rejects(activity.whenIdle(AbortSignal.abort()), /not idle in time/);
  });
});
