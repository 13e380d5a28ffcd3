import assert from 'node:assert/strict';
import { headerOf } from '../message/message';
import { setUp } from '../testing/transaction-rig';

describe('a client transaction', () => {
  it('over UDP repeats its request at growing intervals, and gives up after 64 T1', async () => {
    const { clock, out, told, send, answer } = setUp();
    send();
    await clock.advance(40_000);
    assert.deepEqual(
      out.map(({ at }) => at),
      [0, 500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500],
    );
    assert.deepEqual(told, ['timeout']);
    assert.equal(clock.waiting, 0);
    answer(200);
    assert.deepEqual(told, ['timeout', 'stray']);
    assert.equal(new Set(out.map(({ message }) => headerOf(message, 'Via'))).size, 1);
  });

  it('takes an answer that was there before the clock was looked at', async () => {
    const { clock, told, send, answer } = setUp();
    send();
    await clock.advance(32_000);
    answer(200);
    await clock.advance(40_000);
    assert.deepEqual(told, ['final 200']);
    assert.equal(clock.waiting, 0);
  });

  it('over a stream sends once, and still gives up', async () => {
    const { clock, out, told, send } = setUp('TCP');
    send();
    await clock.advance(40_000);
    assert.equal(out.length, 1);
    assert.deepEqual(told, ['timeout']);
  });

  it('after a provisional response repeats each T2, and gives up all the same', async () => {
    const { clock, out, told, send, answer } = setUp();
    send();
    await clock.advance(100);
    answer(100);
    await clock.advance(40_000);
    assert.deepEqual(out.map(({ at }) => at).slice(0, 4), [0, 500, 4500, 8500]);
    assert.deepEqual(told, ['provisional 100', 'timeout']);
  });

  it('has one final response, and absorbs more for T4, and copies that the network held back for longer', async () => {
    const { clock, out, told, send, answer } = setUp();
    send();
    answer(200);
    answer(200);
    answer(500);
    assert.deepEqual(told, ['final 200']);
    await clock.advance(5000);
    assert.equal(clock.waiting, 0);
    answer(200);
    assert.deepEqual(told, ['final 200']);
    assert.equal(out.length, 1);
  });

  it('takes no response with another branch, sent-by or method', () => {
    const { told, send, answer } = setUp();
    send();
    const other = (name: string, from: RegExp, to: string) =>
      answer(200, (response) => ({
        ...response,
        headers: response.headers.map((one) =>
          one.name === name ? { name, value: one.value.replace(from, to) } : one,
        ),
      }));
    other('Via', /branch=z9hG4bK./, 'branch=z9hG4bK-');
    other('Via', /192\.0\.2\.1/, '255.255.255.255');
    other('CSeq', /MESSAGE/, 'OPTIONS');
    assert.deepEqual(told, ['stray', 'stray', 'stray']);
    answer(202);
    assert.equal(told.at(-1), 'final 202');
  });

  it('fails where the transport does, and ends where it is abandoned or closed', async () => {
    const { clock, told, send, breakWith, transactions } = setUp();
    send('a');
    transactions.close();
    send('b');
    breakWith(new Error('no route'));
    await clock.advance(500);
    assert.deepEqual(told, ['closed', 'unreachable']);
    assert.equal(clock.waiting, 0);
  });
});
