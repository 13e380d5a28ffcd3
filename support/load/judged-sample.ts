// The oracle of the suite on some of the clients of a load: their events of all processes in one order, as the story of a regroup that these
// clients alone took part in. Clocks are known within some milliseconds; charged is only what is broken wherever within these they stand.
// Pure.

import type { MessageEvent, TraceEvent } from '../evidence/trace';
import { judge } from '../judgement/judgement';
import type { JudgementContext } from '../judgement/judgement-context';
import { openStory } from '../oracle/story';
import type { Abilities } from '../ports/abilities';
import type { Fixture } from '../procedure/fixture';
import { canonicalId } from '../procedure/identities';
import { entityOf, type PartyName } from '../procedure/roles';
import type { LoadFinding } from './load-result';

export interface SampleOfProcess {
  readonly events: readonly TraceEvent[];
  /** What came before this reading of its clock came before the regroup was initiated: it was asked for by whoever conducts. */
  readonly measuredFrom: number;
  /** A reading of its clock as the clock of whoever conducts would have been. */
  readonly toOurs: (theirs: number) => number;
  /** So much earlier and later it may have been at most. */
  readonly earlierMs: number;
  readonly laterMs: number;
}

export interface Sample {
  /** With the users and members that are looked at, and no others. */
  readonly fixture: Fixture;
  /** Identities of all the other clients. */
  readonly isOther: (id: string) => boolean;
  /** Of the process that plays everybody else; nothing that it sent a client, or a client it. */
  readonly conducted: readonly TraceEvent[];
  readonly workers: readonly SampleOfProcess[];
}

/** A recorder tells microseconds. */
const JUST_BEFORE_MS = 0.0005;

export interface JudgedSample {
  readonly findings: readonly LoadFinding[];
  /** As they were judged. */
  readonly events: readonly TraceEvent[];
}

export function judgeSample(sample: Sample, context: JudgementContext, abilities: Abilities): JudgedSample {
  const early = storyEvents(sample, ({ toOurs, earlierMs }, at) => toOurs(at) - earlierMs);
  const late = storyEvents(sample, ({ toOurs, laterMs }, at) => toOurs(at) + laterMs);
  const [others, findings] = [early, late].map((events) => broken(events, context, abilities));
  const known = new Set(others?.map(({ requirement, party }) => `${requirement} ${party}`));
  return {
    findings: (findings ?? []).filter(({ requirement, party }) => known.has(`${requirement} ${party}`)),
    events: late,
  };
}

function broken(
  events: readonly TraceEvent[],
  context: JudgementContext,
  abilities: Abilities,
): readonly LoadFinding[] {
  return judge(openStory(events, abilities), [], [], context).checks.flatMap(
    ({ requirement, party, verdict, judged, expected, observed, follows }) =>
      judged && verdict === 'fail' && follows === undefined ? [{ requirement, party, expected, observed }] : [],
  );
}

function storyEvents(
  { fixture, isOther, conducted, workers }: Sample,
  timeOf: (process: SampleOfProcess, at: number) => number,
): readonly TraceEvent[] {
  const parties = partiesIn(fixture);
  const stimulus = conducted.find(({ kind }) => kind === 'phase')?.at ?? 0;
  const placeOf = (process: SampleOfProcess, at: number): number =>
    at < process.measuredFrom ? Math.min(timeOf(process, at), stimulus - JUST_BEFORE_MS) : timeOf(process, at);
  const all = [
    ...conducted.map((event) => ({ event: event.at < stimulus ? inTime(event) : event, at: event.at })),
    ...workers.flatMap((process) =>
      process.events.map((event) => ({
        event: event.at < process.measuredFrom ? inTime(event) : event,
        at: placeOf(process, event.at),
      })),
    ),
  ];
  const begin = Math.min(0, ...all.map(({ at }) => at));
  const ordered = all
    .toSorted((one, other) => one.at - other.at)
    .flatMap(({ event, at }) => {
      const kept = event.kind === 'message' ? withoutOthers(event, isOther) : event;
      return kept === undefined ? [] : [{ ...placed(kept, parties, fixture.scope), at: at - begin }];
    });
  const first: TraceEvent = { kind: 'fixture', id: 'fixture', scope: fixture.scope, seq: 0, at: 0, fixture };
  return [first, ...ordered].map((event, at) => ({ ...event, seq: at + 1 }));
}

/** All had come to rest before the regroup: that what prepared it left late excuses nobody. */
function inTime(event: TraceEvent): TraceEvent {
  if (event.kind !== 'message') return event;
  const { lateMs: _, ...wire } = event.wire;
  return { ...event, wire };
}

type Parties = ReadonlyMap<string, { readonly id: string; readonly party: PartyName }>;

function partiesIn({ users, systems }: Fixture): Parties {
  const all = [
    ...users.map(({ id, party }) => ({ id, party })),
    ...systems.flatMap(({ name, serverId, gmsId }) => [
      { id: serverId, party: entityOf(name, 'server') },
      { id: gmsId, party: entityOf(name, 'gms') },
    ]),
  ];
  return new Map(all.map((one) => [canonicalId(one.id), one]));
}

/** No process of a load has its scenario open: whose the identities are is found here. */
function placed(event: TraceEvent, parties: Parties, scope: string): TraceEvent {
  if (event.kind !== 'message') return { ...event, scope };
  const [from, to] = [event.from, event.to].map((end) => parties.get(canonicalId(end.id)) ?? end) as [
    MessageEvent['from'],
    MessageEvent['to'],
  ]; // two in, two out
  return { ...event, scope, from, to };
}

/** The message without those of its lists who are not looked at; undefined where it is about nobody else. */
export function withoutOthers(event: MessageEvent, isOther: (id: string) => boolean): MessageEvent | undefined {
  const body = reduced(event.body, isOther);
  return body === GONE ? undefined : { ...event, body: body as MessageEvent['body'] };
}

const GONE = Symbol('gone');

/** A list that held others alone is gone, and so is an entry of which only its name is left, and a message that is left with no entry. */
function reduced(value: unknown, isOther: (id: string) => boolean): unknown {
  if (Array.isArray(value)) {
    const left = value
      .filter((item) => typeof item !== 'string' || !isOther(item))
      .map((item) => reduced(item, isOther))
      .filter((item) => item !== GONE);
    return value.length > 0 && left.length === 0 ? GONE : left;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, held]) => [key, reduced(held, isOther)] as const);
  const left = entries.filter(([, held]) => held !== GONE);
  return left.length < entries.length && left.every(([, held]) => typeof held === 'string')
    ? GONE
    : Object.fromEntries(left);
}
