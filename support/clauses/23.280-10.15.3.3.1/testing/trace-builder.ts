// Writes traces for tests of the oracle, event by event, as the recorder would have written them.

import type { Fixture } from '../../../procedure/fixture';
import type { FlowBody, FlowId } from '../../../procedure/flows';
import type { PartyName } from '../../../procedure/roles';
import type { MessageEvent, TraceEvent } from '../../../evidence/trace';

export type Unplaced = TraceEvent extends infer E
  ? E extends TraceEvent
    ? Omit<E, 'seq' | 'at' | 'id' | 'scope'>
    : never
  : never;

/** What a message says besides its ends. */
type Elements<F extends FlowId> = Omit<FlowBody<F>, 'from' | 'to'>;

export interface TraceBuilder {
  readonly fixture: Fixture;
  readonly events: readonly TraceEvent[];
  add(event: Unplaced): void;
  send<F extends FlowId>(flow: F, from: string, to: string, elements: Elements<F>): void;
  control(party: PartyName, command: Readonly<Record<string, unknown>> & { command: string }, answer?: object): void;
  act(user: string, act: Readonly<Record<string, unknown>>): void;
  stimulus(text?: string): void;
  settle(): void;
}

export function createTrace(fixture: Fixture): TraceBuilder {
  const events: TraceEvent[] = [];
  const parties = partiesIn(fixture);
  const add = (event: Unplaced): void => {
    const seq = events.length + 1;
    // The parts of a union do not survive being spread; the parameter's type has checked them.
    events.push({ ...event, seq, at: seq, id: `e${seq}`, scope: fixture.scope });
  };
  const builder: TraceBuilder = {
    fixture,
    events,
    add,
    send(flow, from, to, elements) {
      const body = { from, to, ...elements };
      add({
        kind: 'message',
        flow,
        from: { id: from, party: parties.get(from) ?? null },
        to: { id: to, party: parties.get(to) ?? null },
        body,
        raw: JSON.stringify(body),
        schemaErrors: [],
        writtenBy: 'harness',
        wire: {},
      });
    },
    control: (party, command, answer = {}) =>
      add({ kind: 'control', party, command, answer: { status: 'done', ...answer } }),
    act: (user, act) => builder.control(parties.get(user) ?? 'client-1', { command: 'act', act: { ...act, user } }),
    stimulus: (text = 'the When') => add({ kind: 'phase', phase: 'stimulus', text }),
    settle: () => add({ kind: 'settled', by: 'idle', waitedMs: 0 }),
  };
  add({ kind: 'fixture', fixture });
  return builder;
}

function partiesIn({ users, systems }: Fixture): ReadonlyMap<string, PartyName> {
  return new Map<string, PartyName>([
    ...users.map(({ id, party }) => [id, party] as const),
    ...systems.flatMap(({ name, serverId, gmsId }) => [
      [serverId, `${name}-server` as const] as const,
      [gmsId, `${name}-gms` as const] as const,
    ]),
  ]);
}

type Which = (message: MessageEvent) => boolean;
type Place = { readonly before: Which } | { readonly after: Which };

export const isFlow =
  (flow: string, to?: string): Which =>
  (message) =>
    message.flow === flow && (to === undefined || message.to.id === to);

const matches = (event: TraceEvent, which: Which): event is MessageEvent => event.kind === 'message' && which(event);

/** Gives the events their places anew, in the order of the list. */
export const inThisOrder = (events: readonly TraceEvent[]): readonly TraceEvent[] =>
  events.map((event, index) => ({ ...event, seq: index + 1, at: index + 1 }));

export const without = (events: readonly TraceEvent[], which: Which): readonly TraceEvent[] =>
  inThisOrder(events.filter((event) => !matches(event, which)));

export const altered = (
  events: readonly TraceEvent[],
  which: Which,
  change: Readonly<Record<string, unknown>>,
): readonly TraceEvent[] =>
  events.map((event) => (matches(event, which) ? { ...event, body: { ...event.body, ...change } } : event));

/** A party answers the questions of control otherwise. */
export const answering = (
  events: readonly TraceEvent[],
  party: PartyName,
  answer: Readonly<Record<string, unknown>>,
): readonly TraceEvent[] =>
  events.map((event) =>
    event.kind === 'control' && event.party === party && event.command.command === 'ask'
      ? { ...event, answer: { status: 'done', ...answer } }
      : event,
  );

/** @param place where the second copies go; right behind the first ones where it is left out */
export function doubled(events: readonly TraceEvent[], which: Which, place?: Place): readonly TraceEvent[] {
  const again = (message: MessageEvent): MessageEvent => ({ ...message, id: `${message.id}-again` });
  const twice = inThisOrder(
    events.flatMap((event): TraceEvent[] => (matches(event, which) ? [event, again(event)] : [event])),
  );
  return place ? moved(twice, ({ id }) => id.endsWith('-again'), place) : twice;
}

/** Sends messages to somebody else. */
export const redirected = (
  events: readonly TraceEvent[],
  which: Which,
  to: MessageEvent['to'],
): readonly TraceEvent[] =>
  events.map((event) => (matches(event, which) ? { ...event, to, body: { ...event.body, to: to.id } } : event));

/** Moves messages to stand right before the first that `before` finds, or right after the last that `after` finds. */
export function moved(events: readonly TraceEvent[], which: Which, place: Place): readonly TraceEvent[] {
  const moving: readonly TraceEvent[] = events.filter((event) => matches(event, which));
  const rest: readonly TraceEvent[] = events.filter((event) => !matches(event, which));
  const at =
    'before' in place
      ? rest.findIndex((event) => matches(event, place.before))
      : rest.findLastIndex((event) => matches(event, place.after)) + 1;
  return inThisOrder([...rest.slice(0, at), ...moving, ...rest.slice(at)]);
}
