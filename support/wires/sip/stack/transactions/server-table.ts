// The server transactions that are under way or not forgotten yet, never more than a limit: the oldest that are done make
// room. Unaware of what is done with a request.

import type { Clock } from '../clock';
import type { SipRequest } from '../message/message';
import { takingOldest } from '../oldest-first';
import { mergeKey } from './keys';
import { ServerTransaction, type ServerContext, type Unanswered } from './server-transaction';
import type { TimerSettings } from './timers';

export interface ServerTable {
  find(key: string, method: string): ServerTransaction | undefined;
  /** One with the same branch that is neither ACK nor CANCEL. */
  findAny(key: string): ServerTransaction | undefined;
  /** Undefined where there is no room. */
  add(request: NewRequest, unanswered: Unanswered): ServerTransaction | undefined;
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

export function createServerTable({ clock, timers, most, detectMerged }: ServerTableOptions): ServerTable {
  const byKey = new Map<string, ServerTransaction[]>();
  const byMergeKey = new Map<string, ServerTransaction>();
  const done = new Set<ServerTransaction>();
  const takeOldestDone = takingOldest(done);
  const context: ServerContext = { clock, timers, onCompleted: (one) => void done.add(one), onEnd: remove };
  let count = 0;

  function hasRoom(): boolean {
    if (count < most) return true;
    const oldest = takeOldestDone();
    oldest?.end();
    return oldest !== undefined;
  }

  function remove(one: ServerTransaction): void {
    const { key, mergeKey: merge } = one.is;
    const rest = byKey.get(key)?.filter((other) => other !== one) ?? [];
    if (rest.length === 0) byKey.delete(key);
    else byKey.set(key, rest);
    if (merge !== undefined && byMergeKey.get(merge) === one) byMergeKey.delete(merge);
    done.delete(one);
    count -= 1;
  }

  return {
    find: (key, method) => byKey.get(key)?.find(({ is }) => is.method === method),
    findAny: (key) => byKey.get(key)?.find(({ is: { method } }) => !['ACK', 'CANCEL'].includes(method)),
    add({ key, request, reliable }, unanswered) {
      if (!hasRoom()) return undefined;
      const merge = detectMerged ? mergeKey(request) : undefined;
      const merged = merge !== undefined && byMergeKey.has(merge);
      const { method } = request.start;
      const added = new ServerTransaction({ key, method, reliable, mergeKey: merge, merged }, unanswered, context);
      const same = byKey.get(key);
      if (same) same.push(added);
      else byKey.set(key, [added]);
      if (merge !== undefined && !merged) byMergeKey.set(merge, added);
      count += 1;
      return added;
    },
    close() {
      for (const same of [...byKey.values()]) for (const one of [...same]) one.end();
    },
  };
}
