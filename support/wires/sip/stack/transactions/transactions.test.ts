import assert from 'node:assert/strict';
import { createResponse } from '../message/build';
import { callIdOf } from '../message/typed';
import { createFakeClock } from '../testing/fake-clock';
import { createLossyNetwork } from '../testing/lossy-network';
import { messageOf } from '../testing/transaction-rig';
import { createTransactions } from './transactions';

describe('over a network that loses 20 %, doubles and reorders', function () {
  this.timeout(10_000);

  it('every request gets exactly one final answer, and is handed up once', async () => {
    const clock = createFakeClock();
    const network = createLossyNetwork(clock, { loss: 0.2, doubling: 0.2, maxDelayMs: 400 }, 7);
    const handed = new Map<string, number>();
    const ends = new Map<string, string[]>();
    const ignore = { onMalformed: () => assert.fail('malformed'), onStray: () => undefined };
    const server = createTransactions(
      network.station(2, (received) => server.receive(received)),
      { clock },
      {
        ...ignore,
        onRequest({ request, toTag, prepare, respond }) {
          const callId = callIdOf(request);
          handed.set(callId, (handed.get(callId) ?? 0) + 1);
          clock.after(
            Number(callId) * 10,
            () => void respond(prepare(createResponse(request, 200, { toTag, reason: callId }))),
          );
        },
      },
    );
    const client = createTransactions(
      network.station(1, (received) => client.receive(received)),
      { clock },
      { ...ignore, onRequest: () => assert.fail('a request') },
    );
    for (let number = 0; number < 200; number += 1) {
      const callId = String(number);
      const end = (what: string) => ends.set(callId, [...(ends.get(callId) ?? []), what]);
      client.start(client.prepare(messageOf(callId), { transport: 'UDP', host: '192.0.2.1', port: 2 }), {
        onProvisional: () => undefined,
        onFinal: ({ start }) => end(start.reason),
        onFailure: ({ code }) => end(code),
      });
    }
    await clock.advance(80_000);
    assert.equal(ends.size, 200);
    for (const [callId, what] of ends) assert.deepEqual(what, [callId]);
    for (const [callId, times] of handed) assert.equal(times, 1, callId);
    assert.ok(network.sent > 600);
    assert.equal(clock.waiting, 0);
  });
});
