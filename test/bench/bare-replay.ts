// The same messages by the leanest client of Node, with nothing around them: the floor of what they cost. Every message of a recorded
// run is posted again, in its order, between bare listeners.

import { once } from 'node:events';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MessageEvent } from '../../support/evidence/trace';

/**
 * @param concurrency how many exchanges are under way at once; the run itself has several parties talking
 * @returns milliseconds of processor
 */
export async function replayBare(messages: readonly MessageEvent[], concurrency: number): Promise<number> {
  const receivers = [...new Set(messages.map(({ to }) => to.party ?? 'unknown'))];
  const servers = new Map<string, Server>();
  for (const receiver of receivers) servers.set(receiver, await bareServer());
  const agent = new Agent({ keepAlive: true });
  const ports = new Map([...servers].map(([party, server]) => [party, (server.address() as AddressInfo).port]));

  const started = process.cpuUsage();
  const waiting = messages[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const { flow, raw, to } of waiting)
      await post({ agent, port: ports.get(to.party ?? 'unknown'), path: `/flows/${flow}` }, raw);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const { user, system } = process.cpuUsage(started);

  agent.destroy();
  for (const server of servers.values()) {
    server.closeAllConnections();
    server.close();
  }
  return (user + system) / 1000;
}

const post = (where: { agent: Agent; port: number | undefined; path: string }, raw: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(raw) };
    request({ ...where, host: '127.0.0.1', method: 'POST', headers }, (answer) => answer.resume().once('end', resolve))
      .once('error', reject)
      .end(raw);
  });

async function bareServer(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(204).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
