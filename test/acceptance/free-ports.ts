// Ports on which nothing listens, for a target file that has to name some, and for a product whose configuration names its peers. None
// of those that a system gives to whoever connects: between the search and the use of such a port anybody may get it.

import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the ports that Linux gives away by itself (32768 and above). */
const FIRST = 12_000;
const COUNT = 20_000;
const MOST_TRIES = 1000;

export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no port was found');
  return port;
}

/** All are held until the last is found, so that no two are the same. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held = new Map<number, Server>();
  for (let tries = 0; held.size < count; tries += 1) {
    if (tries > MOST_TRIES) throw new Error(`${count} free ports were not found`);
    const port = FIRST + Math.floor(Math.random() * COUNT);
    const server = held.has(port) ? undefined : await listening(port);
    if (server) held.set(port, server);
  }
  await Promise.all([...held.values()].map((server) => once(server.close(), 'close')));
  return [...held.keys()];
}

/** Undefined where somebody else listens there. */
async function listening(port: number): Promise<Server | undefined> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return server;
  } catch {
    return undefined;
  }
}
