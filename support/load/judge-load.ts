// Which clients of a load are judged, and by what: those with whom something is wrong, and some of all workers with whom nothing is. Their
// events are fetched and handed to the oracle.

import type { TraceEvent } from '../evidence/trace';
import { contextOfRun } from '../judgement/context-of-run';
import type { Abilities } from '../ports/abilities';
import type { Fixture } from '../procedure/fixture';
import { canonicalId } from '../procedure/identities';
import { entityOf } from '../procedure/roles';
import { rolesUnderTest } from '../testbed/target/roles-under-test';
import type { Target } from '../testbed/target/target';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { clauseTexts } from '../traceability/catalogue/clause-text';
import { loadIcs } from '../traceability/catalogue/ics';
import type { Alignment } from './clock-alignment';
import { unlessGone, type Colleague } from './colleague';
import type { EventLog } from './event-log';
import { MEMBERS } from './fixture';
import { judgeSample, withoutOthers, type JudgedSample } from './judged-sample';
import type { Lateness } from './lateness-watch';
import type { Summary, Told } from './summary';

/** Of those with whom something is wrong so many of each kind are judged, and of the others. */
const JUDGED_OF_EACH = 100;

export type JudgedLoad = JudgedSample & { readonly clients: number };

export interface Judging {
  readonly fixture: Fixture;
  readonly log: EventLog;
  readonly colleagues: readonly Colleague[];
  readonly told: readonly Told[];
  readonly late: Lateness;
  readonly target: Target;
  readonly numberOf: (id: string) => number | undefined;
  readonly abilities: Abilities;
}

export async function judgeLoad(
  { counts, lost, doubled }: Summary,
  { fixture, log, colleagues, told, late, target, numberOf, abilities }: Judging,
): Promise<JudgedLoad> {
  const records = told.flatMap((one) => (one.alignment ? (one.records ?? []) : []));
  const there = new Set(records.map(({ client }) => client));
  const wrong = new Set([...lost, ...doubled]);
  const right = records.filter(({ client }) => !wrong.has(client)).map(({ client }) => client);
  /** Of all workers. */
  const some = (clients: readonly number[]): readonly number[] => {
    const every = Math.ceil(clients.length / JUDGED_OF_EACH);
    return clients.filter((_, at) => at % every === 0);
  };
  // What the harness may have caused accuses nobody.
  const isOurs = counts.lost === null || counts.doubled === null;
  const chosen = new Set(
    [...some(counts.lost === null ? [] : lost), ...some(counts.doubled === null ? [] : doubled), ...some(right)]
      .concat(await namedIn(log, numberOf))
      .filter((client) => there.has(client) && !(isOurs && wrong.has(client))),
  );
  const workers = await Promise.all(
    colleagues.map(async (one, at) => {
      const { alignment, state, measuredFrom = 0 } = told[at] ?? {};
      const wanted = [...chosen].filter(
        (client) => client >= one.share.first && client < one.share.first + one.share.count,
      );
      if (alignment === undefined || wanted.length === 0) return [];
      const parts = await one.askForAll({ kind: 'trace', clients: wanted }, 'events').catch(unlessGone);
      if (parts === undefined) {
        for (const client of wanted) chosen.delete(client);
        return [];
      }
      const events = parts.flatMap((part) => part.events).map((event) => JSON.parse(event) as TraceEvent); // ours
      return [{ measuredFrom, ...processOf(events, alignment, state?.latestMs ?? 0, late.latestMs) }];
    }),
  );
  const ids = new Set(
    fixture.users
      .slice(1)
      .filter((_, number) => chosen.has(number))
      .map(({ id }) => id),
  );
  const underTest = rolesUnderTest(target);
  const isOther = (id: string): boolean => {
    const number = numberOf(id);
    return number !== undefined && !chosen.has(number);
  };
  const sample = {
    fixture: {
      ...fixture,
      users: fixture.users.filter(({ party, id }) => party !== MEMBERS || ids.has(id)),
      groups: fixture.groups.map((group) => ({ ...group, members: group.members.filter((id) => ids.has(id)) })),
    },
    isOther,
    conducted: await keptOf(log, isOther),
    workers: workers.flat().map((one) => ({ ...one, events: writtenByWhom(one.events, fixture, underTest) })),
  };
  const { name, version, adapter, ics } = target;
  const every = loadEveryClause();
  const context = contextOfRun(
    {
      clauses: clauseTexts(every.about(undefined)),
      target: { name, version, adapter, underTest, ics },
      options: { ordering: 'lenient' },
    },
    every,
    loadIcs(),
  );
  return { ...judgeSample(sample, context, abilities), clients: chosen.size };
}

const processOf = (
  events: readonly TraceEvent[],
  { toOurs, uncertaintyMs }: Alignment,
  theirLate: number,
  ourLate: number,
) => ({
  events,
  toOurs,
  earlierMs: uncertaintyMs + theirLate,
  laterMs: uncertaintyMs + ourLate,
});

/** A worker takes what it did not write for a stranger's: what comes from a party that is played elsewhere is ours all the same. */
function writtenByWhom(
  events: readonly TraceEvent[],
  { systems }: Fixture,
  underTest: readonly string[],
): readonly TraceEvent[] {
  const played = new Set(
    systems.flatMap(({ name, serverId, gmsId }) => [
      ...(underTest.includes(entityOf(name, 'server')) ? [] : [canonicalId(serverId)]),
      ...(underTest.includes(entityOf(name, 'gms')) ? [] : [canonicalId(gmsId)]),
    ]),
  );
  return events.map((event) =>
    event.kind === 'message' && played.has(canonicalId(event.from.id)) ? { ...event, writtenBy: 'harness' } : event,
  );
}

/** Clients that a message between servers is about, such as step 11. */
async function namedIn(log: EventLog, numberOf: (id: string) => number | undefined): Promise<readonly number[]> {
  const named: number[] = [];
  for await (const event of eventsIn(log)) {
    const id = event.kind === 'message' ? event.body['mcServiceId'] : undefined;
    const number = typeof id === 'string' ? numberOf(id) : undefined;
    if (number !== undefined) named.push(number);
  }
  return named;
}

/** Without what is about other clients alone: of very many clients that is nearly all. */
async function keptOf(log: EventLog, isOther: (id: string) => boolean): Promise<readonly TraceEvent[]> {
  const kept: TraceEvent[] = [];
  const messages = new Set<string>();
  for await (const event of eventsIn(log)) {
    const left = event.kind === 'message' ? withoutOthers(event, isOther) : event;
    if (left === undefined || (left.kind === 'delivery' && !messages.has(left.message))) continue;
    if (left.kind === 'message') messages.add(left.id);
    kept.push(left);
  }
  return kept;
}

async function* eventsIn(log: EventLog): AsyncGenerator<TraceEvent> {
  for await (const line of log.of(new Set())) yield JSON.parse(line) as TraceEvent; // ours
}
