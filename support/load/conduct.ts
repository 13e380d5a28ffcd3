// One regroup to very many clients: everybody but the product and the clients is played here, the clients by workers. It is prepared,
// initiated once, waited for, and what came of it is one result. Unaware of how workers are found and of what is printed.

import { performance } from 'node:perf_hooks';
import { provisionCommand } from '../actions/provisioning';
import { createRecorder, type Recorder } from '../evidence/recorder';
import type { TraceEvent } from '../evidence/trace';
import { within } from '../ports/time-limit';
import type { Testbed } from '../ports/testbed';
import type { Fixture } from '../procedure/fixture';
import { canonicalId } from '../procedure/identities';
import { createLabels } from '../testbed/host/labels';
import type { Target } from '../testbed/target/target';
import { openTestbed } from '../testbed/testbed';
import { align, type RoundTrip } from './clock-alignment';
import { createColleague, unlessGone, WorkerGone, type Colleague } from './colleague';
import { resultOf } from './conclusion';
import { openEventLog, type EventLog } from './event-log';
import { domainOf, fixtureFor, MEMBERS } from './fixture';
import { judgeLoad } from './judge-load';
import { watchLateness, type LatenessWatch } from './lateness-watch';
import type { LoadResult } from './load-result';
import type { Crew, Share } from './messages';
import { activate, asUserError, must, provision, quiet, type Command } from './preparation';
import { summarize, type Told } from './summary';
import { untilTold, watchSteps } from './waiting';

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

/** All that is open while a load lasts. */
interface Opened {
  readonly options: LoadOptions;
  readonly colleagues: readonly Colleague[];
  /** By worker. */
  readonly addresses: readonly string[];
  readonly testbed: Testbed;
  readonly recorder: Recorder;
  readonly log: EventLog;
  readonly lateness: LatenessWatch;
}

/** What a member costs in the largest messages, in bytes: its name, in a list. */
const BYTES_A_CLIENT = 100;
/** Connections that a worker takes: a product under load opens more than one that is asked for one thing after another. */
const CONNECTIONS = 20_000;
/** What the product has to do before it answers, for each client: a list of all is read, checked and kept. */
const MS_A_CLIENT = 0.2;
const SHOW_EVERY_MS = 5000;

export async function conductLoad(given: LoadOptions): Promise<Loaded> {
  const { clients, workers, signal, say } = given;
  const options = { ...given, target: roomier(given.target, clients, given.patienceMs) };
  const { target } = options;
  const links = await options.crew(workers, signal);
  const colleagues = links.map((link, at) => createColleague(link, shareOf(at, links.length, clients)));
  const lateness = watchLateness();
  const log = openEventLog();
  try {
    for (const { name, share } of colleagues) say(`${name} plays ${share.count} clients from ${share.first} on`);
    const opened = colleagues.map((one, at) => one.ask({ kind: 'open', target, worker: at + 1 }, 'opened'));
    const addresses = (await Promise.all(opened).catch(asUserError)).map(({ address }) => address);
    const now = (): number => performance.now();
    const recorder = createRecorder(now);
    const testbed = await openTestbed(target, { recorder, now });
    try {
      return await conducted({ options, colleagues, addresses, testbed, recorder, log, lateness });
    } finally {
      await testbed.close();
    }
  } finally {
    lateness.stop();
    log.close();
    await Promise.all(colleagues.map((one) => one.close()));
  }
}

/** More than a run of one scenario has any need of, and never less than the target file says. */
const roomier = (target: Target, clients: number, patienceMs: number): Target => ({
  ...target,
  timing: {
    ...target.timing,
    // As long as others are served, one may wait.
    deadlineMs: Math.ceil(Math.max(target.timing.deadlineMs, patienceMs) + clients * MS_A_CLIENT),
  },
  limits: {
    ...target.limits,
    messageBytes: target.limits.messageBytes + clients * BYTES_A_CLIENT,
    connections: Math.max(target.limits.connections, CONNECTIONS),
  },
});

export function shareOf(at: number, workers: number, clients: number): Share {
  const first = Math.floor((at * clients) / workers);
  return { first, count: Math.floor(((at + 1) * clients) / workers) - first };
}

async function conducted(opened: Opened): Promise<Loaded> {
  const { options, colleagues, testbed, recorder, log, lateness } = opened;
  const { target, clients, patienceMs, signal, say } = options;
  const startedAt = new Date().toISOString();
  const fixture = fixtureFor(clients, createLabels().prefix, testbed);
  const { scope } = fixture;
  const numberOf = numbersOf(fixture);
  const steps = watchSteps();
  let seen = 0;
  let lateMs = 0;
  recorder.listen((event) => {
    seen += 1;
    // Until something is seen the last time: what comes after it is no part of what is measured.
    ({ lateMs } = lateness.read());
    steps.hear(event);
    if (!isWithClient(event, numberOf)) log.add(event, undefined);
  });
  const command: Command = (party, what) =>
    within(target.timing.deadlineMs + patienceMs, (limit) =>
      testbed.party(party).control.send(what, AbortSignal.any([limit, signal])),
    );

  say(`prepares ${clients} clients`);
  const began = performance.now();
  await prepare(fixture, opened, command, () => seen);
  const preparedInMs = Math.round(performance.now() - began);
  say(`prepared in ${(preparedInMs / 1000).toFixed(1)} s; one regroup is initiated`);

  const clock = (): number => recorder.elapsed();
  const before = await Promise.all(
    colleagues.map(async (one) => (await one.roundTrips(clock).catch(unlessGone)) ?? []),
  );
  const measuring = await Promise.all(
    colleagues.map((one) => one.ask({ kind: 'measure' }, 'measuring').catch(unlessGone)),
  );
  recorder.add({ kind: 'phase', scope, phase: 'stimulus', text: `one regroup to ${clients} clients` });
  lateness.start();
  steps.start();
  await initiate(fixture, command, recorder);
  const { clientsAcknowledge: acknowledges } = testbed.abilities;
  const waitedMs = await untilTold(colleagues, () => seen, steps, { acknowledges, patienceMs, signal });
  const late = { ...lateness.read(), lateMs };
  recorder.add({ kind: 'settled', scope, by: 'quiet-window', waitedMs: Math.round(waitedMs) });

  const told = await Promise.all(
    colleagues.map(async (one, at) => ({
      ...(await toldBy(one, before[at] ?? [], clock)),
      measuredFrom: measuring[at]?.at ?? 0,
    })),
  );
  const mostConnections = target.limits.connections;
  const summary = summarize(told, { ...steps.read(), ...late, mostConnections, acknowledges });
  const { abilities, underTest } = testbed;
  const judged = await judgeLoad(summary, { fixture, log, colleagues, told, late, target, numberOf, abilities });
  for (const party of ['partner-server', 'primary-server'] as const)
    await command(party, { command: 'release', scope }).catch(() => undefined);
  return {
    result: resultOf(target, { startedAt, preparedInMs, summary, judged, underTest }),
    events: judged.events,
  };
}

/** Until every client is affiliated. */
async function prepare(
  fixture: Fixture,
  { options, colleagues, addresses, testbed }: Opened,
  command: Command,
  seen: () => number,
): Promise<void> {
  const { target, clients, patienceMs, signal, say } = options;
  const idle = (): Promise<void> => quiet(testbed, seen, patienceMs, signal);
  await provision(fixture, testbed, addresses, colleagues, command);
  await activate(fixture, command);
  await idle();
  const { scope, users, groups } = fixture;
  for (const { id, party } of users.slice(0, 1))
    await must(command, party, { command: 'act', scope, act: { kind: 'start-service', user: id } });
  const group = groups.find(({ preconfigured }) => !preconfigured)?.id ?? '';
  const about = {
    command: provisionCommand(MEMBERS, { ...fixture, users: [] }, testbed),
    domain: domainOf(testbed, 'partner'),
    group,
    // One worker's clients may wait while those of others are served.
    patienceMs: target.timing.deadlineMs,
  };
  const shown = setInterval(() => say(progressOf(colleagues, clients)), SHOW_EVERY_MS);
  const asked = colleagues.map((one) => one.ask({ kind: 'prepare', share: one.share, ...about }, 'prepared'));
  const isEnded = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  await Promise.race([Promise.all(asked), isEnded])
    .catch(asUserError)
    .finally(() => clearInterval(shown));
  await idle();
}

async function initiate({ scope, users, groups }: Fixture, command: Command, recorder: Recorder): Promise<void> {
  const [requester] = users;
  if (requester === undefined) return;
  const named = (isPreconfigured: boolean): readonly string[] =>
    groups.filter(({ preconfigured }) => preconfigured === isPreconfigured).map(({ id }) => id);
  const what = {
    command: 'act',
    scope,
    act: {
      kind: 'initiate-regroup',
      user: requester.id,
      mcServiceGroupIdList: named(false),
      preconfiguredGroupId: named(true)[0] ?? '',
    },
  } as const;
  const answer = await command(requester.party, what);
  recorder.add({ kind: 'control', scope, party: requester.party, command: { ...what }, answer: { ...answer } });
}

function numbersOf({ users }: Fixture): (id: string) => number | undefined {
  const numbers = new Map(users.slice(1).map(({ id }, at) => [id, at]));
  return (id) => numbers.get(id) ?? numbers.get(canonicalId(id));
}

/** Between the process that plays everybody else and a client nothing is kept here: its worker keeps it. */
function isWithClient(event: TraceEvent, numberOf: (id: string) => number | undefined): boolean {
  if (event.kind !== 'message') return false;
  return numberOf(event.from.id) !== undefined || numberOf(event.to.id) !== undefined;
}

async function toldBy(
  one: Colleague,
  before: readonly RoundTrip[],
  clock: () => number,
): Promise<Omit<Told, 'measuredFrom'>> {
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

function progressOf(colleagues: readonly Colleague[], clients: number): string {
  const sum = (of: 'served' | 'affiliated'): number => colleagues.reduce((all, one) => all + one.state()[of], 0);
  return `  ${sum('served')} of ${clients} receive service, ${sum('affiliated')} are affiliated`;
}
