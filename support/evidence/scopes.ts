// The scenarios that a recorder collects: it finds the one that a message belongs to by the scopes inside its identities. An
// identity that a server assigned carries none, so it is learned from the first message that names both. What comes for a
// scenario that was closed comes late for it, until it is forgotten. Unaware of how a trace is written.

import type { Fixture } from '../procedure/fixture';
import { canonicalId, mentions, scopeLabels } from '../procedure/identities';
import type { EntityKind, PartyName } from '../procedure/roles';
import type { Endpoint, TraceEvent } from './trace';

/** Of a message, what tells its scenario. */
export interface Seen {
  readonly body: Readonly<Record<string, unknown>>;
  readonly raw: string;
}

/** Bytes that were taken for no information flow; `refused` where they were one of the procedure's as far as can be seen. */
interface SeenRefused {
  readonly raw: string;
  readonly refused?: { readonly readable?: string; readonly byNameOnly?: true } | undefined;
}

interface OpenScope {
  readonly events: TraceEvent[];
  /** By the one spelling of its identity; the identity as the scenario has it. */
  readonly endpoints: Map<string, Endpoint>;
  /** Likewise of group management servers, which may have the identity of the server with which they are one product. */
  readonly managers: Map<string, Endpoint>;
  /** Identities of its users and groups that carry no scope: they stand at products that are set up by hand. */
  readonly listed: Set<string>;
  /** Regroup groups that a server named and whose identity carries no scope. */
  readonly learned: string[];
}

export interface Scopes {
  open(fixture: Fixture): void;
  close(scope: string): void;
  forget(scope: string): void;
  isOpen(scope: string): boolean;
  /** The one that was opened last of those that are open. */
  latest(): string | null;
  /** The events of an open scope, to which a recorder adds. */
  eventsOf(scope: string): TraceEvent[] | undefined;
  scopeOf(message: Seen): string | null;
  homeOf(message: Seen): string | null;
  /**
   * What is not valid and names neither user nor group belongs to no scenario; so that it is charged to its writer all the same, it
   * counts in the latest scenario that is open and knows the writer.
   */
  openScopeOf(message: Seen): string | null;
  /**
   * As `homeOf`: it may come late too. What names no scenario and is charged to a product counts in the latest that is open.
   * `isNamed` where it has the label of the scenario, which nobody else knows.
   */
  scopeOfRefused(seen: SeenRefused): { readonly scope: string | null; readonly isNamed: boolean };
  learn(scope: string, message: Seen): void;
  /**
   * As the scope has it, or the text itself and no party.
   * @param kind of whom, as the flow says: one identity may be of two
   */
  endpoint(scope: string | null, id: unknown, kind?: EntityKind): Endpoint;
}

export function createScopes(): Scopes {
  const scopes = new Map<string, OpenScope>();
  const byLearnedId = new Map<string, string>();
  const closed = new Map<string, OpenScope>();
  /** Closed scopes by their labels and the regroup groups that were learned with them: what names one of them comes late. */
  const late = new Map<string, string>();
  /** Of those, the ones of scopes that shared listed identities. */
  let shared = 0;

  function scopeOf(message: Seen): string | null {
    for (const label of scopeLabels(message.raw)) if (scopes.has(label)) return label;
    const regroup = regroupIn(message.body);
    const learned = regroup === undefined ? undefined : byLearnedId.get(regroup);
    return learned ?? scopeInElements(message.body) ?? listedScope(message);
  }

  /** Of an answer, whose bytes may say less than the request that it answers. */
  function scopeInElements(body: Seen['body']): string | undefined {
    for (const label of scopeLabels(JSON.stringify(body))) if (scopes.has(label)) return label;
    return undefined;
  }

  /** Scenarios that share identities run one at a time. */
  function listedScope({ body, raw }: Seen): string | null {
    if (shared > 0 && closedScopeOf({ body, raw }) !== null) return null;
    const texts = [raw, JSON.stringify(body)];
    for (const [scope, { listed }] of scopes)
      for (const id of listed) if (texts.some((text) => mentions(text, id))) return scope;
    return null;
  }

  function closedScopeOf({ body, raw }: Seen): string | null {
    const regroup = regroupIn(body);
    const names = [
      ...scopeLabels(raw),
      ...(regroup === undefined ? [] : [regroup]),
      ...scopeLabels(JSON.stringify(body)),
    ];
    for (const name of names) {
      const scope = late.get(name);
      if (scope !== undefined) return scope;
    }
    return null;
  }

  const homeOf = (message: Seen): string | null => scopeOf(message) ?? closedScopeOf(message);

  function learn(scope: string, message: Seen): void {
    const regroup = regroupIn(message.body);
    const open = scopes.get(scope);
    if (regroup === undefined || byLearnedId.has(regroup) || open?.listed.has(regroup)) return;
    byLearnedId.set(regroup, scope);
    late.delete(regroup);
    open?.learned.push(regroup);
  }

  function endpoint(scope: string | null, id: unknown, kind?: EntityKind): Endpoint {
    const text = typeof id === 'string' ? id : '';
    const key = canonicalId(text);
    const open = scope === null ? undefined : (scopes.get(scope) ?? closed.get(scope));
    const manager = open?.managers.get(key);
    const other = open?.endpoints.get(key);
    return (kind === 'gms' ? (manager ?? other) : (other ?? manager)) ?? { id: text, party: null };
  }

  function openScopeOf({ body, raw }: Seen): string | null {
    if ([...scopeLabels(raw)].length > 0) return null;
    return [...scopes.keys()].findLast((scope) => endpoint(scope, body['from']).party !== null) ?? null;
  }

  function scopeOfRefused({ raw, refused }: SeenRefused): ReturnType<Scopes['scopeOfRefused']> {
    const text = `${raw}\n${refused?.readable ?? ''}`;
    const named = homeOf({ raw: text, body: {} });
    const labels = [...scopeLabels(text)];
    if (named !== null) return { scope: named, isNamed: labels.includes(named) };
    const isOfNone = refused === undefined || refused.byNameOnly || labels.length > 0;
    return { scope: isOfNone ? null : ([...scopes.keys()].at(-1) ?? null), isNamed: false };
  }

  return {
    open(fixture) {
      const open = scopes.get(fixture.scope) ?? {
        events: [],
        endpoints: new Map(),
        managers: new Map(),
        listed: new Set(),
        learned: [],
      };
      scopes.set(fixture.scope, open);
      const endAt = (id: string, party: PartyName, ends = open.endpoints): void =>
        void ends.set(canonicalId(id), { id, party });
      for (const { id, party } of fixture.users) endAt(id, party);
      for (const { id } of [...fixture.users, ...fixture.groups])
        if (![...scopeLabels(id)].includes(fixture.scope)) open.listed.add(canonicalId(id));
      for (const system of fixture.systems) {
        endAt(system.serverId, `${system.name}-server`);
        endAt(system.gmsId, `${system.name}-gms`, open.managers);
      }
    },
    close(scope) {
      const left = scopes.get(scope);
      if (!left) return;
      for (const id of left.learned) byLearnedId.delete(id);
      for (const name of [scope, ...left.learned]) late.set(name, scope);
      if (left.listed.size > 0) shared += 1;
      closed.set(scope, { ...left, events: [] });
      scopes.delete(scope);
    },
    forget(scope) {
      const left = closed.get(scope);
      if (!left) return;
      for (const name of [scope, ...left.learned]) late.delete(name);
      if (left.listed.size > 0) shared -= 1;
      closed.delete(scope);
    },
    isOpen: (scope) => scopes.has(scope),
    latest: () => [...scopes.keys()].at(-1) ?? null,
    eventsOf: (scope) => scopes.get(scope)?.events,
    scopeOf,
    homeOf,
    openScopeOf,
    scopeOfRefused,
    learn,
    endpoint,
  };
}

function regroupIn({ regroupGroupId }: Seen['body']): string | undefined {
  return typeof regroupGroupId === 'string' ? canonicalId(regroupGroupId) : undefined;
}
