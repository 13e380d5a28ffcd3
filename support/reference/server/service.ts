// A user starts and ceases to receive MC service here.

import type { FlowBody } from '../../procedure/flows';
import { leaveGroups } from './affiliation';
import { abandon } from './formation';
import { knownGroups, toServer, toUser, type Server } from './state';

export function onServiceAuthorization(
  server: Server,
  body: FlowBody<'service-authorization-request.client-server'>,
): void {
  const user = server.users.get(body.mcServiceId);
  if (user === undefined) return;
  user.inService = true;
  server.outbox.send('service-authorization-response.server-client', toUser(user), {
    mcServiceId: user.id,
    result: 'success',
  });
}

/** Affiliations may end with the service, and do; the one to a regroup group may end too (POST-3), and does. */
export function onLogOff(server: Server, body: FlowBody<'log-off-request.client-server'>): void {
  const user = server.users.get(body.mcServiceId);
  if (user === undefined) return;
  const groups = server.policy.logOffEndsAffiliations ? knownGroups(server, user.affiliations) : [];
  leaveGroups(server, user, groups, server.policy.logOffEndsRegroup);
  user.inService = false;
  if (server.policy.endsWithRequester)
    for (const regroup of [...server.regroups.values()])
      if (regroup.status === 'forming' && regroup.partners.size > 0 && regroup.requester === user.id)
        abandon(server, regroup);
  server.outbox.send('log-off-response.server-client', toUser(user), { mcServiceId: user.id });
  for (const home of user.scope.systems.values()) {
    const there = groups.filter((group) => group.home === home.name && home.name !== user.scope.own.name);
    if (there.length === 0) continue;
    server.outbox.send('group-de-affiliation-request.server-server', toServer(user.scope, home), {
      mcServiceId: user.id,
      mcServiceGroupIdList: there.map(({ id }) => id),
    });
  }
}
