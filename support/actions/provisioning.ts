// What each party is told before a scenario: no more than the clause lets it know. A server is not told the members of
// groups homed elsewhere, nor the users served elsewhere (clause 10.15.3.3.1, introduction).

import type { Fixture, GroupFact } from '../procedure/fixture';
import { entityOf, kindOf, systemOf, type McSystemName, type PartyName } from '../procedure/roles';
import type { ProvisionCommand, ProvisionedGroup, ProvisionedSystem } from '../ports/control';
import type { Testbed } from '../ports/testbed';

/**
 * Whether the servers of two MC systems reach each other through the MC gateway server: because the scenario says so, or
 * because both are under test, where the gateway is what lets the harness see the hop. The clause allows it unseen.
 */
export function isGatewayBetween(one: McSystemName, other: McSystemName, fixture: Fixture, testbed: Testbed): boolean {
  const bothUnderTest = [one, other].every((system) => testbed.party(entityOf(system, 'server')).underTest);
  return one !== other && (fixture.gateway || (bothUnderTest && !testbed.selfContained));
}

/** The parties that take part in the scenario, in no order. */
export function partiesOf(fixture: Fixture, testbed: Testbed): readonly PartyName[] {
  const entities = fixture.systems.flatMap(({ name }) => [entityOf(name, 'server'), entityOf(name, 'gms')]);
  const clients = fixture.users.map(({ party }) => party);
  const [first] = fixture.systems;
  const gateway = fixture.systems.some(({ name }) => first && isGatewayBetween(first.name, name, fixture, testbed));
  return [...new Set([...entities, ...clients, ...(gateway ? (['gateway'] as const) : [])])];
}

export function provisionCommand(party: PartyName, fixture: Fixture, testbed: Testbed): ProvisionCommand {
  const kind = kindOf(party);
  const system = systemOf(party) ?? 'primary';
  const isPlayedServer = kind === 'server' && !testbed.party(party).underTest;
  return {
    command: 'provision',
    scope: fixture.scope,
    system,
    systems: fixture.systems.map((fact) => systemFor(party, fact.name, fixture, testbed)),
    users: fixture.users
      .filter((user) => (kind === 'client' ? user.party === party : user.system === system))
      .map((user) => ({
        mcServiceId: user.id,
        clientAddress: testbed.party(user.party).address,
        mayInitiateRegroup: user.mayInitiateRegroup,
        ...(isPlayedServer && user.standsAffiliated && { affiliatedTo: user.standsAffiliated }),
      })),
    groups:
      kind === 'client' || kind === 'gateway'
        ? []
        : fixture.groups.map((group) => groupFor(kind, system, group, fixture)),
    delivery: fixture.multicastIn.includes(system) ? 'multicast' : 'unicast',
  };
}

function systemFor(party: PartyName, name: McSystemName, fixture: Fixture, testbed: Testbed): ProvisionedSystem {
  const fact = fixture.systems.find((candidate) => candidate.name === name);
  const own = systemOf(party);
  const throughGateway = own !== undefined && isGatewayBetween(own, name, fixture, testbed);
  return {
    name,
    serverId: fact?.serverId ?? '',
    gmsId: fact?.gmsId ?? '',
    serverAddress: testbed.party(throughGateway ? 'gateway' : entityOf(name, 'server')).address,
    gmsAddress: testbed.party(entityOf(name, 'gms')).address,
  };
}

function groupFor(kind: 'server' | 'gms', system: McSystemName, group: GroupFact, fixture: Fixture): ProvisionedGroup {
  const told = { mcServiceGroupId: group.id, home: group.home };
  if (group.home !== system) return told;
  if (kind === 'server') return { ...told, members: group.members };
  return {
    ...told,
    members: group.members,
    configuration: {
      mcServiceGroupId: group.id,
      displayName: group.name,
      ...(group.preconfigured && { preconfiguredGroupUseOnly: true, keyReference: `gmk-id:${group.id}` }),
    },
    ...(group.preconfigured && {
      shareWith: fixture.systems.map(({ name }) => name).filter((name) => name !== system),
    }),
  };
}
