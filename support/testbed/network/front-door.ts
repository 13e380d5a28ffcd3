// A worker's side of the front: its parties listen where the front finds them, and are told of at the front's address.
// Unaware of how the front routes.

import { createHttpClient } from '../../wires/http-json/client/http-client';
import type { ListenOptions } from '../../ports/adapter';
import type { PartyName } from '../../procedure/roles';
import { HarnessFault } from '../../verdict/errors';
import type { FrontWorker } from './front-routes';

export interface FrontDoor {
  /** Where a party listens that would listen on this fixed port. */
  readonly behind: ListenOptions;
  /** Notes where the party listens; returns the address that the others are told. */
  note(party: PartyName, address: string, fixed: ListenOptions): string;
  /** Tells the front; from now on messages come. */
  join(): Promise<void>;
}

/** @param labels begin every scope and identity that this worker makes */
export function createFrontDoor(entrance: string, labels: readonly string[]): FrontDoor {
  const addresses: Partial<Record<PartyName, string>> = {};
  return {
    behind: { host: '127.0.0.1', port: 0 },
    note(party, address, { host, port }) {
      addresses[party] = address;
      return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    },
    async join() {
      const worker: FrontWorker = { labels, addresses };
      const client = createHttpClient({ allow: () => true, requestTimeoutMs: JOIN_MS, maxBodyBytes: 4096 });
      const reply = await client.post(entrance, JSON.stringify(worker), {}, new AbortController().signal);
      client.close();
      if (reply.kind !== 'answered') throw new HarnessFault(`the front of the workers is gone: ${reply.problem}`);
      if (reply.status !== 204) throw new HarnessFault(`the front took no worker: ${reply.status} ${reply.text}`);
    },
  };
}

const JOIN_MS = 10_000;
