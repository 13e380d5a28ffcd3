// Writes the trace of a run. It finds the scenario of each message by the scopes inside its identities; an identity that
// a server assigned carries none, so the recorder learns it from the first message that names both.
// Unaware of the wire, of schemas and of verdicts.

import type { Fixture } from '../procedure/fixture';
import type { FlowId } from '../procedure/flows';
import { scopeLabels } from '../procedure/identities';
import type { PartyName } from '../procedure/roles';
import type { Endpoint, MessageEvent, SchemaError, TraceEvent } from './trace';

/** An event before the recorder gives it its place. */
export type Unplaced = TraceEvent extends infer E ? (E extends TraceEvent ? Omit<E, 'seq' | 'at' | 'id'> : never) : never;

export interface SeenMessage {
  readonly flow: FlowId;
  readonly body: Readonly<Record<string, unknown>>;
  readonly raw: string;
  readonly schemaErrors: readonly SchemaError[];
  readonly wire: Readonly<Record<string, string>>;
}

interface OpenScope {
  readonly events: TraceEvent[];
  readonly partyOf: Map<string, PartyName>;
  /** Regroup groups that a server named and whose identity carries no scope. */
  readonly learned: string[];
}

export interface Recorder {
  /** Starts to collect a scope; later fixtures of the same scope add identities. */
  open(fixture: Fixture): void;
  close(scope: string): void;
  /** A played party writes a message. */
  sending(message: SeenMessage): MessageEvent;
  /** A message reached a played party: the one that a played party wrote, or a new one. */
  arrived(message: SeenMessage & { readonly messageId: string | undefined }, at: PartyName): MessageEvent;
  add(event: Unplaced): TraceEvent;
  /** The events of an open scope, in order. A live view: it grows. */
  events(scope: string): readonly TraceEvent[];
  /** Called with every event of the run. Returns a function that stops it. */
  listen(listener: (event: TraceEvent) => void): () => void;
}

/**
 * @param now milliseconds on a monotonic clock
 * @param prefix makes event ids unique among processes that write one trace
 */
export function createRecorder(now: () => number, prefix = ''): Recorder {
  const start = now();
  const scopes = new Map<string, OpenScope>();
  const byLearnedId = new Map<string, string>();
  const awaited = new Map<string, MessageEvent>();
  const listeners = new Set<(event: TraceEvent) => void>();
  let seq = 0;
  let ids = 0;

  function place(event: Unplaced, id = `${prefix}e${++ids}`): TraceEvent {
    const placed = { ...event, id, seq: ++seq, at: Math.round((now() - start) * 1000) / 1000 } as TraceEvent;
    if (placed.scope !== null) scopes.get(placed.scope)?.events.push(placed);
    for (const listener of listeners) listener(placed);
    return placed;
  }

  function scopeOf(message: SeenMessage): string | null {
    for (const label of scopeLabels(message.raw)) if (scopes.has(label)) return label;
    const regroup = message.body['regroupGroupId'];
    return (typeof regroup === 'string' ? byLearnedId.get(regroup) : undefined) ?? null;
  }

  function learn(scope: string, message: SeenMessage): void {
    const regroup = message.body['regroupGroupId'];
    if (typeof regroup !== 'string' || byLearnedId.has(regroup)) return;
    byLearnedId.set(regroup, scope);
    scopes.get(scope)?.learned.push(regroup);
  }

  function endpoint(scope: string | null, id: unknown): Endpoint {
    const text = typeof id === 'string' ? id : '';
    return { id: text, party: (scope === null ? undefined : scopes.get(scope)?.partyOf.get(text)) ?? null };
  }

  function message(seen: SeenMessage, writtenBy: MessageEvent['writtenBy']): MessageEvent {
    const scope = scopeOf(seen);
    if (scope !== null) learn(scope, seen);
    return place({
      kind: 'message',
      scope,
      flow: seen.flow,
      from: endpoint(scope, seen.body['from']),
      to: endpoint(scope, seen.body['to']),
      body: seen.body,
      raw: seen.raw,
      schemaErrors: seen.schemaErrors,
      writtenBy,
      wire: seen.wire,
    }) as MessageEvent;
  }

  return {
    open(fixture) {
      const open = scopes.get(fixture.scope) ?? { events: [], partyOf: new Map(), learned: [] };
      scopes.set(fixture.scope, open);
      for (const user of fixture.users) open.partyOf.set(user.id, user.party);
      for (const system of fixture.systems) {
        open.partyOf.set(system.serverId, `${system.name}-server`);
        open.partyOf.set(system.gmsId, `${system.name}-gms`);
      }
      place({ kind: 'fixture', scope: fixture.scope, fixture });
    },
    close(scope) {
      for (const id of scopes.get(scope)?.learned ?? []) byLearnedId.delete(id);
      for (const event of scopes.get(scope)?.events ?? []) awaited.delete(event.id);
      scopes.delete(scope);
    },
    sending(seen) {
      const event = message(seen, 'harness');
      awaited.set(event.id, event);
      return event;
    },
    arrived(seen, at) {
      const known = seen.messageId === undefined ? undefined : awaited.get(seen.messageId);
      if (seen.messageId !== undefined) awaited.delete(seen.messageId);
      const event = known ?? message(seen, 'implementation');
      place({ kind: 'delivery', scope: event.scope, message: event.id, by: at, outcome: 'arrived', detail: '' });
      return event;
    },
    add: (event) => place(event),
    events: (scope) => scopes.get(scope)?.events ?? [],
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
