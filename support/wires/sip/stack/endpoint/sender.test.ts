import assert from 'node:assert/strict';
import { SipFailure, type FailureCode } from '../failure';
import { createResponse } from '../message/build';
import { withBody, type SipRequest } from '../message/message';
import { parse } from '../message/parse';
import { serialise } from '../message/serialise';
import type { Hop, TransportName } from '../place';
import { sample } from '../testing/sample';
import type { Transactions } from '../transactions/transactions';
import { createSender } from './sender';

const UDP: Hop = { transport: 'UDP', host: '192.0.2.2', port: 5060 };

function request(bytes: number): SipRequest {
  const { message } = parse(sample());
  assert.ok(message?.kind === 'request');
  return withBody(message, Buffer.alloc(bytes));
}

/** Prepares a request with so many bytes of body and sends it; gives what was prepared, how it left and what came of it. */
async function tried(bytes: number, options: { udpLimit?: number; hasTcp?: boolean; tcp?: FailureCode } = {}) {
  const { udpLimit = 1300, hasTcp = true, tcp } = options;
  const left: TransportName[] = [];
  const transactions: Transactions = {
    receive: () => undefined,
    close: () => undefined,
    prepare: (made, hop) => ({ request: made, bytes: serialise(made), hop, key: '' }),
    start(prepared, user) {
      left.push(prepared.hop.transport);
      const fails = prepared.hop.transport === 'TCP' && tcp !== undefined && new SipFailure(tcp, 'it failed');
      queueMicrotask(() => {
        if (fails) user.onFailure(fails);
        else user.onFinal(createResponse(prepared.request, 200));
      });
      return () => undefined;
    },
  };
  const reach = () => (tcp === undefined ? Promise.resolve() : Promise.reject(new SipFailure(tcp, 'it failed')));
  const { prepare } = createSender({ transactions, udpLimit, hasTcp: () => hasTcp, reach });
  const prepared = await prepare(request(bytes), { to: UDP });
  assert.deepEqual(left, []);
  const end = await prepared.send().then(
    ({ start }) => start.status,
    (error: unknown) => error instanceof SipFailure && error.code,
  );
  assert.deepEqual(left, [prepared.hop.transport]);
  return [...left, end];
}

describe('the sender', () => {
  it('takes TCP for what is too large for UDP, where there is TCP and unless told otherwise', async () => {
    assert.deepEqual(await tried(2000), ['TCP', 200]);
    assert.deepEqual(await tried(100), ['UDP', 200]);
    assert.deepEqual(await tried(2000, { hasTcp: false }), ['UDP', 200]);
    assert.deepEqual(await tried(2000, { udpLimit: Infinity }), ['UDP', 200]);
  });

  it('has made it for UDP before it leaves where the peer has no TCP, and not where TCP failed otherwise', async () => {
    assert.deepEqual(await tried(2000, { tcp: 'unreachable' }), ['UDP', 200]);
    assert.deepEqual(await tried(2000, { tcp: 'timeout' }), ['TCP', 'timeout']);
    assert.deepEqual(await tried(2000, { tcp: 'refused-by-guard' }), ['TCP', 'refused-by-guard']);
  });
});
