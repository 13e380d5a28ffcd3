import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { deadlineIn, lateness, whenPassed } from './lateness';

function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('lateness of our own loop', () => {
  it('grows by what keeps the loop from its turn, at once and for good', async () => {
    const before = lateness();
    busy(150);
    assert.ok(lateness() - before >= 100, `${lateness() - before}`);
    await sleep(30);
    assert.ok(lateness() - before >= 100);
  });

  it('puts a deadline off by as much', () => {
    const deadline = deadlineIn(100);
    busy(200);
    assert.ok(deadline.left() > 40, `${deadline.left()}`);
  });

  it('is waited out before what is due is called', async () => {
    const start = performance.now();
    const called = new Promise<number>((resolve) => {
      whenPassed(deadlineIn(60), () => resolve(performance.now() - start));
    });
    busy(120);
    assert.ok((await called) > 140);
  });

  it('is not waited for by whoever stops', async () => {
    let called = false;
    whenPassed(deadlineIn(5), () => (called = true))();
    await sleep(30);
    assert.equal(called, false);
  });
});
