// Brings about the preconditions of the clause over the wire: provisioning, subscriptions and shared configuration,
// service authorization, affiliation. Each phase waits for the answers of the one before.

import type { Fixture, UserFact } from '../procedure/fixture';
import type { FlowId } from '../procedure/flows';
import { entityOf, type PartyName } from '../procedure/roles';
import type { Testbed } from '../ports/testbed';
import { PreconditionNotReached } from './precondition';
import { partiesOf, provisionCommand } from './provisioning';
import type { GroupsOf } from './told';
import type { UpperTester } from './upper-tester';

export interface PreambleTools {
  readonly testbed: Testbed;
  readonly tester: UpperTester;
  /** MC service group IDs that the user is to be affiliated to. */
  readonly affiliationsOf: (userId: string) => readonly string[];
  /** Waits until each of the receivers was sent the flow, in as many messages as it takes to speak of all groups. */
  readonly untilMessage: (flow: FlowId, receivers: readonly string[], groupsOf: GroupsOf) => Promise<void>;
  /** Whether both are one product: nothing between them has to be a message. */
  readonly isInside: (one: PartyName, other: PartyName) => boolean;
  /** Waits until nothing more comes. */
  readonly hush: () => Promise<void>;
}

/** Returns the parties that cannot be told to begin: what they subscribe to, they subscribe to when they like. */
export async function bringAbout(fixture: Fixture, tools: PreambleTools): Promise<ReadonlySet<PartyName>> {
  const { testbed, tester, affiliationsOf, untilMessage, isInside, hush } = tools;
  const { scope, systems, users, groups } = fixture;

  await Promise.all(partiesOf(fixture).map((party) => tester.must(party, provisionCommand(party, fixture, testbed))));
  const entities = systems.flatMap(({ name }) => [entityOf(name, 'server'), entityOf(name, 'gms')]);
  const standing = await activate(entities, scope, tester);
  const apart = systems.filter(({ name }) => !isInside(entityOf(name, 'server'), entityOf(name, 'gms')));
  const homedAt: GroupsOf = (id) =>
    apart.flatMap(({ name, gmsId, serverId }) =>
      [gmsId, serverId].includes(id)
        ? groups.filter(({ home, preconfigured }) => home === name && !preconfigured).map((group) => group.id)
        : [],
    );
  await untilMessage(
    'subscribe-group-dynamic-data-response.server-gms',
    apart.filter(({ name }) => !standing.has(entityOf(name, 'gms'))).map(({ gmsId }) => gmsId),
    homedAt,
  );
  await untilMessage(
    'subscribe-group-configuration-response.gms-server',
    apart.filter(({ name }) => !standing.has(entityOf(name, 'server'))).map(({ serverId }) => serverId),
    homedAt,
  );

  for (const user of users) mustStand(user, affiliationsOf(user.id));
  const served = users.filter(({ inService, standsAffiliated }) => inService && standsAffiliated === undefined);
  const isSeen = ({ party, system }: UserFact): boolean => !isInside(party, entityOf(system, 'server'));
  await Promise.all(served.map(({ id, party }) => tester.act(party, { kind: 'start-service', user: id })));
  await untilMessage(
    'service-authorization-response.server-client',
    served.filter(isSeen).map(({ id }) => id),
    () => [],
  );

  const members = served.filter(({ id }) => affiliationsOf(id).length > 0);
  await Promise.all(
    members.map(({ id, party }) =>
      tester.act(party, { kind: 'affiliate', user: id, mcServiceGroupIdList: affiliationsOf(id) }),
    ),
  );
  await untilMessage(
    'group-affiliation-response.server-client',
    members.filter(isSeen).map(({ id }) => id),
    affiliationsOf,
  );
  // Last, for most of it is done while users affiliate.
  const awaiting = awaitingConfiguration(fixture, standing);
  const told = [...awaiting].filter(([{ party, system }]) => !isInside(party, entityOf(system, 'gms')));
  const configurations = new Map(told.map(([{ id }, of]) => [id, of]));
  await untilMessage(
    'notify-group-configuration-request.gms-client',
    [...configurations.keys()],
    (id) => configurations.get(id) ?? [],
  );
  if (apart.length < systems.length || !served.every(isSeen) || told.length < awaiting.size) await hush();
  return standing;
}

/** Users who have to be told of preconfigured groups of another MC system (precondition 3) before anybody asks for a regroup, and of which. */
function awaitingConfiguration(
  { users, groups }: Fixture,
  standing: ReadonlySet<PartyName>,
): ReadonlyMap<UserFact, readonly string[]> {
  return new Map(
    users
      .filter(({ inService, standsAffiliated }) => inService && standsAffiliated === undefined)
      .filter(({ system }) => !standing.has(entityOf(system, 'gms')))
      .map((user): readonly [UserFact, readonly string[]] => {
        const elsewhere = groups.filter(({ preconfigured, home }) => preconfigured && home !== user.system);
        return [user, elsewhere.filter(({ members }) => members.includes(user.id)).map(({ id }) => id)];
      })
      .filter(([, of]) => of.length > 0),
  );
}

async function activate(
  entities: readonly PartyName[],
  scope: string,
  tester: UpperTester,
): Promise<ReadonlySet<PartyName>> {
  const standing = new Set<PartyName>();
  await Promise.all(
    entities.map(async (party) => {
      const answer = await tester.command(party, { command: 'activate', scope });
      if (answer.status === 'errored')
        throw new PreconditionNotReached(`${party} answered errored to control activate: ${answer.reason}`);
      if (answer.status === 'unsupported') standing.add(party);
    }),
  );
  return standing;
}

/** A client that was set up by hand stays as it is. */
function mustStand({ name, inService, standsAffiliated: standing }: UserFact, needed: readonly string[]): void {
  if (standing === undefined) return;
  const same = standing.length === needed.length && needed.every((group) => standing.includes(group));
  if (inService && same) return;
  const needs = inService ? needed.join(', ') || 'none' : 'no MC service';
  throw new PreconditionNotReached(
    `provisioned.users.${name}.affiliated is ${standing.join(', ') || 'none'}, the scenario needs ${needs}`,
  );
}
