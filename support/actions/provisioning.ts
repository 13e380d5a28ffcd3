// What each party is told before a scenario: no more than the clause lets it know. A server is not told the members of
// groups homed elsewhere, nor the users served elsewhere (clause 10.15.3.3.1, introduction).

import type { Fixture, GroupFact } from '../procedure/fixture';
import { entityOf, kindOf, systemOf, type McSystemName, type PartyName } from '../procedure/roles';
import type { ProvisionCommand, ProvisionedGroup, ProvisionedSystem } from '../ports/control';
import type { Party } from '../ports/testbed';

/** Where parties listen, of a testbed or of anything else that has parties. */
export interface Addresses {
  party(name: PartyName): Pick<Party, 'address' | 'tap' | 'underTest'>;
}

/** The parties that take part in the scenario, in no order. */
export function partiesOf(fixture: Fixture): readonly PartyName[] {
  const entities = fixture.systems.flatMap(({ name }) => [entityOf(name, 'server'), entityOf(name, 'gms')]);
  const clients = fixture.users.map(({ party }) => party);
  return [...new Set([...entities, ...clients, ...(fixture.gateway ? (['gateway'] as const) : [])])];
}

export function provisionCommand(party: PartyName, fixture: Fixture, testbed: Addresses): ProvisionCommand {
  const kind = kindOf(party);
  const system = systemOf(party) ?? 'primary';
  const isPlayedServer = kind === 'server' && !testbed.party(party).underTest;
  return {
    command: 'provision',
    scope: fixture.scope,
    system,
    systems: fixture.systems.map((fact) => systemFor(party, fact.name, fixture, testbed)),
    users: fixture.users
      .filter((user) => (kind === 'client' ? user.party === party : user.system === system && !user.isStranger))
      .map((user) => ({
        mcServiceId: user.id,
        clientAddress: addressFor(party, user.party, testbed),
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

function systemFor(party: PartyName, name: McSystemName, fixture: Fixture, testbed: Addresses): ProvisionedSystem {
  const fact = fixture.systems.find((candidate) => candidate.name === name);
  const own = systemOf(party);
  const throughGateway = fixture.gateway && own !== undefined && own !== name;
  return {
    name,
    serverId: fact?.serverId ?? '',
    gmsId: fact?.gmsId ?? '',
    serverAddress: addressFor(party, throughGateway ? 'gateway' : entityOf(name, 'server'), testbed),
    gmsAddress: addressFor(party, entityOf(name, 'gms'), testbed),
  };
}

/** Where a party is told to send what is for another. */
function addressFor(party: PartyName, other: PartyName, testbed: Addresses): string {
  const { address, tap } = testbed.party(other);
  return testbed.party(party).tap === undefined ? address : (tap ?? address);
}

function groupFor(kind: 'server' | 'gms', system: McSystemName, group: GroupFact, fixture: Fixture): ProvisionedGroup {
  const identity = { mcServiceGroupId: group.id, home: group.home };
  if (group.home !== system) return identity;
  if (kind === 'server') return { ...identity, members: group.members };
  return {
    ...identity,
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
