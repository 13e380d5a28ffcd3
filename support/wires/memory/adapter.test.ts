import assert from 'node:assert/strict';
import type { InboundMessage, Receiver, Reception } from '../../ports/adapter';
import { sendNow } from '../../ports/sent';
import { createMemoryAdapter } from './adapter';

const never = new AbortController().signal;
const where = { host: '', port: 0 };
const FLOW = 'preconfigured-regroup-response.client-server';

describe('the adapter memory', () => {
  function receiving(reception: Reception): { readonly receiver: Receiver; readonly got: InboundMessage[] } {
    const got: InboundMessage[] = [];
    return {
      got,
      receiver: {
        onMessage: (message) => {
          got.push(message);
          return reception;
        },
        onMalformed: () => assert.fail('nothing is malformed'),
      },
    };
  }

  it('hands over the bytes, not the object, and not while the sender is speaking', async () => {
    const adapter = createMemoryAdapter();
    const { receiver, got } = receiving({ accepted: true });
    const { address } = await adapter.listen(receiver, where);
    const body = { from: 'sip:a', list: ['x'], nothing: undefined };
    const sending = sendNow(adapter, { flow: FLOW, address, body, messageId: 'e1' }, never);
    assert.deepEqual(got, []);
    body.list.push('later');
    assert.deepEqual(await sending, { outcome: 'accepted', detail: 'taken' });
    assert.deepEqual(
      got.map(({ flow, body, raw, messageId }) => ({ flow, body, raw, messageId })),
      [{ flow: FLOW, body: { from: 'sip:a', list: ['x'] }, raw: '{"from":"sip:a","list":["x"]}', messageId: 'e1' }],
    );
  });

  it('says what became of a message that was refused or that nobody takes', async () => {
    const adapter = createMemoryAdapter();
    const { receiver } = receiving({ accepted: false, problem: 'no' });
    const listener = await adapter.listen(receiver, where);
    const message = { flow: FLOW, address: listener.address, body: {}, messageId: 'e1' } as const;
    assert.deepEqual(await sendNow(adapter, message, never), { outcome: 'refused', detail: 'no' });
    await listener.close();
    assert.equal((await sendNow(adapter, message, never)).outcome, 'undeliverable');
    assert.equal((await sendNow(adapter, message, AbortSignal.abort())).outcome, 'undeliverable');
    await adapter.close();
  });
});
