import assert from 'node:assert/strict';
import type { Adapter, DeliveryOutcome, OutboundMessage } from '../../ports/adapter';
import type { Control } from '../../ports/control';
import { sendNow } from '../../ports/sent';
import { Unreachable } from '../../ports/unreachable';
import { createGivingUp } from './giving-up';

const ADDRESS = 'http://product';
const never = new AbortController().signal;
const LATE: DeliveryOutcome = { outcome: 'undeliverable', detail: 'no answer', timedOut: true };
const GONE: DeliveryOutcome = { outcome: 'undeliverable', detail: 'nothing listens' };
const TAKEN: DeliveryOutcome = { outcome: 'accepted', detail: '204' };

/** The next message or command comes to this. */
function opened() {
  const next = { outcome: LATE };
  const own = { each: 0, late: 0 };
  const asked: string[] = [];
  const adapter = {
    prepare: ({ address }: OutboundMessage) => ({
      carried: true,
      raw: '',
      body: {},
      leave() {
        asked.push(address);
        own.late += own.each;
        return Promise.resolve(next.outcome);
      },
    }),
  } as unknown as Adapter; // what giving up asks for
  const control: Control = {
    send() {
      asked.push('control');
      own.late += own.each;
      if (next.outcome === TAKEN) return Promise.resolve({ status: 'done' });
      return Promise.reject(new Unreachable(ADDRESS, 'no answer', next.outcome === LATE));
    },
  };
  const made = createGivingUp(
    ({ body }) => String(body['scope']),
    () => own.late,
  );
  const around = made.around(adapter, new Set([ADDRESS]));
  const send = (scope: string, address = ADDRESS) =>
    sendNow(around, { flow: 'log-off-request.client-server', address, body: { scope }, messageId: 'm' }, never);
  const command = (scope: string) =>
    made
      .asking(ADDRESS, control)
      .send({ command: 'activate', scope }, never)
      .then(
        () => 'done',
        (error: unknown) => String(error),
      );
  return { next, own, asked, send, command };
}

describe('a product that answers nothing any more', () => {
  it('is one whose answers begin and do not end, too', async () => {
    const { next, asked, send } = opened();
    next.outcome = { outcome: 'refused', detail: 'it did not end', timedOut: true };
    for (const scope of ['one', 'two', 'three', 'four']) await send(scope);
    assert.equal(asked.length, 3);
  });

  it('is waited for in three scenarios, by message and by control, and then no longer', async () => {
    const { asked, send, command } = opened();
    for (const scope of ['one', 'one', 'one', 'two']) assert.deepEqual(await send(scope), LATE);
    assert.match(await command('three'), /no answer/);
    assert.equal(asked.length, 5);
    assert.match((await send('four')).detail, /^given up: it answered nothing in 3 scenarios$/);
    assert.match(await command('four'), /given up/);
    assert.equal(asked.length, 5, 'it was asked once more');
    assert.deepEqual(await send('four', 'http://another'), LATE);
  });

  it('is waited for anew once it has answered anything', async () => {
    const { next, send, command } = opened();
    for (const scope of ['one', 'two']) await send(scope);
    next.outcome = TAKEN;
    assert.equal(await command('three'), 'done');
    next.outcome = LATE;
    for (const scope of ['four', 'five', 'six']) assert.deepEqual(await send(scope), LATE);
    assert.match((await send('seven')).detail, /given up/);
  });

  it('is another than one that is not there, which may be started again at any time', async () => {
    const { next, send, command } = opened();
    next.outcome = GONE;
    for (const scope of ['one', 'two', 'three']) await send(scope);
    await command('four');
    next.outcome = TAKEN;
    assert.deepEqual(await send('five'), TAKEN);
  });

  it('is not one that answered while we were too late to hear it', async () => {
    const { own, send, command } = opened();
    own.each = 150;
    for (const scope of ['one', 'two', 'three', 'four']) {
      assert.deepEqual(await send(scope), LATE);
      assert.match(await command(scope), /no answer/);
    }
    own.each = 50;
    for (const scope of ['five', 'six', 'seven']) assert.deepEqual(await send(scope), LATE);
    assert.match((await send('eight')).detail, /given up/);
  });
});
