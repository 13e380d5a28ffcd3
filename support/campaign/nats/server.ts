// A NATS server as commands see it, the one door to this folder: it is loaded only where a server is asked for.

import type { Engine } from '../campaign';
import { byWorkers, type ByWorkersOptions } from './by-workers';
import { connectTo, sayWhenAway } from './connection';
import { openStores } from './stores';
import { work, type WorkerOptions } from './worker';

export interface Server {
  readonly byWorkers: (options: ByWorkersOptions) => Engine;
  readonly work: (options: WorkerOptions) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param leaseMs of what is not there yet */
export async function openServer(url: string, leaseMs: number, say: (line: string) => void): Promise<Server> {
  const connection = await connectTo(url);
  sayWhenAway(connection, say);
  const stores = await openStores(connection, leaseMs).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  return {
    byWorkers: (options) => byWorkers(stores, options),
    work: (options) => work(stores, options),
    close: () => connection.close(),
  };
}

export async function openLoadServer(
  _url: string,
  _say: (line: string) => void,
): Promise<{ crew: import('../../load/messages').Crew; close: () => Promise<void> }> {
  throw new Error('not yet');
}
