// The same message exchanges with nothing around them: what the wire and its libraries cost by themselves. Every message
// of a recorded run is posted again, in its order, between bare listeners.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import axios from 'axios';
import { Agent } from 'node:http';
import type { MessageEvent } from '../../support/evidence/trace';

export interface Replay {
  readonly messages: number;
  readonly milliseconds: number;
}

/** @param concurrency how many exchanges are under way at once; the run itself has several parties talking */
export async function replayBare(messages: readonly MessageEvent[], concurrency: number): Promise<Replay> {
  const receivers = [...new Set(messages.map(({ to }) => to.party ?? 'unknown'))];
  const servers = new Map<string, Server>();
  for (const receiver of receivers) servers.set(receiver, await bareServer());
  const agent = new Agent({ keepAlive: true });
  const client = axios.create({ httpAgent: agent, proxy: false, maxRedirects: 0, validateStatus: () => true });
  const urls = new Map(
    [...servers].map(([party, server]) => [party, `http://127.0.0.1:${(server.address() as AddressInfo).port}`]),
  );

  const started = performance.now();
  const waiting = messages[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const { flow, raw, to } of waiting)
      await client.post(`${urls.get(to.party ?? 'unknown') ?? ''}/flows/${flow}`, raw, {
        headers: { 'content-type': 'application/json' },
      });
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const milliseconds = performance.now() - started;

  agent.destroy();
  for (const server of servers.values()) {
    server.closeAllConnections();
    server.close();
  }
  return { messages: messages.length, milliseconds };
}

async function bareServer(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(204).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
