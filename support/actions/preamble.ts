// Brings about the preconditions of the clause over the wire: provisioning, subscriptions and shared configuration,
// service authorization, affiliation. Each phase waits for the answers of the one before.

import type { Fixture, UserFact } from '../procedure/fixture';
import type { FlowId } from '../procedure/flows';
import { entityOf, type PartyName } from '../procedure/roles';
import type { Testbed } from '../ports/testbed';
import { PreconditionNotReached } from './precondition';
import { partiesOf, provisionCommand } from './provisioning';
import type { UpperTester } from './upper-tester';

export interface PreambleTools {
  readonly testbed: Testbed;
  readonly tester: UpperTester;
  /** MC service group IDs that the user is to be affiliated to. */
  readonly affiliationsOf: (userId: string) => readonly string[];
  /** Waits until each of the receivers was sent the flow. */
  readonly untilMessage: (flow: FlowId, receivers: readonly string[]) => Promise<void>;
}

/** Returns the parties that cannot be told to begin: what they subscribe to, they subscribe to when they like. */
export async function bringAbout(fixture: Fixture, tools: PreambleTools): Promise<ReadonlySet<PartyName>> {
  const { testbed, tester, affiliationsOf, untilMessage } = tools;
  const { scope, systems, users } = fixture;

  await Promise.all(partiesOf(fixture).map((party) => tester.must(party, provisionCommand(party, fixture, testbed))));
  const entities = systems.flatMap(({ name }) => [entityOf(name, 'server'), entityOf(name, 'gms')]);
  const standing = await activate(entities, scope, tester);
  await untilMessage(
    'subscribe-group-dynamic-data-response.server-gms',
    systems.filter(({ name }) => !standing.has(entityOf(name, 'gms'))).map(({ gmsId }) => gmsId),
  );
  await untilMessage(
    'subscribe-group-configuration-response.gms-server',
    systems.filter(({ name }) => !standing.has(entityOf(name, 'server'))).map(({ serverId }) => serverId),
  );

  for (const user of users) mustStand(user, affiliationsOf(user.id));
  const served = users.filter(({ inService, standsAffiliated }) => inService && standsAffiliated === undefined);
  await Promise.all(served.map(({ id, party }) => tester.act(party, { kind: 'start-service', user: id })));
  await untilMessage(
    'service-authorization-response.server-client',
    served.map(({ id }) => id),
  );

  const members = served.filter(({ id }) => affiliationsOf(id).length > 0);
  await Promise.all(
    members.map(({ id, party }) =>
      tester.act(party, { kind: 'affiliate', user: id, mcServiceGroupIdList: affiliationsOf(id) }),
    ),
  );
  await untilMessage(
    'group-affiliation-response.server-client',
    members.map(({ id }) => id),
  );
  // Last, for most of it is done while users affiliate.
  await untilMessage(
    'notify-group-configuration-request.gms-client',
    awaitingConfiguration(fixture, standing).map(({ id }) => id),
  );
  return standing;
}

/** Users who have to be told of a preconfigured group of another MC system (precondition 3) before anybody asks for a regroup. */
const awaitingConfiguration = ({ users, groups }: Fixture, standing: ReadonlySet<PartyName>): readonly UserFact[] =>
  users.filter(
    ({ id, system, inService, standsAffiliated }) =>
      inService &&
      standsAffiliated === undefined &&
      !standing.has(entityOf(system, 'gms')) &&
      groups.some(({ preconfigured, home, members }) => preconfigured && home !== system && members.includes(id)),
  );

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
