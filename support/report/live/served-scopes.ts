// Sorts the events of a served party by what they belong to: the scope that a tester provisioned, else the regroup group that a
// message names, else nothing that is known. It keeps the newest. Pure.

import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import { canonicalId, scopeLabels } from '../../procedure/identities';

export interface ServedScope {
  readonly key: string;
  /** MC service group ID of the first regroup group that was named. */
  regroup: string | undefined;
  readonly events: TraceEvent[];
  /** Events that were let go because there were too many. */
  dropped: number;
  /** Of its last change. */
  version: number;
}

export interface ServedScopes {
  add(event: TraceEvent): ServedScope;
  readonly all: ReadonlyMap<string, ServedScope>;
  /** Scopes that were let go. */
  dropped(): number;
}

export const OTHER = 'other messages';

export interface Most {
  readonly scopes: number;
  /** In each scope. */
  readonly events: number;
  /** In all of them, as a trace would hold them. */
  readonly bytes: number;
}

const MOST: Most = { scopes: 2000, events: 2000, bytes: 33_554_432 };

export function createServedScopes(most: Most = MOST): ServedScopes {
  const all = new Map<string, ServedScope>();
  const provisioned = new Set<string>();
  const byRegroup = new Map<string, string>();
  const byMessage = new Map<string, string>();
  /** In the order in which they came. */
  const sizes = new Map<string, { readonly scope: ServedScope; readonly bytes: number }>();
  let held = 0;
  let version = 0;
  let dropped = 0;

  function keyOf(event: TraceEvent): string {
    if (event.kind === 'control') return provisionedBy(event.command['scope']);
    if (event.kind === 'delivery') return byMessage.get(event.message) ?? OTHER;
    if (event.kind === 'message') return keyOfMessage(event);
    return event.kind === 'malformed' ? (labelIn(event.raw) ?? OTHER) : OTHER;
  }

  function provisionedBy(scope: unknown): string {
    if (typeof scope !== 'string') return OTHER;
    provisioned.add(scope);
    return scope;
  }

  function keyOfMessage({ id, body, raw }: MessageEvent): string {
    const regroup = regroupIn(body);
    // The bytes of an answer may say less than the request that it answers.
    const label = labelIn(raw) ?? labelIn(JSON.stringify(body));
    const key = label ?? (regroup && byRegroup.get(regroup)) ?? regroup ?? OTHER;
    // An identity that a server assigned names no scope: it is learnt from the first message that names both.
    if (regroup !== undefined && !byRegroup.has(regroup)) byRegroup.set(regroup, key);
    byMessage.set(id, key);
    return key;
  }

  function labelIn(text: string): string | undefined {
    for (const label of scopeLabels(text)) if (provisioned.has(label)) return label;
    return undefined;
  }

  function scopeFor(key: string): ServedScope {
    const known = all.get(key);
    if (known !== undefined) return known;
    const [oldest] = all.values();
    if (oldest !== undefined && all.size >= most.scopes) letGo(oldest);
    const scope: ServedScope = { key, regroup: undefined, events: [], dropped: 0, version: 0 };
    all.set(key, scope);
    return scope;
  }

  function letGo(scope: ServedScope): void {
    all.delete(scope.key);
    provisioned.delete(scope.key);
    for (const [regroup, key] of byRegroup) if (key === scope.key) byRegroup.delete(regroup);
    for (const { id } of scope.events) forget(id);
    dropped += 1;
  }

  function forget(id: string): void {
    byMessage.delete(id);
    held -= sizes.get(id)?.bytes ?? 0;
    sizes.delete(id);
  }

  /** What came first goes first, whosever it is. */
  function makeRoom(): void {
    for (const [id, { scope }] of sizes) {
      if (held <= most.bytes || sizes.size === 1) return;
      scope.events.splice(
        scope.events.findIndex((event) => event.id === id),
        1,
      );
      scope.dropped += 1;
      forget(id);
    }
  }

  return {
    all,
    dropped: () => dropped,
    add(event) {
      const scope = scopeFor(keyOf(event));
      if (event.kind === 'message') scope.regroup ??= regroupIn(event.body);
      scope.events.push(event);
      if (scope.events.length > most.events) {
        for (const { id } of scope.events.splice(0, scope.events.length - most.events)) forget(id);
        scope.dropped += 1;
      }
      const bytes = Buffer.byteLength(JSON.stringify(event));
      sizes.set(event.id, { scope, bytes });
      held += bytes;
      makeRoom();
      scope.version = version += 1;
      return scope;
    },
  };
}

function regroupIn(body: MessageEvent['body']): string | undefined {
  const { regroupGroupId } = body;
  return typeof regroupGroupId === 'string' ? canonicalId(regroupGroupId) : undefined;
}
