// One regroup to very many clients: everybody but the product and the clients is played here, the clients by workers. It is prepared,
// initiated once, waited for, and what came of it is one result. Unaware of how workers are found and of what is printed.

import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { provisionCommand } from '../actions/provisioning';
import { createRecorder } from '../evidence/recorder';
import type { TraceEvent } from '../evidence/trace';
import { contextOfRun } from '../judgement/context-of-run';
import type { ActivateCommand, ControlCommand } from '../ports/control';
import { deadlineIn } from '../ports/lateness';
import type { Party, Testbed } from '../ports/testbed';
import { within } from '../ports/time-limit';
import type { Fixture, UserFact } from '../procedure/fixture';
import { canonicalId, scopedId } from '../procedure/identities';
import { entityOf, type PartyName } from '../procedure/roles';
import { packageVersion } from '../schema/package-root';
import { createLabels } from '../testbed/host/labels';
import { rolesUnderTest } from '../testbed/target/roles-under-test';
import type { Target } from '../testbed/target/target';
import { openTestbed } from '../testbed/testbed';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { clauseTexts } from '../traceability/catalogue/clause-text';
import { loadIcs } from '../traceability/catalogue/ics';
import { HarnessFault, UserError } from '../verdict/errors';
import { align, type Alignment, type RoundTrip } from './clock-alignment';
import { createColleague, WorkerGone, type Colleague } from './colleague';
import { openEventLog, type EventLog } from './event-log';
import { judgeSample, type JudgedSample } from './judged-sample';
import { watchLateness, type Lateness } from './lateness-watch';
import type { LoadResult } from './load-result';
import { memberId, type Crew, type Share } from './messages';
import { summarize, type Conducted, type Summary, type Told } from './summary';

export interface LoadOptions {
  readonly target: Target;
  readonly clients: number;
  readonly workers: number;
  /** So long without anything new, and nothing more is waited for. */
  readonly patienceMs: number;
  readonly crew: Crew;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

export interface Loaded {
  readonly result: LoadResult;
  /** Of the clients that were judged. */
  readonly events: readonly TraceEvent[];
}

const MEMBERS: PartyName = 'partner-bystanders';
const STEP_5 = 'preconfigured-regroup-request.server-server';
const STEP_11 = 'preconfigured-regroup-response.server-server';
const STEP_12 = 'preconfigured-regroup-response.server-client';

/** What a member costs in the largest messages, in bytes: its name, in a list. */
const BYTES_A_CLIENT = 100;
/** Connections that a worker takes: a product under load opens more than one that is asked for one thing after another. */
const CONNECTIONS = 20_000;
/** What the product has to do before it answers, for each client: a list of all is read, checked and kept. */
const MS_A_CLIENT = 0.2;
/** Of those with whom something is wrong so many of each kind are judged, and of the others. */
const JUDGED_OF_EACH = 100;
const LOOK_EVERY_MS = 50;
const QUIET_MS = 500;
const SHOW_EVERY_MS = 5000;

export async function conductLoad(options: LoadOptions): Promise<Loaded> {
  const { clients, workers, signal } = options;
  const target = roomier(options.target, clients);
  const links = await options.crew(workers, signal);
  const colleagues = links.map((link, at) => createColleague(link, shareOf(at, links.length, clients)));
  const lateness = watchLateness();
  const log = openEventLog();
  try {
    return await conducted({ ...options, target }, colleagues, lateness, log);
  } finally {
    lateness.stop();
    log.close();
    await Promise.all(colleagues.map((one) => one.close()));
  }
}

/** More than a run of one scenario has any need of, and never less than the target file says. */
const roomier = (target: Target, clients: number): Target => ({
  ...target,
  timing: { ...target.timing, deadlineMs: Math.ceil(target.timing.deadlineMs + clients * MS_A_CLIENT) },
  limits: {
    ...target.limits,
    messageBytes: target.limits.messageBytes + clients * BYTES_A_CLIENT,
    connections: Math.max(target.limits.connections, CONNECTIONS),
  },
});

export const shareOf = (at: number, workers: number, clients: number): Share => {
  const begin = Math.floor((at * clients) / workers);
  return { first: begin, count: Math.floor(((at + 1) * clients) / workers) - begin };
};

async function conducted(
  options: LoadOptions,
  colleagues: readonly Colleague[],
  lateness: ReturnType<typeof watchLateness>,
  log: EventLog,
): Promise<Loaded> {
  const { target, clients, patienceMs, signal, say } = options;
  const startedAt = new Date().toISOString();
  const now = (): number => performance.now();
  const recorder = createRecorder(now);
  const addresses = await Promise.all(
    colleagues.map(
      async (one, worker) => (await one.ask({ kind: 'open', target, worker: worker + 1 }, 'opened')).address,
    ),
  ).catch(asUserError);
  const testbed = await openTestbed(target, { recorder, now });
  try {
    const fixture = fixtureFor(clients, testbed);
    const { scope } = fixture;
    const numbers = new Map(fixture.users.slice(1).map(({ id }, at) => [id, at]));
    const numberOf = (id: string): number | undefined => numbers.get(id) ?? numbers.get(canonicalId(id));
    const marks = watchSteps();
    let seen = 0;
    recorder.listen((event) => {
      seen += 1;
      marks.hear(event);
      if (!isWithClient(event, numberOf)) log.add(event, undefined);
    });
    const command = (party: PartyName, what: ControlCommand): ReturnType<Party['control']['send']> =>
      within(target.timing.deadlineMs + patienceMs, (limit) =>
        testbed.party(party).control.send(what, AbortSignal.any([limit, signal])),
      );
    const must = async (party: PartyName, what: ControlCommand): Promise<void> => {
      const answer = await command(party, what);
      if (answer.status === 'done') return;
      throw notPrepared(`${party} answered ${answer.status} to control ${what.command}: ${answer.reason}`);
    };
    const idle = (): Promise<void> => quiet(testbed, () => seen, patienceMs, signal);

    say(`prepares ${clients} clients at ${colleagues.length} ${colleagues.length === 1 ? 'worker' : 'workers'}`);
    const began = now();
    await provision(fixture, testbed, addresses, colleagues, must);
    for (const { name } of fixture.systems)
      for (const kind of ['server', 'gms'] as const) await activate(entityOf(name, kind), scope, command);
    await idle();
    const [ana, ...members] = fixture.users;
    if (ana === undefined) throw new HarnessFault('a load without a requester');
    await must(ana.party, { command: 'act', scope, act: { kind: 'start-service', user: ana.id } });
    const shown = setInterval(() => say(progressOf(colleagues, clients)), SHOW_EVERY_MS);
    await Promise.all(
      colleagues.map((one) => {
        const users = provisionCommand(MEMBERS, { ...fixture, users: [] }, testbed);
        const group = fixture.groups.find(({ preconfigured }) => !preconfigured)?.id ?? '';
        const about = { share: one.share, command: users, domain: domainOf(testbed, 'partner'), group, patienceMs };
        return one.ask({ kind: 'prepare', ...about }, 'prepared');
      }),
    )
      .catch(asUserError)
      .finally(() => clearInterval(shown));
    await idle();
    const preparedInMs = Math.round(now() - began);
    say(`prepared in ${(preparedInMs / 1000).toFixed(1)} s; one regroup is initiated`);

    const clock = (): number => recorder.elapsed();
    const before = await everyTrip(colleagues, clock);
    await Promise.all(colleagues.map((one) => one.ask({ kind: 'measure' }, 'measuring').catch(unlessGone)));
    recorder.add({ kind: 'phase', scope, phase: 'stimulus', text: `one regroup to ${clients} clients` });
    lateness.start();
    marks.start();
    const wish = {
      kind: 'initiate-regroup' as const,
      user: ana.id,
      mcServiceGroupIdList: fixture.groups.filter(({ preconfigured }) => !preconfigured).map(({ id }) => id),
      preconfiguredGroupId: fixture.groups.find(({ preconfigured }) => preconfigured)?.id ?? '',
    };
    const initiate = { command: 'act', scope, act: wish } as const;
    const answer = await command(ana.party, initiate);
    recorder.add({ kind: 'control', scope, party: ana.party, command: { ...initiate }, answer: { ...answer } });
    if (answer.status !== 'done') throw notPrepared(`${ana.party} answered ${answer.status}: ${answer.reason}`);
    const { clientsAcknowledge } = testbed.abilities;
    const waitedMs = await untilTold(colleagues, () => seen, marks, {
      acknowledges: clientsAcknowledge,
      patienceMs,
      signal,
    });
    const late = lateness.read();
    recorder.add({ kind: 'settled', scope, by: 'quiet-window', waitedMs: Math.round(waitedMs) });

    const told = await Promise.all(colleagues.map((one, at) => toldBy(one, before[at] ?? [], clock)));
    const summary = summarize(told, {
      ...marks.read(),
      ...late,
      mostConnections: target.limits.connections,
      acknowledges: clientsAcknowledge,
    });
    const judged = await judgedOf(summary, {
      fixture,
      members,
      log,
      colleagues,
      told,
      late,
      target,
      numberOf,
      testbed,
    });
    for (const party of ['partner-server', 'primary-server'] as const)
      await command(party, { command: 'release', scope }).catch(() => undefined);
    return { result: resultOf(options, { startedAt, preparedInMs, summary, judged, testbed }), events: judged.events };
  } finally {
    await testbed.close();
  }
}

const notPrepared = (why: string): UserError =>
  new UserError(
    'MCX-LOAD-PREPARE',
    `the clients could not be prepared, so nothing was measured: ${why}. Try fewer --clients.`,
    3,
  );

function asUserError(error: unknown): never {
  if (error instanceof WorkerGone) throw notPrepared(error.message);
  throw error;
}

function unlessGone(error: unknown): undefined {
  if (error instanceof WorkerGone) return undefined;
  throw error;
}

const domainOf = ({ systems }: Testbed, wanted: 'primary' | 'partner'): string =>
  systems.find(({ name }) => name === wanted)?.domain ?? '';

/** Its first user initiates the regroup, the others are the clients. */
function fixtureFor(clients: number, testbed: Testbed): Fixture {
  const scope = createLabels().prefix.slice(0, 5);
  const [primary, partner] = [domainOf(testbed, 'primary'), domainOf(testbed, 'partner')];
  const ana: UserFact = {
    name: 'Ana',
    id: scopedId('ana', scope, primary),
    system: 'primary',
    party: 'client-1',
    mayInitiateRegroup: true,
    inService: true,
  };
  const members = Array.from({ length: clients }, (_, number): UserFact => ({
    name: `client ${number}`,
    id: memberId(scope, partner, number),
    system: 'partner',
    party: MEMBERS,
    mayInitiateRegroup: false,
    inService: true,
  }));
  const group = { home: 'partner', preconfigured: false, members: members.map(({ id }) => id) } as const;
  const configuration = { home: 'primary', preconfigured: true, members: [] } as const;
  return {
    scope,
    systems: testbed.systems.filter(({ name }) => name !== 'second-partner'),
    users: [ana, ...members],
    groups: [
      { name: 'Med-7', id: scopedId('med-7', scope, partner), ...group },
      { name: 'Crisis-0', id: scopedId('crisis-0', scope, primary), ...configuration },
    ],
    multicastIn: [],
    gateway: false,
  };
}

/** Each client is said to be where its worker listens. */
async function provision(
  fixture: Fixture,
  testbed: Testbed,
  addresses: readonly string[],
  colleagues: readonly Colleague[],
  must: (party: PartyName, what: ControlCommand) => Promise<void>,
): Promise<void> {
  const at = new Map(
    colleagues.flatMap(({ share: { first, count } }, worker) =>
      fixture.users.slice(1 + first, 1 + first + count).map(({ id }) => [id, addresses[worker] ?? ''] as const),
    ),
  );
  const entities = fixture.systems.flatMap(({ name }) => [entityOf(name, 'server'), entityOf(name, 'gms')]);
  for (const party of ['client-1' as const, ...entities]) {
    const { users, ...rest } = provisionCommand(party, fixture, testbed);
    const reached = users.map((user) => ({ ...user, clientAddress: at.get(user.mcServiceId) ?? user.clientAddress }));
    await must(party, { ...rest, users: reached });
  }
}

async function activate(
  party: PartyName,
  scope: string,
  command: (party: PartyName, what: ActivateCommand) => ReturnType<Party['control']['send']>,
): Promise<void> {
  const answer = await command(party, { command: 'activate', scope });
  // One that cannot be told to begin has begun.
  if (answer.status === 'errored') throw notPrepared(`${party} answered errored to control activate: ${answer.reason}`);
}

/** Between the process that plays everybody else and a client nothing is kept here: its worker keeps it. */
function isWithClient(event: TraceEvent, numberOf: (id: string) => number | undefined): boolean {
  if (event.kind !== 'message') return false;
  return numberOf(event.from.id) !== undefined || numberOf(event.to.id) !== undefined;
}

interface Marks {
  hear(event: TraceEvent): void;
  start(): void;
  /** The regroup is formed, or was refused. */
  isConcluded(): boolean;
  read(): Pick<Conducted, 'step5At' | 'step11At' | 'step12At'>;
}

function watchSteps(): Marks {
  const at = new Map<string, number>();
  let isOn = false;
  let isRefused = false;
  return {
    hear(event) {
      if (!isOn || event.kind !== 'message') return;
      if (!at.has(event.flow)) at.set(event.flow, event.at);
      if (event.flow.startsWith('preconfigured-regroup-reject.server-client')) isRefused = true;
    },
    start: () => (isOn = true),
    isConcluded: () => isRefused || at.has(STEP_12),
    read: () => ({ step5At: at.get(STEP_5), step11At: at.get(STEP_11), step12At: at.get(STEP_12) }),
  };
}

/** Nothing is in hand here, and nothing has come for a moment. */
async function quiet(testbed: Testbed, seen: () => number, patienceMs: number, signal: AbortSignal): Promise<void> {
  const deadline = deadlineIn(patienceMs * 10);
  let before = -1;
  while (!testbed.isIdle() || seen() !== before) {
    if (deadline.left() <= 0) throw notPrepared('the product does not come to rest');
    before = seen();
    await sleep(QUIET_MS, undefined, { signal });
  }
}

const everyTrip = (colleagues: readonly Colleague[], clock: () => number): Promise<readonly (readonly RoundTrip[])[]> =>
  Promise.all(colleagues.map((one) => one.roundTrips(clock).catch((error: unknown) => unlessGone(error) ?? [])));

/** @returns how long there was nothing new when it was decided that nothing more would come */
async function untilTold(
  colleagues: readonly Colleague[],
  seen: () => number,
  marks: Marks,
  { acknowledges, patienceMs, signal }: { acknowledges: boolean; patienceMs: number; signal: AbortSignal },
): Promise<number> {
  let before = '';
  let since = performance.now();
  let patience = deadlineIn(patienceMs);
  let rest = deadlineIn(QUIET_MS);
  for (;;) {
    const here = colleagues.filter((one) => one.lost() === undefined);
    const count = here.map((one) => `${one.state().asked} ${one.state().taken}`).join();
    if (`${count} ${seen()}` !== before) {
      before = `${count} ${seen()}`;
      since = performance.now();
      patience = deadlineIn(patienceMs);
      rest = deadlineIn(QUIET_MS);
    }
    const isComplete = here.every((one) => {
      const { asked, taken } = one.state();
      return asked >= one.share.count && (!acknowledges || taken >= one.share.count);
    });
    if (patience.left() <= 0 || (isComplete && marks.isConcluded() && rest.left() <= 0))
      return performance.now() - since;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function toldBy(one: Colleague, before: readonly RoundTrip[], clock: () => number): Promise<Told> {
  const about = { name: one.name, clients: one.share.count };
  try {
    const after = await one.roundTrips(clock);
    const records = (await one.askForAll({ kind: 'report' }, 'clients')).flatMap((part) => part.clients);
    return { ...about, state: one.state(), records, lost: undefined, alignment: align(before, after) };
  } catch (error) {
    if (!(error instanceof WorkerGone)) throw error;
    return {
      ...about,
      state: one.state(),
      records: undefined,
      lost: one.lost() ?? error.message,
      alignment: undefined,
    };
  }
}

const progressOf = (colleagues: readonly Colleague[], clients: number): string => {
  const sum = (of: 'served' | 'affiliated'): number => colleagues.reduce((all, one) => all + one.state()[of], 0);
  return `  ${sum('served')} of ${clients} receive service, ${sum('affiliated')} are affiliated`;
};

interface Judging {
  readonly fixture: Fixture;
  readonly members: readonly UserFact[];
  readonly log: EventLog;
  readonly colleagues: readonly Colleague[];
  readonly told: readonly Told[];
  readonly late: Lateness;
  readonly target: Target;
  readonly numberOf: (id: string) => number | undefined;
  readonly testbed: Testbed;
}

async function judgedOf(
  { counts, lost, doubled }: Summary,
  { fixture, members, log, colleagues, told, late, target, numberOf, testbed }: Judging,
): Promise<JudgedSample & { readonly clients: number }> {
  const conducted: TraceEvent[] = [];
  for await (const line of log.of(new Set())) conducted.push(JSON.parse(line) as TraceEvent); // ours
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
  const chosen = new Set(
    [...some(counts.lost === null ? [] : lost), ...some(counts.lost === null ? [] : doubled), ...some(right)]
      .concat(namedIn(conducted, numberOf))
      .filter((client) => there.has(client) && !(counts.lost === null && wrong.has(client))),
  );
  const workers = await Promise.all(
    colleagues.map(async (one, at) => {
      const { alignment, state } = told[at] ?? {};
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
      return [processOf(events, alignment, state?.latestMs ?? 0, late.latestMs)];
    }),
  );
  const ids = new Set(members.filter((_, number) => chosen.has(number)).map(({ id }) => id));
  const underTest = rolesUnderTest(target);
  const sample = {
    fixture: {
      ...fixture,
      users: fixture.users.filter(({ party, id }) => party !== MEMBERS || ids.has(id)),
      groups: fixture.groups.map((group) => ({ ...group, members: group.members.filter((id) => ids.has(id)) })),
    },
    isOther: (id: string) => {
      const number = numberOf(id);
      return number !== undefined && !chosen.has(number);
    },
    conducted,
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
  return { ...judgeSample(sample, context, testbed.abilities), clients: chosen.size };
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
const namedIn = (events: readonly TraceEvent[], numberOf: (id: string) => number | undefined): readonly number[] =>
  events.flatMap((event) => {
    const named = event.kind === 'message' ? event.body['mcServiceId'] : undefined;
    const number = typeof named === 'string' ? numberOf(named) : undefined;
    return number === undefined ? [] : [number];
  });

function resultOf(
  { target, clients }: LoadOptions,
  {
    startedAt,
    preparedInMs,
    summary,
    judged,
    testbed,
  }: {
    readonly startedAt: string;
    readonly preparedInMs: number;
    readonly summary: Summary;
    readonly judged: JudgedSample & { readonly clients: number };
    readonly testbed: Testbed;
  },
): LoadResult {
  const { counts, times, harness, workers } = summary;
  const { name, version, adapter } = target;
  return {
    version: 1,
    suite: packageVersion,
    startedAt,
    product: { name, version, adapter, underTest: testbed.underTest },
    ...conclusion(summary, judged, clients),
    preparedInMs,
    clients: counts,
    times,
    harness,
    workers,
    findings: judged.findings,
    judged: judged.clients,
  };
}

function conclusion(
  { counts, harness, workers, times }: Summary,
  { findings }: JudgedSample,
  clients: number,
): Pick<LoadResult, 'verdict' | 'reason' | 'exitCode'> {
  const [found] = findings;
  if (found) return { verdict: 'fail', reason: `${found.party} broke ${found.requirement}`, exitCode: 1 };
  const cannotTell = (reason: string) => ({ verdict: 'inconclusive', reason, exitCode: 3 }) as const;
  const gone = workers.filter(({ lost }) => lost !== undefined);
  if (gone.length > 0)
    return cannotTell(
      `${counts.notTold} of ${clients} clients could not be told: ${gone.map((one) => `${one.name}: ${one.lost ?? ''}`).join('; ')}`,
    );
  const [saturated] = harness.saturated;
  if (saturated) return cannotTell(`the harness is saturated: ${saturated.why}`);
  if (times === null) return cannotTell('clocks could not be aligned, or no regroup request left the primary');
  if (counts.lost !== 0)
    return cannotTell(`${String(counts.lost)} clients were not sent step 7, and no statement says that they had to be`);
  if (counts.acknowledged !== null && counts.acknowledged < counts.received)
    return cannotTell(`the step 9 of ${counts.received - counts.acknowledged} clients was not taken`);
  return { verdict: 'pass', reason: '', exitCode: 0 };
}
