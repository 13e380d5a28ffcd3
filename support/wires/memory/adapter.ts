// The adapter memory: messages between parties of one process, as the same bytes but over no socket. It serves the trials of
// mutants and variants, which need thousands of scenarios; a run that judges a product never takes it (adr/0007).
// Unaware of scenarios, of schemas and of verdicts.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Adapter, Json, Receiver } from '../../ports/adapter';

export function createMemoryAdapter(): Adapter {
  const receivers = new Map<string, Receiver>();
  const encode: Adapter['encode'] = ({ body }) => JSON.stringify(body);
  let listeners = 0;

  return {
    encode,
    listen(receiver) {
      const address = `memory:${++listeners}`;
      receivers.set(address, receiver);
      const close = (): Promise<void> => Promise.resolve(void receivers.delete(address));
      return Promise.resolve({ address, close });
    },
    async send(message, signal) {
      const raw = encode(message);
      // A socket would part the two: what the receiver does is never inside what the sender does.
      await nextTurn();
      const receiver = receivers.get(message.address);
      if (signal.aborted) return { outcome: 'undeliverable', detail: 'given up: the run no longer waits for it' };
      if (!receiver) return { outcome: 'undeliverable', detail: `nothing listens at ${message.address}` };
      const { flow, messageId } = message;
      const body = JSON.parse(raw) as Json; // it was an object before it was encoded
      const reception = await receiver.onMessage({ flow, body, raw, messageId, wire: {} });
      return reception.accepted
        ? { outcome: 'accepted', detail: 'taken' }
        : { outcome: 'refused', detail: reception.problem };
    },
    close() {
      receivers.clear();
      return Promise.resolve();
    },
  };
}
