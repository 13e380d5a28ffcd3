// Transactions on a clock that stands still, with nothing around them: what they send and hand up is kept.

import assert from 'node:assert/strict';
import { createRequest, createResponse } from '../message/build';
import type { SipMessage, SipRequest, SipResponse } from '../message/message';
import { parse } from '../message/parse';
import { serialise } from '../message/serialise';
import type { Hop, TransportName } from '../place';
import { createTransactions, type ServerRequest, type TransactionOptions } from '../transactions/transactions';
import type { Received } from '../transport/transports';
import { createFakeClock } from './fake-clock';
import { sample, type Sample } from './sample';

const address = (user: string, tag?: string) => ({
  uri: { scheme: 'sip' as const, user, host: '192.0.2.9', parameters: [], headers: [] },
  parameters: tag === undefined ? [] : [{ name: 'tag', value: tag }],
});
export const messageOf = (callId: string): SipRequest =>
  createRequest({
    method: 'MESSAGE',
    uri: 'sip:bo@192.0.2.2',
    from: address('al', 'f'),
    to: address('bo'),
    callId,
    cseq: 1,
  });

export function setUp(transport: TransportName = 'UDP', more: Partial<TransactionOptions> = {}) {
  const clock = createFakeClock();
  const hop: Hop = { transport, host: '192.0.2.2', port: 5060 };
  const out: { readonly at: number; readonly message: SipMessage }[] = [];
  const up: ServerRequest[] = [];
  const told: string[] = [];
  let broken: Error | undefined;
  const put = (bytes: Buffer) => {
    if (broken) return Promise.reject(broken);
    const { message } = parse(bytes);
    assert.ok(message);
    out.push({ at: clock.now(), message });
    return Promise.resolve();
  };
  const transactions = createTransactions(
    {
      sendBytes: put,
      prepareReply(response) {
        const bytes = serialise(response);
        return { status: response.start.status, bytes, send: () => put(bytes) };
      },
      localFor: () => ({ transport, host: '192.0.2.1', port: 5060 }),
      prove: () => undefined,
    },
    { clock, ...more },
    {
      onRequest: (request) => up.push(request),
      onMalformed: (received, toTag) => told.push(`malformed ${received.problems[0]?.code ?? ''} ${toTag.length}`),
      onStray: () => told.push('stray'),
    },
  );
  const receive = (bytes: Buffer) =>
    transactions.receive({ transport, local: hop, remote: hop, bytes, ...parse(bytes) } satisfies Received);
  const request = (change: Partial<Sample> = {}) => receive(sample(change));
  const answer = (status: number, change: (response: SipResponse) => SipResponse = (same) => same) => {
    const sent = out.at(-1)?.message;
    assert.ok(sent?.kind === 'request');
    const message = change(createResponse(sent, status, { toTag: 't' }));
    const bytes = serialise(message);
    transactions.receive({ transport, local: hop, remote: hop, bytes, message, problems: [], accepted: true });
  };
  const send = (callId = 'c1') =>
    transactions.start(transactions.prepare(messageOf(callId), hop), {
      onProvisional: ({ start }) => told.push(`provisional ${start.status}`),
      onFinal: ({ start }) => told.push(`final ${start.status}`),
      onFailure: ({ code }) => told.push(code),
    });
  const statuses = () => out.map(({ message }) => (message.kind === 'response' ? message.start.status : 0));
  return {
    clock,
    out,
    up,
    told,
    transactions,
    receive,
    request,
    answer,
    send,
    statuses,
    hop,
    breakWith: (error: Error) => (broken = error),
  };
}
