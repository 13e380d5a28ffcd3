import assert from 'node:assert/strict';
import { createThrottle } from './throttle';

describe('a throttle', () => {
  const RATE = { burst: 10, perSecond: 5 };

  it('takes a burst at once, and then so much a second', () => {
    const throttle = createThrottle(RATE);
    assert.equal(throttle.take(0, 10), 0);
    assert.equal(throttle.take(0, 1), 200);
    assert.equal(throttle.take(200, 1), 0);
    assert.equal(throttle.take(200, 2), 400);
    assert.equal(throttle.take(100_000, 10), 0, 'no more than the burst is saved up');
    assert.equal(throttle.take(100_000, 1), 200);
  });

  it('knows for how long it has been short', () => {
    const throttle = createThrottle(RATE);
    assert.equal(throttle.shortFor(0), 0);
    throttle.take(0, 10);
    throttle.take(0, 1);
    for (let now = 200; now <= 3000; now += 200) assert.equal(throttle.take(now, 1), 0);
    assert.equal(throttle.shortFor(3000), 3000, 'what comes at the very rate lets nothing come back');
    assert.equal(throttle.take(4000, 1), 0, 'five came back');
    assert.equal(throttle.shortFor(4000), 0);
  });
});
