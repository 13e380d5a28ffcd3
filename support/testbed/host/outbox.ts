// Sends what a party has to say in the order in which it said it. Copies of one flow for different receivers (or from
// different senders) go out together; what comes after them waits until they were delivered or failed, so that the order
// at the sender is real. Linear in the number of messages. Unaware of how a message is delivered.

import type { Send } from '../../reference/machine';

export interface Outbox<T> {
  push(item: T): void;
}

const MOST_IN_FLIGHT = 64;

/** @param deliver never rejects */
export function createOutbox<T extends { readonly send: Send }>(deliver: (item: T) => Promise<void>): Outbox<T> {
  let waiting: T[] = [];
  let draining = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      for (const run of runsOf(batch)) await together(run, deliver);
    }
    draining = false;
  }

  return {
    push(item) {
      waiting.push(item);
      if (draining) return;
      draining = true;
      // Not at once: a command is answered, and a message accepted, before what it caused leaves.
      setImmediate(() => void drain());
    },
  };
}

/** Consecutive sends of one flow in which no sender speaks twice to one receiver. */
function* runsOf<T extends { readonly send: Send }>(batch: readonly T[]): Generator<readonly T[]> {
  let run: T[] = [];
  let flow = '';
  let ends = new Set<string>();
  for (const item of batch) {
    const { send } = item;
    const pair = `${send.body.from} ${send.body.to}`;
    if (run.length > 0 && (send.flow !== flow || ends.has(pair))) {
      yield run;
      run = [];
      ends = new Set();
    }
    flow = send.flow;
    ends.add(pair);
    run.push(item);
  }
  if (run.length > 0) yield run;
}

async function together<T>(run: readonly T[], deliver: (item: T) => Promise<void>): Promise<void> {
  const rest = run.values();
  const lane = async (): Promise<void> => {
    for (const item of rest) await deliver(item);
  };
  await Promise.all(Array.from({ length: Math.min(MOST_IN_FLIGHT, run.length) }, lane));
}
