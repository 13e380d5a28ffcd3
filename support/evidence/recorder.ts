// Writes the trace of a run: each event once, in its place, with the scenario that it belongs to.
// Unaware of the wire, of schemas and of verdicts.

import type { Fixture } from '../procedure/fixture';
import { FLOWS } from '../procedure/flows';
import type { PartyName } from '../procedure/roles';
import { createAccounts } from './accounts';
import type { Limits } from './budget';
import { createInFlight } from './in-flight';
import { createScopes } from './scopes';
import type { ArrivedMessage, SeenAside, SeenMalformed, SeenMessage } from './seen';
import { withoutCredentials } from './without-credentials';
import type { DeliveryEvent, Endpoint, MessageEvent, SchemaError, TraceEvent } from './trace';

/** An event before the recorder gives it its place. */
export type Unplaced = TraceEvent extends infer E
  ? E extends TraceEvent
    ? Omit<E, 'seq' | 'at' | 'id'>
    : never
  : never;

/** What of ours is larger may repeat what a product wrote. */
const LARGE = 65_536;
/** So much of what cannot be taken is kept as evidence. */
const KEPT = 16_384;
const LONGEST_PROBLEM = 2000;

/** What is for one party and was sent to another, or is for nobody in its scenario. */
function astray(to: Endpoint, at: PartyName | undefined, scope: string | null): readonly SchemaError[] {
  // That it names nobody at all its schema says.
  const isNobodys = to.party === null && (scope === null || to.id === '');
  if (at === undefined || to.party === at || isNobodys) return [];
  const found = to.party === null ? `${to.id}, which nobody has` : `${to.id}, the ${to.party}`;
  return [{ path: '/to', expected: `the party that it is sent to, the ${at}`, found }];
}

export interface Recorder {
  /** Starts to collect a scope; later fixtures of the same scope add identities. */
  open(fixture: Fixture): void;
  /** What comes for it from now on is late: it is of this scope and stands in `events` no more, though listeners have it. */
  close(scope: string): void;
  /** Nobody asks for the scope again: what comes for it from now on is a stray. */
  forget(scope: string): void;
  isOpen(scope: string): boolean;
  /** The id of an event that is still to come: it travels with the message, so that it stands in its bytes. */
  reserve(): string;
  /** A party of ours writes a message. A built-in party under test writes as a stranger. */
  sending(message: SeenMessage, writtenBy?: MessageEvent['writtenBy'], reserved?: string): MessageEvent;
  /** A gateway passes a message on: the same message on its next hop, with the bytes that it has there. */
  relaying(message: MessageEvent, by: PartyName, raw?: string): void;
  /**
   * A message reached a played party: the one that a party of ours has in flight, or a new one. An id alone proves
   * nothing, for an implementation may copy one into its own message.
   */
  arrived(message: ArrivedMessage, at: PartyName): MessageEvent;
  /**
   * Asked before `arrived`: why a message is not to be taken, since products have sent too much of it. The first time in a scenario
   * the trace says so.
   */
  refuses(message: Omit<ArrivedMessage, 'check' | 'wire'>, at: PartyName): string | undefined;
  /**
   * Asked before anything of a message is read: why nothing is to be read just now, unless it is one of ours.
   *
   * @param messageId the id that a message of ours carries
   */
  isFull(messageId: string | undefined, at: PartyName): string | undefined;
  /** What became of a hop that `sending` or `relaying` began. */
  delivered(
    message: MessageEvent,
    by: PartyName,
    outcome: DeliveryEvent['outcome'],
    detail: string,
    answer?: string,
  ): void;
  /**
   * Bytes came that are no information flow. They may come late for a scenario, as messages do. What a product had refused belongs
   * to a scenario even where nothing in it can be read: to the latest that is open.
   *
   * @param writers the products that may have sent it
   */
  malformed(seen: SeenMalformed, at: PartyName, writers: readonly PartyName[]): void;
  aside(seen: SeenAside, at: PartyName): void;
  /** Whether the scenario of a message has somebody of an identity; so it is too where the scenario is not known. */
  hasSomebody(id: string, message: Pick<SeenMessage, 'body' | 'raw'>): boolean;
  /** The open scope that a message belongs to. */
  scopeOf(message: Pick<SeenMessage, 'body' | 'raw'>): string | null;
  /** The scope that it is recorded with: an open one, or else the closed one that it comes late for. */
  homeOf(message: Pick<SeenMessage, 'body' | 'raw'>): string | null;
  add(event: Unplaced): TraceEvent;
  /** The events of an open scope, in order. A live view: it grows. */
  events(scope: string): readonly TraceEvent[];
  /** Milliseconds since the run started, on the clock of the events. */
  elapsed(): number;
  /** Called with every event of the run. Returns a function that stops it. */
  listen(listener: (event: TraceEvent) => void): () => void;
}

/**
 * @param now milliseconds on a monotonic clock
 * @param prefix makes event ids unique among processes that write one trace
 * @param limits of what products send; everything is taken where there are none, as by who keeps nothing
 */
export function createRecorder(now: () => number, prefix = '', limits?: Limits): Recorder {
  const start = now();
  const scopes = createScopes();
  const inFlight = createInFlight();
  const listeners = new Set<(event: TraceEvent) => void>();
  let seq = 0;
  let ids = 0;

  const elapsed = (): number => Math.round((now() - start) * 1000) / 1000;

  const nextId = (): string => `${prefix}e${++ids}`;

  function place(event: Unplaced, id = nextId()): TraceEvent {
    // Not spread: V8 of Node 20 would give each event a hidden class of its own, as large as the event, and all who read it pay.
    const placed = Object.assign(
      {},
      event,
      'raw' in event && { raw: withoutCredentials(event.raw) },
      event.kind === 'resent' && { challenge: withoutCredentials(event.challenge) },
      { id, seq: ++seq, at: elapsed() },
    ) as TraceEvent;
    if (placed.scope !== null) scopes.eventsOf(placed.scope)?.push(placed);
    for (const listener of listeners) listener(placed);
    return placed;
  }

  /** @param at who got it, if nobody but the one whom it names may */
  function message(
    seen: SeenMessage,
    writtenBy: MessageEvent['writtenBy'],
    reserved?: string,
    at?: PartyName,
  ): MessageEvent {
    const known = scopes.homeOf(seen);
    if (known !== null && scopes.isOpen(known)) scopes.learn(known, seen);
    const isNameless = known === null && seen.schemaErrors.length > 0 && writtenBy === 'implementation';
    const scope = isNameless ? scopes.openScopeOf(seen) : known;
    const ends = FLOWS.get(seen.flow);
    const to = scopes.endpoint(scope, seen.body['to'], ends?.to);
    const event: Unplaced = {
      kind: 'message',
      scope,
      flow: seen.flow,
      from: writerOf(scopes.endpoint(scope, seen.body['from'], ends?.from), seen),
      to,
      body: seen.body,
      raw: seen.raw,
      schemaErrors: [...seen.schemaErrors, ...astray(to, at, scope)],
      writtenBy,
      wire: seen.wire,
    };
    return place(event, reserved) as MessageEvent;
  }

  function delivery(
    message: MessageEvent,
    by: PartyName,
    outcome: DeliveryEvent['outcome'],
    detail: string,
    answer?: string,
  ): void {
    const said = answer !== undefined && { answer: answer.slice(0, KEPT) };
    place({ kind: 'delivery', scope: message.scope, message: message.id, by, outcome, detail, ...said });
  }

  const accounts = createAccounts({
    limits,
    now,
    isOpen: (scope) => scopes.isOpen(scope),
    note(scope, { says: problem }, party) {
      place({ kind: 'malformed', scope, party, raw: '', problem, beyondLimits: true });
    },
  });

  /** A product may say anything by control too, and what it says is kept like a message. */
  function boundedAnswer<E extends Extract<Unplaced, { readonly kind: 'control' }>>(event: E): E {
    const { scope, answer, party } = event;
    const bytes = JSON.stringify(answer).length;
    if (bytes <= LARGE || accounts.take(scope, bytes, party) === undefined) return event;
    return { ...event, answer: { status: 'errored', reason: `its answer of ${bytes} bytes was not kept` } };
  }

  return {
    open(fixture) {
      scopes.open(fixture);
      place({ kind: 'fixture', scope: fixture.scope, fixture });
    },
    close(scope) {
      scopes.close(scope);
      accounts.clear(scope);
    },
    forget: (scope) => scopes.forget(scope),
    isOpen: (scope) => scopes.isOpen(scope),
    reserve: nextId,
    sending(seen, writtenBy = 'harness', reserved) {
      const event = message(seen, writtenBy, reserved);
      if (seen.raw.length > LARGE) accounts.charge(event.scope, sizeOf(seen.raw));
      inFlight.takeOff(event);
      return event;
    },
    relaying(event, by, raw) {
      inFlight.takeOff(event);
      const { id: message, scope } = event;
      place({
        kind: 'delivery',
        scope,
        message,
        by,
        outcome: 'relayed',
        detail: '',
        ...(raw !== undefined && { raw }),
      });
    },
    refuses(seen, at) {
      if (inFlight.isExpected(seen)) return undefined;
      return accounts.take(scopes.homeOf(seen), sizeOf(seen.raw) + sizeOf(seen.body), at)?.says;
    },
    isFull(messageId, at) {
      if (inFlight.mayBeRead(messageId)) return undefined;
      // Which scenario it would have been of nobody knows.
      return accounts.isFull(scopes.latest(), at)?.says;
    },
    arrived(seen, at) {
      const event =
        inFlight.arrive(seen) ??
        message(
          { ...seen, schemaErrors: seen.check() },
          'implementation',
          undefined,
          seen.takesItsOwn === true ? at : undefined,
        );
      delivery(event, at, 'arrived', '');
      return event;
    },
    delivered(event, by, outcome, detail, answer) {
      const taken = outcome === 'accepted' && inFlight.hasArrived(event);
      // One that was given up may still arrive late; it is the same message.
      if (outcome !== 'undeliverable' || event.scope === null) inFlight.land(event);
      // A played receiver has said so already, and more; but not what its answer was.
      if (!taken) delivery(event, by, outcome, detail, answer);
      else if (answer !== undefined) delivery(event, by, 'answered', detail, answer);
    },
    malformed(seen, at, writers) {
      const { raw, problem, refused } = seen;
      const { scope, isNamed } = scopes.scopeOfRefused(seen);
      if (accounts.take(scope, sizeOf(raw.slice(0, KEPT)), at)) return;
      const known = scopes.endpoint(scope, refused?.from).party;
      const isKnown = known !== null && writers.includes(known);
      const isNobodys = refused?.byNameOnly ? !isKnown : known !== null && !isKnown && inFlight.isOnItsWay(known, at);
      const [writer, another] = isKnown ? [known] : isNobodys ? [] : writers;
      // Who knows its label takes part in it, in whosever name it speaks.
      const isGuess = !isKnown && !(isNamed && another === undefined);
      place({
        kind: 'malformed',
        scope,
        party: at,
        raw: raw.slice(0, KEPT),
        problem: problem.slice(0, LONGEST_PROBLEM),
        ...(refused && writer && { writer }),
        ...(refused && writer && isGuess && { guessed: true as const }),
        ...(refused?.answer !== undefined && { answer: refused.answer }),
      });
    },
    aside({ raw, from, about, ...seen }, at) {
      const named = scopes.homeOf({ raw, body: {} });
      const scope = named ?? (about === undefined ? null : scopes.homeOf({ raw: about, body: {} }));
      if (accounts.take(scope, sizeOf(raw.slice(0, KEPT)), at)) return;
      const writer = scopes.endpoint(scope, from).party;
      place({ kind: 'aside', scope, party: at, writer, raw: raw.slice(0, KEPT), ...seen });
    },
    hasSomebody(id, message) {
      const scope = scopes.homeOf(message);
      return scope === null || scopes.endpoint(scope, id).party !== null;
    },
    scopeOf: (message) => scopes.scopeOf(message),
    homeOf: (message) => scopes.homeOf(message),
    add(event) {
      return place(event.kind === 'control' ? boundedAnswer(event) : event);
    },
    events: (scope) => scopes.eventsOf(scope) ?? [],
    elapsed,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** As the trace writes it, which holds both the bytes and what was read from them: what is no letter takes six of them. */
const sizeOf = (written: unknown): number => Buffer.byteLength(JSON.stringify(written));

const writerOf = (endpoint: Endpoint, { writer, schemaErrors }: SeenMessage): Endpoint =>
  writer !== undefined && endpoint.party === null && namesNobody(endpoint.id, schemaErrors)
    ? { id: '', party: writer }
    : endpoint;

/** It names nobody, or what can be no name. */
const namesNobody = (id: string, errors: readonly SchemaError[]): boolean =>
  id === '' || errors.some(({ path }) => path === '/from');
