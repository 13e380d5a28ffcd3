// The adapter memory: messages between parties of one process, as the same bytes but over no socket. It serves the trials of
// mutants and variants, which need thousands of scenarios; a run that judges a product never takes it (adr/0007).
// Unaware of scenarios, of schemas and of verdicts.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Adapter, DeliveryOutcome, Json, OutboundMessage, Receiver } from '../../ports/adapter';

export function createMemoryAdapter(): Adapter {
  const receivers = new Map<string, Receiver>();
  let listeners = 0;

  async function leave(
    { flow, address, messageId }: OutboundMessage,
    raw: string,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome> {
    // A socket would part the two: what the receiver does is never inside what the sender does.
    await nextTurn();
    const receiver = receivers.get(address);
    if (signal.aborted) return { outcome: 'undeliverable', detail: 'given up: the run no longer waits for it' };
    if (!receiver) return { outcome: 'undeliverable', detail: `nothing listens at ${address}` };
    const body = JSON.parse(raw) as Json; // it was an object before it was encoded
    const reception = await receiver.onMessage({ flow, body, raw, messageId, wire: {} });
    return reception.accepted
      ? { outcome: 'accepted', detail: 'taken' }
      : { outcome: 'refused', detail: reception.problem };
  }

  return {
    listen(receiver) {
      const address = `memory:${++listeners}`;
      receivers.set(address, receiver);
      const close = (): Promise<void> => Promise.resolve(void receivers.delete(address));
      return Promise.resolve({ address, close });
    },
    prepare(message) {
      const raw = JSON.stringify(message.body);
      return { carried: true, raw, body: message.body, leave: (signal) => leave(message, raw, signal) };
    },
    close() {
      receivers.clear();
      return Promise.resolve();
    },
  };
}
