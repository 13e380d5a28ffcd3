// Makes the ladder of one scenario from its trace and its result. Pure; unaware of how it is drawn.

import { isDeepStrictEqual } from 'node:util';
import type { DeliveryEvent, MessageEvent, TraceEvent } from '../../evidence/trace';
import { FLOWS } from '../../procedure/flows';
import type { PartyName, Role } from '../../procedure/roles';
import type { ScenarioResult } from '../../verdict/results';
import type { RequirementLookup } from '../requirement-text';
import { deviationsOf, type Absent } from './deviations';
import { lifelinesOf } from './lifelines';
import type { Ladder, MessageFacts, Missing, Phase, Row } from './model';

type Delivered = ReadonlyMap<string, readonly DeliveryEvent[]>;

export function ladderOf(
  scenario: ScenarioResult,
  traced: readonly TraceEvent[],
  underTest: readonly Role[],
  requirement: RequirementLookup,
): Ladder {
  const events = traced.toSorted((one, other) => one.seq - other.seq);
  const deviations = deviationsOf(scenario, events, requirement);
  const delivered = deliveriesIn(events);
  const lifelines = lifelinesOf(partiesOf(events, deviations.absent), underTest);
  const place = new Map(lifelines.map(({ party }, index) => [party, index]));
  const indexOf = (party: PartyName | null): number => place.get(party) ?? 0; // partiesOf has named every one
  const start = events.find((event) => event.kind === 'phase' && event.phase === 'stimulus')?.at ?? events[0]?.at ?? 0;

  let phase: Phase = 'preamble';
  const rows = events.flatMap((event): readonly Row[] => {
    if (event.kind === 'phase') phase = event.phase;
    const placed = { at: sinceStimulus(event.at, start), phase, breaks: deviations.at.get(event.id) ?? [] };
    switch (event.kind) {
      case 'message':
        return [{ ...placed, ...arrow(event, delivered, indexOf) }];
      case 'control': {
        const text = `${event.command.command}: ${event.answer.status}`;
        const detail = JSON.stringify({ command: event.command, answer: event.answer });
        return [{ ...placed, kind: 'note', of: 'control', id: event.id, over: indexOf(event.party), text, detail }];
      }
      case 'malformed': {
        const over = indexOf(event.party);
        return [{ ...placed, kind: 'note', of: 'malformed', id: event.id, over, text: event.problem, detail: event.raw }];
      }
      case 'phase':
        return [{ ...placed, kind: 'mark', id: event.id, text: `${event.phase}: ${event.text}` }];
      case 'settled': {
        const missed = deviations.absent.filter(({ before }) => before === event.id);
        const text = `${QUIET[event.by]} (${event.waitedMs} ms)`;
        const quiet: Row = { ...placed, kind: 'mark', id: event.id, text };
        return [...missed.map((absent): Missing => ({ ...placed, ...missing(absent, indexOf) })), quiet];
      }
      case 'delivery':
      case 'fixture':
        return [];
    }
  });
  const divergence = rows.findIndex(({ breaks }) => breaks.length > 0);
  return { lifelines, rows, divergence: divergence === -1 ? undefined : divergence };
}

const QUIET = {
  idle: 'every party is idle: nothing more comes',
  'quiet-window': 'quiet for a whole window: nothing more comes',
  deadline: 'the deadline passed while messages still came',
} as const;

function arrow(event: MessageEvent, delivered: Delivered, indexOf: (party: PartyName | null) => number) {
  const { id, flow, from, to } = event;
  const deliveries = delivered.get(id) ?? [];
  const relay = deliveries.find(({ outcome }) => outcome === 'relayed');
  const known = FLOWS.get(flow);
  return {
    kind: 'arrow' as const,
    id,
    step: known?.step,
    name: known?.name ?? flow,
    from: indexOf(from.party),
    to: indexOf(to.party),
    through: relay && indexOf(relay.by),
    message: factsOf(event, deliveries),
  };
}

function factsOf(event: MessageEvent, deliveries: readonly DeliveryEvent[]): MessageFacts {
  const { flow, from, to, raw, body, schemaErrors, writtenBy, wire } = event;
  return {
    ...{ flow, from: from.id, to: to.id, raw, schemaErrors, writtenBy, wire },
    ...(!isDeepStrictEqual(read(raw), body) && { body }),
    deliveries: deliveries.map(({ by, outcome, detail }) => ({ by, outcome, detail })),
  };
}

function read(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

const missing = ({ step, flow, from, to, expected, requirements }: Absent, indexOf: (party: PartyName) => number) => ({
  kind: 'missing' as const,
  ...{ step, name: flow.name, from: indexOf(from), to: indexOf(to), expected, breaks: requirements },
});

function deliveriesIn(events: readonly TraceEvent[]): Delivered {
  const deliveries = new Map<string, DeliveryEvent[]>();
  for (const event of events) {
    if (event.kind !== 'delivery') continue;
    const known = deliveries.get(event.message) ?? [];
    deliveries.set(event.message, known);
    known.push(event);
  }
  return deliveries;
}

function partiesOf(events: readonly TraceEvent[], absent: readonly Absent[]): ReadonlySet<PartyName | null> {
  const parties = new Set<PartyName | null>(absent.flatMap(({ from, to }) => [from, to]));
  for (const event of events) {
    if (event.kind === 'message') parties.add(event.from.party).add(event.to.party);
    else if (event.kind === 'control' || event.kind === 'malformed') parties.add(event.party);
    else if (event.kind === 'delivery' && event.outcome === 'relayed') parties.add(event.by);
  }
  return parties;
}

const sinceStimulus = (at: number, start: number): number => Math.round((at - start) * 10) / 10;
