// Makes the ladder of one scenario from its trace and its result. Pure; unaware of how it is drawn.

import { stepOf } from '../../clauses/figures';
import { isDeepStrictEqual } from 'node:util';
import type { ControlEvent, DeliveryEvent, MessageEvent, SettledEvent, TraceEvent } from '../../evidence/trace';
import { FLOWS } from '../../procedure/flows';
import type { PartyName, Role } from '../../procedure/roles';
import type { ScenarioResult } from '../../verdict/results';
import { labelOf } from '../summary/evidence-labels';
import type { RequirementLookup } from '../summary/requirement-text';
import { deviationsOf, type Absent } from './deviations';
import { lifelinesOf } from './lifelines';
import type { Ladder, MessageFacts, Phase, Row, Trouble } from './model';
import { sentAgain, type SentAgain } from './sent-again';

type Delivered = ReadonlyMap<string, readonly DeliveryEvent[]>;

export function ladderOf(
  scenario: Pick<ScenarioResult, 'checks'>,
  traced: readonly TraceEvent[],
  underTest: readonly Role[],
  requirement: RequirementLookup,
): Ladder {
  const events = traced.toSorted((one, other) => one.seq - other.seq);
  const deviations = deviationsOf(scenario, events, requirement);
  const delivered = deliveriesIn(events);
  const evidence = new Set(scenario.checks.flatMap((check) => check.evidence));
  const again = sentAgain(traced);
  const lifelines = lifelinesOf(partiesOf(events, deviations.absent, again), underTest);
  const place = new Map(lifelines.map(({ party }, index) => [party, index]));
  const indexOf = (party: PartyName | null): number => place.get(party) ?? 0; // partiesOf has named every one
  const start = events.find((event) => event.kind === 'phase' && event.phase === 'stimulus')?.at ?? events[0]?.at ?? 0;

  let phase: Phase = 'preamble';
  const all = events.flatMap((event): readonly Row[] => {
    if (event.kind === 'phase') phase = event.phase;
    const placed = { at: sinceStimulus(event.at, start), phase };
    const called = deviations.absent.filter(({ after }) => after === event.id);
    return [
      ...rowOf(event, { breaks: deviations.at.get(event.id) ?? [], ...placed }),
      ...called.map((absent): Row => ({ ...placed, ...missing(absent, indexOf, start) })),
    ];
  });
  const rows = readable(withBetween(all, again.map(rowAgain)));
  const divergence = rows.findIndex(({ breaks }) => breaks.length > 0);
  return { lifelines, rows, divergence: divergence === -1 ? undefined : divergence };

  function rowAgain({ at, from, to, ...again }: SentAgain): Row {
    const ends = { from: indexOf(from), to: indexOf(to) };
    return { ...again, ...ends, kind: 'again', at: sinceStimulus(at, start), phase: 'stimulus', breaks: [] };
  }

  function rowOf(event: TraceEvent, placed: Pick<Row, 'at' | 'phase' | 'breaks'>): readonly Row[] {
    switch (event.kind) {
      case 'message':
        return [Object.assign(arrow(event, { delivered, evidence, indexOf }), placed)];
      case 'control': {
        const { id, party, command, answer } = event;
        const detail = JSON.stringify({ command, answer });
        return [{ kind: 'note', of: 'control', id, over: indexOf(party), text: commanded(event), detail, ...placed }];
      }
      case 'malformed': {
        const over = indexOf(event.party);
        return [
          { kind: 'note', of: 'malformed', id: event.id, over, text: event.problem, detail: event.raw, ...placed },
        ];
      }
      case 'aside': {
        const over = indexOf(event.party);
        return [{ ...placed, kind: 'note', of: 'aside', id: event.id, over, text: event.says, detail: event.raw }];
      }
      case 'phase':
        return [{ kind: 'mark', id: event.id, text: `${event.phase}: ${event.text}`, ...placed }];
      case 'not-carried':
        return [];
      case 'settled':
        return [{ kind: 'mark', id: event.id, text: settled(event), ...placed }];
      case 'tapped':
      case 'one-product':
        return [{ kind: 'mark', id: event.id, text: labelOf(event), ...placed }];
      case 'delivery':
      case 'resent':
      case 'fixture':
      case 'transmission':
      case 'key-log':
        return [];
    }
  }
}

/** Each at its time, in the phase of what stands before it. */
function withBetween(rows: readonly Row[], others: readonly Row[]): readonly Row[] {
  if (others.length === 0) return rows;
  const left = [...others];
  let phase = rows[0]?.phase ?? 'stimulus';
  const upTo = (at: number): readonly Row[] => {
    const count = left.findIndex((row) => row.at > at);
    return left.splice(0, count === -1 ? left.length : count).map((row) => ({ ...row, phase }));
  };
  return [
    ...rows.flatMap((row) => {
      const before = upTo(row.at);
      phase = row.phase;
      return [...before, row];
    }),
    ...upTo(Infinity),
  ];
}

/** Nobody reads more, and what a product floods us with would take its memory in every drawing. */
const MOST = { first: 600, last: 200, broken: 200 };

/** How it begins and ends, and what broke something between. */
function readable(rows: readonly Row[]): readonly Row[] {
  const end = rows.length - MOST.last;
  const between = rows.slice(MOST.first, end);
  const [start] = between;
  if (start === undefined) return rows;
  const broken = between.filter(({ breaks }) => breaks.length > 0).slice(0, MOST.broken);
  const count = between.length - broken.length;
  if (count === 0) return rows;
  const text = `${count} of the ${rows.length} rows are left out from here on: the trace has all`;
  const { at, phase } = start;
  const mark: Row = { kind: 'mark', id: 'left-out', text, at, phase, breaks: [] };
  return [...rows.slice(0, MOST.first), mark, ...broken, ...rows.slice(end)];
}

/** What was commanded, in a word or two; that it was done goes without saying. */
function commanded({ command, answer }: ControlEvent): string {
  const actOrQuestion = (command['act'] ?? command['question']) as { readonly kind?: string } | undefined;
  const what = actOrQuestion?.kind ?? command.command;
  return answer.status === 'done' ? what : `${what}: ${answer.status}`;
}

const QUIET = {
  idle: 'every party is idle: nothing more comes',
  'quiet-window': 'quiet for a whole window: nothing more comes',
  deadline: 'the deadline passed while messages still came',
} as const;

/** What is owed was waited for until the deadline. */
const settled = ({ by, waitedMs, owed = [] }: SettledEvent): string =>
  `${QUIET[by]} (${waitedMs} ms)${owed.length === 0 ? '' : `; until the deadline it was waited for ${owed.join(', ')}`}`;

function arrow(
  event: MessageEvent,
  {
    delivered,
    evidence,
    indexOf,
  }: {
    readonly delivered: Delivered;
    readonly evidence: ReadonlySet<string>;
    readonly indexOf: (party: PartyName | null) => number;
  },
) {
  const { id, flow, from, to } = event;
  const deliveries = delivered.get(id) ?? [];
  const relay = deliveries.find(({ outcome }) => outcome === 'relayed');
  const known = FLOWS.get(flow);
  const trouble = deliveries.map(({ outcome }) => outcome).findLast(isTrouble);
  return {
    kind: 'arrow' as const,
    id,
    step: stepOf(flow),
    name: known?.name ?? flow,
    from: indexOf(from.party),
    to: indexOf(to.party),
    through: relay && indexOf(relay.by),
    message: factsOf(event, deliveries, evidence),
    ...(trouble !== undefined && { trouble }),
  };
}

const TROUBLES: Readonly<Record<Trouble, true>> = {
  refused: true,
  challenged: true,
  overloaded: true,
  undeliverable: true,
};
const isTrouble = (outcome: DeliveryEvent['outcome']): outcome is Trouble => outcome in TROUBLES;

function factsOf(
  event: MessageEvent,
  deliveries: readonly DeliveryEvent[],
  evidence: ReadonlySet<string>,
): MessageFacts {
  const { flow, from, to, raw, body, schemaErrors, writtenBy, wire } = event;
  return {
    flow,
    from: from.id,
    to: to.id,
    raw,
    schemaErrors,
    writtenBy,
    wire,
    ...(raw !== JSON.stringify(body) && !isDeepStrictEqual(read(raw), body) && { body }),
    deliveries: deliveries.map(({ id, by, outcome, detail }) => ({
      ...(evidence.has(id) && { id }),
      by,
      outcome,
      detail,
    })),
  };
}

function read(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

const missing = (
  { step, flow, from, to, expected, requirements, after, until }: Absent,
  indexOf: (party: PartyName) => number,
  start: number,
) => ({
  kind: 'missing' as const,
  id: `no-${step}-after-${after}`,
  step,
  name: flow.name,
  from: indexOf(from),
  to: indexOf(to),
  expected,
  until: { id: until.id, at: sinceStimulus(until.at, start) },
  breaks: requirements,
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

function partiesOf(
  events: readonly TraceEvent[],
  absent: readonly Absent[],
  again: readonly SentAgain[],
): ReadonlySet<PartyName | null> {
  const parties = new Set<PartyName | null>([...absent, ...again].flatMap(({ from, to }) => [from, to]));
  for (const event of events) {
    if (event.kind === 'message') parties.add(event.from.party).add(event.to.party);
    else if (event.kind === 'control' || event.kind === 'malformed' || event.kind === 'aside') parties.add(event.party);
    else if (event.kind === 'delivery' && event.outcome === 'relayed') parties.add(event.by);
  }
  return parties;
}

const sinceStimulus = (at: number, start: number): number => Math.round((at - start) * 10) / 10;
