// Steps 6, 7 and 10 for the clients that this server serves, in the primary as in a partner MC system: who is asked, who is
// affiliated to the regroup group, and how that affiliation ends.

import type { FlowBody } from '../../procedure/flows';
import { passedOn } from '../elements';
import { reportLeft, reportRegrouped } from './dynamic-data';
import type { KnownGroup, Regroup, ServedUser } from './records';
import { holdersOf, isHomedHere, knownGroups, toUser, isLedHere, type Server } from './state';

/** Asks everybody concerned who was not asked before. Returns the MC service IDs of those asked. */
export function askMembers(server: Server, regroup: Regroup): readonly string[] {
  const { policy } = server;
  const found = knownGroups(server, regroup.groups);
  const isNamed = server.env.membersNamedApart === true && !isLedHere(regroup);
  const groups = isNamed ? found.filter(isHomedHere) : found;
  const requestedBefore = new Set(regroup.requested);
  const requestedUsers: string[] = [];
  for (const user of policy.membersToAsk(groups, server.users, regroup.scope.own.name)) {
    const isIn = policy.asksOnce && requestedBefore.has(user.id);
    if (isIn || (user.id === regroup.requester && !policy.asksRequester)) continue;
    ask(server, regroup, user);
    requestedUsers.push(user.id);
  }
  return requestedUsers;
}

/** Members of groups homed elsewhere whom their server names to this one, which serves them. Returns those asked. */
export function askNamed(server: Server, regroup: Regroup, ids: readonly string[]): readonly string[] {
  const { policy, users } = server;
  const found = ids.flatMap((id) => users.get(id) ?? []);
  const asked = found.filter(({ id, inService }) => inService && !(policy.asksOnce && regroup.requested.has(id)));
  for (const user of asked) ask(server, regroup, user);
  return asked.map(({ id }) => id);
}

/** A user who newly affiliates to a listed group of a regroup in force is asked too (clause 10.15.3.4.1). */
export function askNewcomer(server: Server, user: ServedUser, groups: readonly KnownGroup[]): void {
  if (!server.policy.asksNewcomers) return;
  for (const group of groups)
    for (const regroup of holdersOf(server, group)) {
      if (server.env.membersNamedApart === true && !isHomedHere(group) && !isLedHere(regroup)) continue;
      if (regroup.status !== 'in-force' || regroup.requested.has(user.id)) continue;
      ask(server, regroup, user);
      affiliate(server, regroup, [user.id]);
    }
}

function ask(server: Server, regroup: Regroup, user: ServedUser): void {
  regroup.requested.add(user.id);
  if (isLedHere(regroup) && !server.policy.tellsOwnMembers) return;
  server.outbox.send('preconfigured-regroup-request.server-client', toUser(user), {
    mcServiceId: user.id,
    regroupGroupId: regroup.id,
    ...passedOn('preconfigured-regroup-request.server-client', regroup.request),
    mcServiceGroupIdList: [...regroup.groups],
    delivery: regroup.scope.delivery,
  });
}

/** Step 10. */
export function affiliate(server: Server, regroup: Regroup, requestedUsers: readonly string[]): void {
  const { affiliates, affiliatesOwnMembers } = server.policy;
  const joining = {
    everybody: requestedUsers,
    'only-the-first': requestedUsers.slice(0, 1),
    'those-who-acknowledge': [],
    nobody: [],
  }[isLedHere(regroup) && !affiliatesOwnMembers ? 'nobody' : affiliates];
  for (const id of joining) regroup.members.add(id);
  reportRegrouped(server, regroup, joining);
}

/** Step 9. The affiliation does not depend on it (STEP-10-b). */
export function onAcknowledgement(
  server: Server,
  body: FlowBody<'preconfigured-regroup-response.client-server'>,
): void {
  const regroup = server.regroups.get(body.regroupGroupId);
  if (regroup === undefined || server.policy.affiliates !== 'those-who-acknowledge') return;
  regroup.members.add(body.mcServiceId);
  reportRegrouped(server, regroup, [body.mcServiceId]);
}

/** A user left a group: the part in a regroup of it ends with the last listed group (POST-2). */
export function leaveRegroups(server: Server, user: ServedUser, left: KnownGroup): void {
  for (const regroup of holdersOf(server, left)) {
    const others = [...regroup.groups].filter((id) => user.affiliations.has(id));
    if (server.policy.staysWith(others, regroup, user.id)) continue;
    regroup.requested.delete(user.id);
    if (regroup.members.delete(user.id)) reportLeft(server, regroup, [user.id]);
  }
}

/** The regroup ends here: every client that takes part is told, and nobody stays affiliated to the regroup group. */
export function dismissMembers(server: Server, regroup: Regroup): void {
  const members = [...regroup.members];
  tellOfTheEnd(server, regroup.id, members);
  regroup.requested.clear();
  regroup.members.clear();
  reportLeft(server, regroup, members);
}

/** Those of them whom this server serves. */
export function tellOfTheEnd(server: Server, regroupGroupId: string, ids: readonly string[]): void {
  for (const id of ids) {
    const user = server.users.get(id);
    if (user === undefined || !user.inService) continue;
    server.outbox.send('preconfigured-regroup-cancel-request.server-client', toUser(user), {
      mcServiceId: id,
      regroupGroupId,
    });
  }
}
