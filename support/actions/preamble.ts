// Brings about the preconditions of the clause over the wire: provisioning, subscriptions and shared configuration,
// service authorization, affiliation. Each phase waits for the answers of the one before.

import type { Fixture, UserFact } from '../procedure/fixture';
import { entityOf, type PartyName } from '../procedure/roles';
import type { Testbed } from '../ports/testbed';
import type { Awaited, Awaiting } from './awaiting';
import { PreconditionNotReached } from './precondition';
import { partiesOf, provisionCommand } from './provisioning';
import type { UpperTester } from './upper-tester';

export interface PreambleTools {
  readonly testbed: Testbed;
  readonly tester: UpperTester;
  /** MC service group IDs that the user is to be affiliated to. */
  readonly affiliationsOf: (userId: string) => readonly string[];
  readonly untilSent: Awaiting['untilSent'];
}

/** Returns the parties that cannot be told to begin: what they subscribe to, they subscribe to when they like. */
export async function bringAbout(fixture: Fixture, tools: PreambleTools): Promise<ReadonlySet<PartyName>> {
  const { testbed, tester, affiliationsOf, untilSent } = tools;
  const { scope, systems, users, groups } = fixture;

  await Promise.all(partiesOf(fixture).map((party) => tester.must(party, provisionCommand(party, fixture, testbed))));
  const ends = systems.map(({ name, gmsId, serverId }) => ({
    gms: { party: entityOf(name, 'gms'), id: gmsId },
    server: { party: entityOf(name, 'server'), id: serverId },
    homed: groups.filter(({ home, preconfigured }) => home === name && !preconfigured).map(({ id }) => id),
  }));
  const standing = await activate(
    ends.flatMap(({ gms, server }) => [server.party, gms.party]),
    scope,
    tester,
  );
  const answered = (to: 'gms' | 'server', from: 'gms' | 'server'): readonly Awaited[] =>
    ends
      .filter((end) => !standing.has(end[to].party))
      .map((end) => ({ by: end[to].party, from: end[from].party, id: end[to].id, groups: end.homed }));
  await untilSent('subscribe-group-dynamic-data-response.server-gms', answered('gms', 'server'));
  await untilSent('subscribe-group-configuration-response.gms-server', answered('server', 'gms'));

  for (const user of users) mustStand(user, affiliationsOf(user.id));
  const served = users.filter(({ inService, standsAffiliated }) => inService && standsAffiliated === undefined);
  await Promise.all(served.map(({ id, party }) => tester.act(party, { kind: 'start-service', user: id })));
  await untilSent(
    'service-authorization-response.server-client',
    served.map((user) => awaitedBy(user, 'server', [])),
  );

  const members = served.filter(({ id }) => affiliationsOf(id).length > 0);
  await Promise.all(
    members.map(({ id, party }) =>
      tester.act(party, { kind: 'affiliate', user: id, mcServiceGroupIdList: affiliationsOf(id) }),
    ),
  );
  await untilSent(
    'group-affiliation-response.server-client',
    members.map((user) => awaitedBy(user, 'server', affiliationsOf(user.id))),
  );
  // Last, for most of it is done while users affiliate. Before anybody asks for a regroup (precondition 3).
  const configured = served
    .filter(({ system }) => !standing.has(entityOf(system, 'gms')))
    .map((user) => awaitedBy(user, 'gms', lentFromElsewhere(user, fixture)));
  await untilSent(
    'notify-group-configuration-request.gms-client',
    configured.filter((one) => one.groups.length > 0),
  );
  return standing;
}

const awaitedBy = (
  { party: by, id, system }: UserFact,
  from: 'gms' | 'server',
  groups: readonly string[],
): Awaited => ({ by, from: entityOf(system, from), id, groups });

/** Preconfigured groups of other MC systems of which the user is a member. */
const lentFromElsewhere = ({ id, system }: UserFact, { groups }: Fixture): readonly string[] =>
  groups
    .filter(({ preconfigured, home, members }) => preconfigured && home !== system && members.includes(id))
    .map((group) => group.id);

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
