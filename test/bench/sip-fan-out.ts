// One MESSAGE to each of many clients behind one socket, all at once, as a server tells the members of a regroup.

import { performance } from 'node:perf_hooks';
import { openAgent } from './sip-agent';

export interface SipFanOut {
  readonly milliseconds: number;
  readonly retransmissions: number;
}

export async function sipFanOut(clients: number): Promise<SipFanOut> {
  const server = await openAgent('UDP', true);
  const all = await openAgent('UDP');
  try {
    const started = performance.now();
    await Promise.all(Array.from({ length: clients }, (_, number) => server.ask(all.at, number)));
    return { milliseconds: performance.now() - started, retransmissions: server.left() - clients };
  } finally {
    await server.close();
    await all.close();
  }
}
