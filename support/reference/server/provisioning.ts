// What an operator configures at an MC service server, and how a finished scenario is forgotten.

import type { ControlAnswer, ProvisionCommand, ReleaseCommand } from '../../ports/control';
import { done, errored } from '../answers';
import { forgetPutOff } from '../separate-steps';
import { NO_OWN_SYSTEM, openScope } from '../scope';
import type { ServerScope } from './records';
import type { Server } from './state';

export function provision(server: Server, command: ProvisionCommand): ControlAnswer {
  const scope = openScope<ServerScope>(server.scopes, command, (opened) => ({
    ...opened,
    delivery: 'unicast',
    users: new Set(),
    groups: new Set(),
    regroups: new Set(),
    reportedRegroups: new Map(),
    visitors: new Map(),
    forwarded: new Map(),
    awaitingConfiguration: new Map(),
  }));
  if (scope === undefined) return errored(NO_OWN_SYSTEM);
  scope.delivery = command.delivery ?? scope.delivery;
  for (const peer of command.systems) server.peers.set(peer.serverId, { own: scope.own, peer });
  for (const { mcServiceId: id, clientAddress: address, mayInitiateRegroup, affiliatedTo } of command.users) {
    const known = server.users.get(id);
    server.users.set(id, {
      id,
      scope,
      address,
      mayInitiateRegroup,
      inService: known?.inService ?? affiliatedTo !== undefined,
      affiliations: known?.affiliations ?? new Set(affiliatedTo),
    });
    scope.users.add(id);
  }
  for (const { mcServiceGroupId: id, home, members, configuration } of command.groups) {
    const known = server.groups.get(id);
    server.groups.set(id, {
      id,
      scope,
      home,
      members: members === undefined ? known?.members : new Set(members),
      affiliated: known?.affiliated ?? new Set(),
      configuration: configuration ?? known?.configuration,
      regroups: known?.regroups ?? [],
      followed: known?.followed ?? false,
    });
    scope.groups.add(id);
  }
  for (const { mcServiceId, affiliatedTo = [] } of command.users)
    for (const id of affiliatedTo) server.groups.get(id)?.affiliated.add(mcServiceId);
  return done();
}

export function release(server: Server, command: ReleaseCommand): void {
  const scope = server.scopes.get(command.scope);
  if (scope === undefined) return;
  for (const id of scope.users) server.users.delete(id);
  for (const id of scope.groups) server.groups.delete(id);
  for (const id of scope.regroups) server.regroups.delete(id);
  for (const [id, users] of server.handedOn) if (users.some((user) => user.scope === scope)) server.handedOn.delete(id);
  forgetPutOff(server, scope);
  server.scopes.delete(scope.name);
}
