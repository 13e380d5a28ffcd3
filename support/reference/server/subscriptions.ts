// The two subscriptions between an MC service server and the group management server of its MC system: the server follows
// group configuration (PRE-4), the group management server follows group dynamic data (PRE-5).

import type { ActivateCommand } from '../../ports/control';
import type { GroupConfiguration } from '../../procedure/generated/flow-bodies';
import type { FlowBody } from '../../procedure/flows';
import { reportMembers, reportPresent } from './dynamic-data';
import type { KnownGroup } from './records';
import { isHomedHere, knownGroups, toGms, type Server } from './state';

export function activate(server: Server, command: ActivateCommand): void {
  const scope = server.scopes.get(command.scope);
  if (scope === undefined || !server.policy.subscribesToConfiguration) return;
  const groups = knownGroups(server, scope.groups)
    .filter((group) => isHomedHere(group) || group.configuration?.preconfiguredGroupUseOnly === true)
    .map(({ id }) => id);
  if (groups.length === 0) return;
  server.outbox.send('subscribe-group-configuration-request.server-gms', toGms(scope), {
    mcServiceGroupIdList: groups,
  });
}

export function onConfiguration(server: Server, body: FlowBody<'notify-group-configuration-request.gms-server'>): void {
  for (const configuration of body.groupConfigurations) {
    const group = server.groups.get(configuration.mcServiceGroupId);
    if (group === undefined) continue;
    if (namesGroupOnly(configuration)) fetch(server, group);
    else group.configuration = configuration;
  }
}

/** Some wires tell of which group the configuration changed, and no more. */
const namesGroupOnly = (configuration: GroupConfiguration): boolean => Object.keys(configuration).length === 1;

const fetch = (server: Server, { scope, id }: KnownGroup): void =>
  server.outbox.send('get-group-configuration-request.server-gms', toGms(scope), { mcServiceGroupId: id });

export function onSubscription(
  server: Server,
  body: FlowBody<'subscribe-group-dynamic-data-request.gms-server'>,
): void {
  const groups = knownGroups(server, body.mcServiceGroupIdList).filter(isHomedHere);
  const scope = groups[0]?.scope;
  if (scope === undefined) {
    for (const id of body.mcServiceGroupIdList) followRegroup(server, id);
    return;
  }
  for (const group of groups) group.followed = true;
  server.outbox.send('subscribe-group-dynamic-data-response.server-gms', toGms(scope), {
    mcServiceGroupIdList: groups.map(({ id }) => id),
  });
  reportPresent(server, groups);
}

/** A regroup may be over by the time that somebody who was told of it asks for it. */
function followRegroup(server: Server, id: string): void {
  for (const scope of server.scopes.values()) {
    if (!scope.reportedRegroups.has(id)) continue;
    scope.reportedRegroups.set(id, 'followed');
    server.outbox.send('subscribe-group-dynamic-data-response.server-gms', toGms(scope), {
      mcServiceGroupIdList: [id],
    });
    reportMembers(server, scope, id);
    return;
  }
}
