// A product that is there once is a lease: a key that whoever has it renews, and that ends by itself where its holder is gone. All that a
// job needs is taken, or nothing.

import { hostname } from 'node:os';
import type { Resource } from '../job';
import { isConflict, persistently } from './connection';
import { tokenOf, type Stores } from './stores';

export interface Lease {
  /** @returns false where somebody else has it by now: the job must end. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

interface Held {
  readonly key: string;
  revision: number;
}

/** @returns undefined where something is held by somebody else */
export async function takeLeases(
  { leases }: Pick<Stores, 'leases'>,
  resources: readonly Resource[],
  holder: string,
  signal?: AbortSignal,
): Promise<Lease | undefined> {
  const held: Held[] = [];
  const release = async (): Promise<void> => {
    // What cannot be given back ends by itself.
    await Promise.all(
      held.map(({ key, revision }) => leases.delete(key, { previousSeq: revision }).catch(() => undefined)),
    );
  };
  for (const resource of resources) {
    const one = await takeOne({ leases }, resource, holder, signal);
    if (one === undefined) {
      await release();
      return undefined;
    }
    held.push(one);
  }
  return {
    release,
    async renew() {
      for (const one of held) {
        const revision = await renewed({ leases }, one, holder);
        if (revision === undefined) return false;
        one.revision = revision;
      }
      return true;
    },
  };
}

type Keys = Pick<Stores, 'leases'>;

async function takeOne(
  keys: Keys,
  { name, atOnce, perMachine }: Resource,
  holder: string,
  signal: AbortSignal | undefined,
): Promise<Held | undefined> {
  const resource = tokenOf(perMachine ? `${name} on ${hostname()}` : name);
  for (let place = 0; place < atOnce; place += 1) {
    const key = `${resource}.${place}`;
    const revision = await created(keys, key, holder, signal);
    if (revision !== undefined) return { key, revision };
  }
  return undefined;
}

/** A lease that ended while the server was away may be taken anew, where nobody else has it. */
async function renewed(keys: Keys, { key, revision }: Held, holder: string): Promise<number | undefined> {
  const update = () => keys.leases.update(key, holder, revision);
  try {
    return await persistently(update);
  } catch (error) {
    if (!isConflict(error)) throw error;
    return created(keys, key, holder);
  }
}

async function created(
  { leases }: Keys,
  key: string,
  holder: string,
  signal?: AbortSignal,
): Promise<number | undefined> {
  try {
    return await persistently(() => leases.create(key, holder), signal);
  } catch (error) {
    if (!isConflict(error)) throw error;
    // An answer that was lost may have been a yes.
    const entry = await persistently(() => leases.get(key), signal);
    return entry?.operation === 'PUT' && entry.string() === holder ? entry.revision : undefined;
  }
}
