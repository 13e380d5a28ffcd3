// One regroup to many affiliated clients of the partner MC system: the time from the requester's act to step 12, and the
// memory that each client costs. The clients are users of one played party, as in any scenario.

import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createRecorder } from '../../support/evidence/recorder';
import type { Fixture, UserFact } from '../../support/procedure/fixture';
import { scopedId } from '../../support/procedure/identities';
import { entityOf, type PartyName } from '../../support/procedure/roles';
import type { Act, ControlCommand } from '../../support/ports/control';
import type { Testbed } from '../../support/ports/testbed';
import { partiesOf, provisionCommand } from '../../support/actions/provisioning';
import { loadTarget } from '../../support/testbed/target/target';
import { openTestbed } from '../../support/testbed/testbed';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void; // V8's own, which Node types only behind a flag

export interface FanOut {
  readonly clients: number;
  /** From step 1 until every party is idle: all step 7, acknowledgements and step 12. */
  readonly milliseconds: number;
  readonly messages: number;
  /** Held by the parties and by the trace of the preamble, about 20 events a client. */
  readonly bytesPerClient: number;
}

export async function fanOut(clients: number): Promise<FanOut> {
  const now = () => performance.now();
  const recorder = createRecorder(now);
  const testbed = await openTestbed(loadTarget(undefined), { recorder, now });
  try {
    const fixture = fixtureFor(clients, testbed);
    testbed.openScope(fixture);
    const before = heap();
    await prepare(fixture, testbed);
    const perClient = (heap() - before) / clients;
    const count = recorder.events(fixture.scope).length;
    const started = now();
    const group = fixture.groups.find(({ name }) => name === 'Med-7');
    const configuration = fixture.groups.find(({ preconfigured }) => preconfigured);
    await act('client-1', fixture.scope, testbed, {
      kind: 'initiate-regroup',
      user: fixture.users[0]?.id ?? '',
      mcServiceGroupIdList: [group?.id ?? ''],
      preconfiguredGroupId: configuration?.id ?? '',
    });
    await testbed.whenIdle(AbortSignal.timeout(120_000));
    const milliseconds = now() - started;
    const events = recorder.events(fixture.scope).slice(count);
    const asked = events.filter(
      (event) => event.kind === 'message' && event.flow === 'preconfigured-regroup-request.server-client',
    );
    if (asked.length !== clients) throw new Error(`${asked.length} of ${clients} clients were asked`);
    return {
      clients,
      milliseconds,
      messages: events.filter(({ kind }) => kind === 'message').length,
      bytesPerClient: Math.max(0, Math.round(perClient)),
    };
  } finally {
    await testbed.close();
  }
}

function fixtureFor(clients: number, testbed: Testbed): Fixture {
  const scope = `fan${clients}`;
  const systems = testbed.systems.filter(({ name }) => name !== 'second-partner');
  const domain = (name: string) => systems.find((system) => system.name === name)?.domain ?? '';
  const user = (name: string, party: PartyName, system: 'primary' | 'partner'): UserFact => ({
    name,
    id: scopedId(name, scope, domain(system)),
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
        id: scopedId('Med-7', scope, domain('partner')),
        home: 'partner',
        preconfigured: false,
        members: members.map(({ id }) => id),
      },
      {
        name: 'Crisis-0',
        id: scopedId('Crisis-0', scope, domain('primary')),
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
  const idle = () => testbed.whenIdle(AbortSignal.timeout(120_000));
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
  const answer = await testbed.party(party).control.send(what, AbortSignal.timeout(120_000));
  if (answer.status !== 'done')
    throw new Error(`${party} answered ${answer.status} to ${what.command}: ${answer.reason}`);
}

/** Bytes that are really held: without a collection first, garbage would be counted as cost. */
function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
