import assert from 'node:assert/strict';
import { createBudget, type Limits } from './budget';

const LIMITS: Limits = { messages: 3, bytes: 100, messagesPerSecond: 2, bytesPerSecond: 50 };

function budget(limits: Partial<Limits> = {}) {
  let now = 0;
  const made = createBudget({ ...LIMITS, ...limits }, () => now);
  const pass = (milliseconds: number): void => void (now += milliseconds);
  return { ...made, pass };
}

/** Where time is no matter. */
const SLOW = { messagesPerSecond: 1_000_000, bytesPerSecond: 1_000_000_000 };

describe('what is taken of products', () => {
  it('is so many messages in one scenario, whatever the others have', () => {
    const { take, clear, pass } = budget(SLOW);
    for (let count = 3; count > 0; count -= 1) assert.equal(take('one', 1), undefined);
    pass(1000);
    assert.match(
      take('one', 1)?.says ?? '',
      /more than 3 messages in one scenario \(limits\.messages of the target file\)/,
    );
    assert.equal(take('other', 1), undefined);
    clear('one');
    pass(1000);
    assert.equal(take('one', 1), undefined);
  });

  it('is so many bytes, with those that are counted and never refused', () => {
    const { take, charge, pass } = budget(SLOW);
    assert.equal(take('one', 40), undefined);
    charge('one', 50);
    pass(1000);
    assert.equal(take('one', 11)?.limit, 'bytes');
    assert.equal(take('one', 10), undefined);
  });

  it('is as much at once as one scenario may have, and then so much a second, in all of them together', () => {
    const { take, isFull, pass } = budget();
    for (const scope of ['one', 'two', 'three']) assert.equal(take(scope, 1), undefined);
    assert.equal(isFull()?.limit, 'messagesPerSecond');
    assert.equal(take('four', 1)?.limit, 'messagesPerSecond');
    // What was refused has cost its time too.
    pass(500);
    assert.ok(isFull());
    pass(1);
    assert.equal(isFull(), undefined);
    assert.equal(take('five', 1), undefined);
  });

  it('is owed for no longer than it would take to refill', () => {
    const { take, isFull, pass } = budget({ messages: 10 });
    for (let count = 0; count < 1000; count += 1) take('one', 1);
    pass(5000);
    assert.ok(isFull());
    pass(1);
    assert.equal(isFull(), undefined);
    const bytes = budget({ messages: 10, messagesPerSecond: 1_000_000 });
    assert.equal(bytes.take('one', 100), undefined);
    assert.equal(bytes.take('two', 1)?.limit, 'bytesPerSecond');
  });
});
