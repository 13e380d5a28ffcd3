// The server transactions that are under way or not forgotten yet, never more than a limit: the oldest that are done make
// room. Unaware of what is done with a request.

import type { Clock } from '../clock';
import { createResponse } from '../message/build';
import type { SipRequest, SipResponse } from '../message/message';
import { mergeKey, serverKey } from './keys';
import { startServer, type ServerTransaction } from './server-transaction';
import type { TimerSettings } from './timers';

export interface ServerEntry {
  readonly method: string;
  readonly transaction: ServerTransaction;
}

export interface ServerTable {
  find(request: SipRequest, method: string): ServerEntry | undefined;
  /** One with the same branch that is neither ACK nor CANCEL. */
  findAny(request: SipRequest): ServerEntry | undefined;
  /** Whether another transaction has the same request, come another way. */
  isMerged(request: SipRequest): boolean;
  /** Undefined where there is no room. */
  add(request: SipRequest, reliable: boolean, reply: (response: SipResponse) => Promise<void>): ServerEntry | undefined;
  close(): void;
}

export interface ServerTableOptions {
  readonly clock: Clock;
  readonly timers: TimerSettings;
  readonly most: number;
  readonly detectMerged: boolean;
}

export function createServerTable({ clock, timers, most, detectMerged }: ServerTableOptions): ServerTable {
  const byKey = new Map<string, ServerEntry[]>();
  const byMergeKey = new Map<string, ServerEntry>();
  const done = new Set<ServerEntry>();
  let count = 0;

  const withKeyOf = (request: SipRequest): readonly ServerEntry[] => byKey.get(serverKey(request) ?? '') ?? [];

  function hasRoom(): boolean {
    if (count < most) return true;
    const [oldest] = done;
    oldest?.transaction.end();
    return oldest !== undefined;
  }

  function remove(key: string, merge: string | undefined, entry: ServerEntry): void {
    const rest = (byKey.get(key) ?? []).filter((one) => one !== entry);
    if (rest.length === 0) byKey.delete(key);
    else byKey.set(key, rest);
    if (merge !== undefined && byMergeKey.get(merge) === entry) byMergeKey.delete(merge);
    done.delete(entry);
    count -= 1;
  }

  return {
    find: (request, method) => withKeyOf(request).find((one) => one.method === method),
    findAny: (request) => withKeyOf(request).find(({ method }) => !['ACK', 'CANCEL'].includes(method)),
    isMerged(request) {
      const merge = detectMerged ? mergeKey(request) : undefined;
      return merge !== undefined && byMergeKey.has(merge);
    },
    add(request, reliable, reply) {
      const key = serverKey(request);
      if (key === undefined || !hasRoom()) return undefined;
      const merge = mergeKey(request);
      const { method } = request.start;
      const entry: ServerEntry = {
        method,
        transaction: startServer({
          invite: method === 'INVITE',
          reliable,
          clock,
          timers,
          reply,
          trying: () => createResponse(request, 100),
          onCompleted: () => done.add(entry),
          onEnd: () => remove(key, merge, entry),
        }),
      };
      byKey.set(key, [...(byKey.get(key) ?? []), entry]);
      if (merge !== undefined && !byMergeKey.has(merge)) byMergeKey.set(merge, entry);
      count += 1;
      return entry;
    },
    close() {
      for (const entries of [...byKey.values()]) for (const { transaction } of entries) transaction.end();
    },
  };
}
