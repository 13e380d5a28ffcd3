// A NATS server as commands see it, the one door to this folder: it is loaded only where a server is asked for.

import type { Crew } from '../../load/messages';
import type { Engine } from '../campaign';
import { byWorkers, type ByWorkersOptions } from './by-workers';
import { connectTo, sayWhatIsWaitedFor } from './connection';
import { crewByNats } from './load-shares';
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
  sayWhatIsWaitedFor(connection, say);
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

export interface LoadServer {
  /** @param withinMs so long it waits for workers */
  readonly crew: (withinMs: number) => Crew;
  readonly close: () => Promise<void>;
}

/** What a load needs of it, and no storage. */
export async function openLoadServer(url: string, say: (line: string) => void): Promise<LoadServer> {
  const connection = await connectTo(url);
  sayWhatIsWaitedFor(connection, say);
  return { crew: (withinMs) => crewByNats(connection, withinMs), close: () => connection.close() };
}
