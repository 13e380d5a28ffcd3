// Writes the trace of a deployment, event by event, as the recorder of a run writes it. Unaware of machines.

import type { DeliveryEvent, Endpoint, MessageEvent, TraceEvent } from '../evidence/trace';
import type { ControlAnswer, ControlCommand } from '../ports/control';
import type { Fixture, UserFact } from '../procedure/fixture';
import type { FlowId } from '../procedure/flows';
import { canonicalId } from '../procedure/identities';
import { entityOf, type PartyName } from '../procedure/roles';
import type { SchemaError } from '../procedure/schema-error';

export interface Scribe {
  readonly events: readonly TraceEvent[];
  message(
    flow: FlowId,
    body: MessageEvent['body'],
    schemaErrors: readonly SchemaError[],
    underTest: boolean,
  ): MessageEvent;
  delivery(message: MessageEvent, by: PartyName, outcome: DeliveryEvent['outcome']): void;
  control(party: PartyName, command: ControlCommand, answer: ControlAnswer): void;
  phase(phase: 'preamble' | 'stimulus', text: string): void;
  settled(): void;
  /** Users in service who were sent anything of a regroup. */
  addressees(): readonly UserFact[];
}

type Unplaced = TraceEvent extends infer E
  ? E extends TraceEvent
    ? Omit<E, 'seq' | 'at' | 'id' | 'scope'>
    : never
  : never;

export function createScribe(fixture: Fixture): Scribe {
  const { scope } = fixture;
  const events: TraceEvent[] = [];
  const endpoints = new Map<string, Endpoint>();
  const addressed = new Set<string>();
  const endAt = (id: string, party: PartyName): void => void endpoints.set(canonicalId(id), { id, party });
  for (const { id, party } of fixture.users) endAt(id, party);
  for (const { name, serverId, gmsId } of fixture.systems) {
    endAt(serverId, entityOf(name, 'server'));
    endAt(gmsId, entityOf(name, 'gms'));
  }

  function add(event: Unplaced): TraceEvent {
    const seq = events.length + 1;
    // The parts of a union do not survive being spread; the parameter's type has checked them.
    const placed = { ...event, seq, at: seq, id: `e${seq}`, scope } as TraceEvent;
    events.push(placed);
    return placed;
  }

  const endpoint = (id: unknown): Endpoint => {
    const text = typeof id === 'string' ? id : '';
    return endpoints.get(canonicalId(text)) ?? { id: text, party: null };
  };

  add({ kind: 'fixture', fixture });
  return {
    events,
    message(flow, body, schemaErrors, underTest) {
      const to = endpoint(body['to']);
      if (flow.startsWith('preconfigured-regroup') && flow.endsWith('server-client')) addressed.add(to.id);
      return add({
        kind: 'message',
        flow,
        from: endpoint(body['from']),
        to,
        body,
        raw: JSON.stringify(body),
        schemaErrors,
        writtenBy: underTest ? 'implementation' : 'harness',
        wire: {},
      }) as MessageEvent;
    },
    delivery: ({ id }, by, outcome) =>
      void add({ kind: 'delivery', message: id, by, outcome, detail: outcome === 'arrived' ? '' : 'lost on the way' }),
    control: (party, command, answer) =>
      void add({ kind: 'control', party, command: { ...command }, answer: { ...answer } }),
    phase: (phase, text) => void add({ kind: 'phase', phase, text }),
    settled: () => void add({ kind: 'settled', by: 'idle', waitedMs: 0 }),
    addressees: () => fixture.users.filter(({ id, inService }) => inService && addressed.has(id)),
  };
}
