import assert from 'node:assert/strict';
import { SipFailure, type FailureCode } from '../failure';
import { createResponse } from '../message/build';
import { withBody, type SipRequest } from '../message/message';
import { parse } from '../message/parse';
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

/** Sends so many bytes; gives the transports that were tried. */
async function tried(bytes: number, options: { udpLimit?: number; hasTcp?: boolean; tcp?: FailureCode } = {}) {
  const { udpLimit = 1300, hasTcp = true, tcp } = options;
  const hops: TransportName[] = [];
  const transactions: Transactions = {
    receive: () => undefined,
    close: () => undefined,
    request(sent, hop, user) {
      hops.push(hop.transport);
      const fails = hop.transport === 'TCP' && tcp !== undefined && new SipFailure(tcp, 'it failed');
      queueMicrotask(() => {
        if (fails) user.onFailure(fails);
        else user.onFinal(createResponse(sent, 200));
      });
      return () => undefined;
    },
  };
  const send = createSender({ transactions, udpLimit, hasTcp: () => hasTcp });
  const end = await send(request(bytes), { to: UDP }).then(
    ({ start }) => start.status,
    (error: unknown) => error instanceof SipFailure && error.code,
  );
  return [...hops, end];
}

describe('the sender', () => {
  it('takes TCP for what is too large for UDP, where there is TCP and unless told otherwise', async () => {
    assert.deepEqual(await tried(2000), ['TCP', 200]);
    assert.deepEqual(await tried(100), ['UDP', 200]);
    assert.deepEqual(await tried(2000, { hasTcp: false }), ['UDP', 200]);
    assert.deepEqual(await tried(2000, { udpLimit: Infinity }), ['UDP', 200]);
  });

  it('takes UDP after all where the peer has no TCP, and not where TCP failed otherwise', async () => {
    assert.deepEqual(await tried(2000, { tcp: 'unreachable' }), ['TCP', 'UDP', 200]);
    assert.deepEqual(await tried(2000, { tcp: 'timeout' }), ['TCP', 'timeout']);
    assert.deepEqual(await tried(2000, { tcp: 'refused-by-guard' }), ['TCP', 'refused-by-guard']);
  });
});
