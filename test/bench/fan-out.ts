// One regroup to many affiliated clients of the partner MC system: the processor time from the requester's act to step 12, that of the
// oracle, and the memory that each client costs. The clients are users of one played party, as in any scenario.

import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createRecorder } from '../../support/evidence/recorder';
import type { Fixture, UserFact } from '../../support/procedure/fixture';
import { scopedId } from '../../support/procedure/identities';
import { entityOf, type PartyName } from '../../support/procedure/roles';
import type { Act, ControlCommand } from '../../support/ports/control';
import type { Testbed } from '../../support/ports/testbed';
import type { WireName } from '../../support/ports/wire';
import type { TraceEvent } from '../../support/evidence/trace';
import { checksOf } from '../../support/judgement/checks';
import { judgeStory } from '../../support/oracle/judge';
import { openStory } from '../../support/oracle/story';
import type { FlowId } from '../../support/procedure/flows';
import { loadCatalogue } from '../../support/traceability/catalogue/catalogue';
import { partiesOf, provisionCommand } from '../../support/actions/provisioning';
import { loadTarget } from '../../support/testbed/target/target';
import { openTestbed } from '../../support/testbed/testbed';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void; // V8's own, which Node types only behind a flag

const PATIENCE_MS = 600_000;

export interface FanOut {
  readonly clients: number;
  /** Of processor, from step 1 until every party is idle: all step 7, acknowledgements and step 12. */
  readonly milliseconds: number;
  readonly messages: number;
  /** Clients that were not sent step 7, or from which no step 9 came. */
  readonly lost: number;
  /** Of processor, for a verdict on everything. */
  readonly judgedInMs: number;
  /** Held by the parties and by the trace of the preamble, about 20 events a client. */
  readonly bytesPerClient: number;
}

/** @param wire that of the target where absent */
export async function fanOut(clients: number, wire?: WireName): Promise<FanOut> {
  const now = () => performance.now();
  const recorder = createRecorder(now);
  const testbed = await openTestbed(loadTarget(undefined), { recorder, now, wire });
  try {
    const fixture = fixtureFor(clients, testbed);
    const { scope } = fixture;
    testbed.openScope(fixture);
    const before = heap();
    await prepare(fixture, testbed);
    const bytesPerClient = Math.max(0, Math.round((heap() - before) / clients));
    const count = recorder.events(scope).length;
    const started = process.cpuUsage();
    await regroup(fixture, testbed);
    const milliseconds = processorSince(started);
    const { messages, lost } = counted(recorder.events(scope).slice(count), clients);
    return {
      clients,
      milliseconds,
      messages,
      lost,
      judgedInMs: judged(recorder.events(scope), testbed),
      bytesPerClient,
    };
  } finally {
    await testbed.close();
  }
}

async function regroup({ scope, users, groups }: Fixture, testbed: Testbed): Promise<void> {
  const group = groups.find(({ preconfigured }) => !preconfigured);
  const configuration = groups.find(({ preconfigured }) => preconfigured);
  await act('client-1', scope, testbed, {
    kind: 'initiate-regroup',
    user: users[0]?.id ?? '',
    mcServiceGroupIdList: [group?.id ?? ''],
    preconfiguredGroupId: configuration?.id ?? '',
  });
  await testbed.whenIdle(AbortSignal.timeout(PATIENCE_MS));
}

function counted(events: readonly TraceEvent[], clients: number): Pick<FanOut, 'messages' | 'lost'> {
  const messages = events.filter((event) => event.kind === 'message');
  const of = (flow: FlowId): number => messages.filter((message) => message.flow === flow).length;
  const heard = Math.min(
    of('preconfigured-regroup-request.server-client'),
    of('preconfigured-regroup-response.client-server'),
  );
  return { messages: messages.length, lost: clients - heard };
}

/** @throws where a statement is broken: nobody here has a defect */
function judged(events: readonly TraceEvent[], { abilities }: Testbed): number {
  const checks = checksOf(loadCatalogue());
  const started = process.cpuUsage();
  const findings = judgeStory(openStory(events, abilities), { ordering: 'strict' }, checks);
  const milliseconds = processorSince(started);
  const broken = findings.find(({ verdict }) => verdict === 'fail');
  if (broken) throw new Error(`${broken.requirement}: expected ${broken.expected}, observed ${broken.observed}`);
  return milliseconds;
}

function processorSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function fixtureFor(clients: number, testbed: Testbed): Fixture {
  const scope = `fan${clients}`;
  const systems = testbed.systems.filter(({ name }) => name !== 'second-partner');
  const domain = (name: string) => systems.find((system) => system.name === name)?.domain ?? '';
  const user = (name: string, party: PartyName, system: 'primary' | 'partner'): UserFact => ({
    name,
    id: scopedId(name.toLowerCase(), scope, domain(system)),
    system,
    party,
    mayInitiateRegroup: system === 'primary',
    inService: true,
  });
  const members = Array.from({ length: clients }, (_, index) =>
    user(`member-${index}`, 'partner-bystanders', 'partner'),
  );
  return {
    scope,
    systems,
    users: [user('Ana', 'client-1', 'primary'), ...members],
    groups: [
      {
        name: 'Med-7',
        id: scopedId('med-7', scope, domain('partner')),
        home: 'partner',
        preconfigured: false,
        members: members.map(({ id }) => id),
      },
      {
        name: 'Crisis-0',
        id: scopedId('crisis-0', scope, domain('primary')),
        home: 'primary',
        preconfigured: true,
        members: [],
      },
    ],
    multicastIn: [],
    gateway: false,
  };
}

async function prepare(fixture: Fixture, testbed: Testbed): Promise<void> {
  const { scope } = fixture;
  const idle = () => testbed.whenIdle(AbortSignal.timeout(PATIENCE_MS));
  const members = fixture.groups.filter(({ preconfigured }) => !preconfigured).map(({ id }) => id);
  for (const party of partiesOf(fixture)) await command(party, provisionCommand(party, fixture, testbed), testbed);
  for (const { name } of fixture.systems)
    for (const kind of ['server', 'gms'] as const)
      await command(entityOf(name, kind), { command: 'activate', scope }, testbed);
  await idle();
  for (const { id, party } of fixture.users) await act(party, scope, testbed, { kind: 'start-service', user: id });
  await idle();
  for (const { id, party } of fixture.users.slice(1))
    await act(party, scope, testbed, { kind: 'affiliate', user: id, mcServiceGroupIdList: members });
  await idle();
}

const act = (party: PartyName, scope: string, testbed: Testbed, what: Act): Promise<void> =>
  command(party, { command: 'act', scope, act: what }, testbed);

async function command(party: PartyName, what: ControlCommand, testbed: Testbed): Promise<void> {
  const answer = await testbed.party(party).control.send(what, AbortSignal.timeout(PATIENCE_MS));
  if (answer.status !== 'done')
    throw new Error(`${party} answered ${answer.status} to ${what.command}: ${answer.reason}`);
}

/** Bytes that are really held: without a collection first, garbage would be counted as cost. */
function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
