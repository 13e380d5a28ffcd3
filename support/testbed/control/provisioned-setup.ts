// What an operator configures at one product by hand, worked out from a target file: its users and groups, and where its
// peers listen. Unaware of scenarios.

import type { ProvisionCommand, ProvisionedGroup, ProvisionedSystem } from '../../ports/control';
import { USERS } from '../../procedure/cast';
import type { Provisioned } from '../../procedure/provisioned';
import { entityOf, isRole, kindOf, systemOf, type PartyName, type Role } from '../../procedure/roles';
import type { Wire } from '../../ports/wire';
import { UserError } from '../../verdict/errors';
import { wireNamed } from '../../wires/registry';
import type { Target } from '../target/target-model';

/** The one scope of a product that is set up by hand. */
const SCOPE = 'byhand';

/** @throws UserError where the file lists nothing, or lacks the own MC system's addresses */
export function setupOf(role: Role, target: Target): ProvisionCommand {
  const { provisioned } = target;
  if (!provisioned)
    throw new UserError(
      'MCX-PROVISIONED',
      'expected provisioned in the target file, found none; list what stands at the product',
    );
  const system = systemOf(role) ?? 'primary';
  const systems = target.systems.flatMap((identity) => systemFor(identity, system, target));
  if (!systems.some(({ name }) => name === system))
    throw new UserError(
      'MCX-PROVISIONED',
      `expected where the server and the group management server of the ${system} MC system listen, found no listen.ports of one of them; add it`,
    );
  return {
    command: 'provision',
    scope: SCOPE,
    system,
    systems,
    users: usersFor(role, target, provisioned),
    groups: kindOf(role) === 'client' ? [] : groupsFor(role, provisioned, target),
    delivery: provisioned.multicastIn.includes(system) ? 'multicast' : 'unicast',
  };
}

/** Where a party listens, as far as the file fixes it. */
function addressOf(party: PartyName, { roles, listen, adapter, ofWires }: Target): string | undefined {
  const role = isRole(party) ? roles[party] : undefined;
  if (role && 'address' in role) return role.address;
  const port = listen.ports[party];
  if (port === undefined) return undefined;
  const host = listen.advertise ?? listen.host;
  const { addressAt = urlAt } = wireNamed(adapter);
  return addressAt(party, { host, port }, ofWires[adapter] ?? {});
}

const urlAt: NonNullable<Wire['addressAt']> = (_party, { host, port }) =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

function systemFor(
  { name, serverId, gmsId }: Target['systems'][number],
  own: ProvisionCommand['system'],
  target: Target,
): readonly ProvisionedSystem[] {
  const throughGateway = name !== own && target.provisioned?.gateway === true;
  const serverAddress = addressOf(throughGateway ? 'gateway' : entityOf(name, 'server'), target);
  // A server of another system is reached without its group management server, and the other way round.
  const gmsAddress = addressOf(entityOf(name, 'gms'), target) ?? (name === own ? undefined : serverAddress);
  return serverAddress === undefined || gmsAddress === undefined
    ? []
    : [{ name, serverId, gmsId, serverAddress, gmsAddress }];
}

function usersFor(role: Role, target: Target, { users }: Provisioned): ProvisionCommand['users'] {
  return [...users].flatMap(([name, { id: mcServiceId, mayInitiateRegroup }]) => {
    const { party, system } = USERS[name] ?? {};
    const clientAddress = party && addressOf(party, target);
    const served = kindOf(role) === 'client' ? party === role : system === systemOf(role);
    return served && clientAddress !== undefined ? [{ mcServiceId, clientAddress, mayInitiateRegroup }] : [];
  });
}

function groupsFor(role: Role, { users, groups }: Provisioned, target: Target): readonly ProvisionedGroup[] {
  const isGms = kindOf(role) === 'gms';
  return [...groups].map(([name, { id, home, preconfigured, members }]) => {
    const groupIdentity = { mcServiceGroupId: id, home };
    if (home !== systemOf(role)) return groupIdentity;
    return {
      ...groupIdentity,
      members: members.flatMap((member) => users.get(member)?.id ?? []),
      ...(isGms && {
        configuration: {
          mcServiceGroupId: id,
          displayName: name,
          ...(preconfigured && { preconfiguredGroupUseOnly: true, keyReference: `gmk-id:${id}` }),
        },
      }),
      ...(isGms &&
        preconfigured && { shareWith: target.systems.map((system) => system.name).filter((one) => one !== home) }),
    };
  });
}
