// The server transactions that are under way or not forgotten yet, never more than a limit: the oldest that are done make
// room. Unaware of what is done with a request.

import type { Clock } from '../clock';
import type { SipRequest } from '../message/message';
import { mergeKey } from './keys';
import { startServer, type ServerTransaction, type Unanswered } from './server-transaction';
import type { TimerSettings } from './timers';

export interface ServerEntry {
  readonly method: string;
  /** Another transaction has the same request, come another way. */
  readonly merged: boolean;
  readonly transaction: ServerTransaction;
}

export interface ServerTable {
  find(key: string, method: string): ServerEntry | undefined;
  /** One with the same branch that is neither ACK nor CANCEL. */
  findAny(key: string): ServerEntry | undefined;
  /** Undefined where there is no room. */
  add(request: NewRequest, unanswered: Unanswered): ServerEntry | undefined;
  close(): void;
}

export interface NewRequest {
  readonly key: string;
  readonly request: SipRequest;
  readonly reliable: boolean;
}

export interface ServerTableOptions {
  readonly clock: Clock;
  readonly timers: TimerSettings;
  readonly most: number;
  readonly detectMerged: boolean;
}

const NONE: readonly ServerEntry[] = [];

export function createServerTable({ clock, timers, most, detectMerged }: ServerTableOptions): ServerTable {
  const byKey = new Map<string, ServerEntry[]>();
  const byMergeKey = new Map<string, ServerEntry>();
  const done = new Set<ServerEntry>();
  let count = 0;

  function hasRoom(): boolean {
    if (count < most) return true;
    const [oldest] = done;
    oldest?.transaction.end();
    return oldest !== undefined;
  }

  function remove(key: string, merge: string | undefined, entry: ServerEntry): void {
    const rest = (byKey.get(key) ?? NONE).filter((one) => one !== entry);
    if (rest.length === 0) byKey.delete(key);
    else byKey.set(key, rest);
    if (merge !== undefined && byMergeKey.get(merge) === entry) byMergeKey.delete(merge);
    done.delete(entry);
    count -= 1;
  }

  return {
    find: (key, method) => byKey.get(key)?.find((one) => one.method === method),
    findAny: (key) => byKey.get(key)?.find(({ method }) => !['ACK', 'CANCEL'].includes(method)),
    add({ key, request, reliable }, unanswered) {
      if (!hasRoom()) return undefined;
      const merge = detectMerged ? mergeKey(request) : undefined;
      const { method } = request.start;
      const entry: ServerEntry = {
        method,
        merged: merge !== undefined && byMergeKey.has(merge),
        transaction: startServer({
          invite: method === 'INVITE',
          reliable,
          clock,
          timers,
          unanswered,
          onCompleted: () => done.add(entry),
          onEnd: () => remove(key, merge, entry),
        }),
      };
      byKey.set(key, [...(byKey.get(key) ?? NONE), entry]);
      if (merge !== undefined && !entry.merged) byMergeKey.set(merge, entry);
      count += 1;
      return entry;
    },
    close() {
      for (const entries of [...byKey.values()]) for (const { transaction } of entries) transaction.end();
    },
  };
}
