// Whether what a scenario would tell a party is what the target file says stands at it. Pure.

import type { ProvisionCommand } from '../../ports/control';
import type { Fixture } from '../../procedure/fixture';
import type { Provisioned } from '../../procedure/provisioned';
import { kindOf, type PartyName } from '../../procedure/roles';

/** Where other parties listen, as the harness would tell it. */
export interface Whereabouts {
  /** The party at an address that no target file fixes, so that no product can have been told it by hand. */
  readonly movable: (address: string) => PartyName | undefined;
  readonly gateway: () => string;
}

/** The first thing that the scenario needs and that does not stand at the party; undefined where all does. */
export function firstLacking(
  command: ProvisionCommand,
  party: PartyName,
  fixture: Fixture,
  provisioned: Provisioned,
  whereabouts: Whereabouts,
): string | undefined {
  const lacking = [
    ...lackingUsers(command, party, fixture, provisioned),
    ...lackingGroups(command, fixture, provisioned),
    ...(kindOf(party) === 'server' ? lackingOfServer(command, provisioned, whereabouts) : []),
    ...lackingPorts(command, party, whereabouts),
  ];
  return lacking[0];
}

const is = (key: string, value: unknown, needed: unknown): readonly string[] =>
  value === needed ? [] : [`provisioned.${key} is ${String(value)}, the scenario needs ${String(needed)}`];

function lackingUsers(
  { users }: ProvisionCommand,
  party: PartyName,
  fixture: Fixture,
  provisioned: Provisioned,
): readonly string[] {
  return users.flatMap(({ mcServiceId, mayInitiateRegroup }) => {
    const name = nameOf(fixture.users, mcServiceId);
    const standing = provisioned.users.get(name);
    if (standing === undefined) return [`provisioned.users.${name} is not there`];
    if (kindOf(party) !== 'server') return [];
    return is(`users.${name}.mayInitiateRegroup`, standing.mayInitiateRegroup, mayInitiateRegroup);
  });
}

/** Who is a member besides those that the scenario knows does not matter: nobody makes them take part. */
function lackingGroups({ groups }: ProvisionCommand, fixture: Fixture, provisioned: Provisioned): readonly string[] {
  return groups.flatMap(({ mcServiceGroupId, home, members = [] }) => {
    const name = nameOf(fixture.groups, mcServiceGroupId);
    const standing = provisioned.groups.get(name);
    if (standing === undefined) return [`provisioned.groups.${name} is not there`];
    const { preconfigured } = fixture.groups.find(({ id }) => id === mcServiceGroupId) ?? {};
    const missing = members
      .map((id) => nameOf(fixture.users, id))
      .filter((member) => !standing.members.includes(member));
    return [
      ...is(`groups.${name}.home`, standing.home, home),
      ...is(`groups.${name}.preconfigured`, standing.preconfigured, preconfigured),
      ...missing.map((member) => `provisioned.groups.${name}.members does not name ${member}`),
    ];
  });
}

function lackingOfServer(
  { system, systems, delivery = 'unicast' }: ProvisionCommand,
  { multicastIn, gateway }: Provisioned,
  whereabouts: Whereabouts,
): readonly string[] {
  const multicast = multicastIn.includes(system);
  const throughGateway = systems.some(
    ({ name, serverAddress }) => name !== system && serverAddress === whereabouts.gateway(),
  );
  return [
    ...(multicast === (delivery === 'multicast')
      ? []
      : [`provisioned.multicastIn ${multicast ? 'names' : 'does not name'} ${system}, the scenario needs ${delivery}`]),
    ...is('gateway', gateway, throughGateway),
  ];
}

function lackingPorts(command: ProvisionCommand, party: PartyName, { movable }: Whereabouts): readonly string[] {
  const moved = addressesFor(command, party).map(movable);
  const [first] = moved.filter((name) => name !== undefined);
  return first === undefined ? [] : [`listen.ports.${first} is not there, so ${party} cannot know where it listens`];
}

/** The addresses that an entity of this kind sends to. */
function addressesFor({ system, systems, users }: ProvisionCommand, party: PartyName): readonly string[] {
  const own = systems.filter(({ name }) => name === system);
  const others = systems.filter(({ name }) => name !== system);
  const clients = users.map(({ clientAddress }) => clientAddress);
  switch (kindOf(party)) {
    case 'server':
      return [
        ...own.map(({ gmsAddress }) => gmsAddress),
        ...others.map(({ serverAddress }) => serverAddress),
        ...clients,
      ];
    case 'gms':
      return [
        ...own.map(({ serverAddress }) => serverAddress),
        ...others.map(({ gmsAddress }) => gmsAddress),
        ...clients,
      ];
    default:
      return own.map(({ serverAddress }) => serverAddress);
  }
}

const nameOf = (facts: readonly { readonly id: string; readonly name: string }[], id: string): string =>
  facts.find((fact) => fact.id === id)?.name ?? id;
