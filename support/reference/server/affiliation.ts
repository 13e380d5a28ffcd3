// Affiliation and de-affiliation, for the users served here and for members of groups homed here who are served elsewhere
// (clause 10.8). A client asks its own server, which asks the home of each group that is homed elsewhere.

import type { FlowBody } from '../../procedure/flows';
import { passedOn } from '../elements';
import { systemOfServer } from '../scope';
import { reportGroup } from './dynamic-data';
import { isForwarded, onAnswer, forward } from './forwarding';
import { askNewcomer, leaveRegroups } from './members';
import { nameNewcomer } from './named-members';
import type { Forwarded, KnownGroup, ServedUser } from './records';
import { isHomedHere, knownGroups, toServer, toUser, type Server } from './state';

type Affiliation = FlowBody<'group-affiliation-request.client-server'>;

const admits = (group: KnownGroup, userId: string): boolean => group.members?.has(userId) ?? true;

export function onAffiliationRequest(server: Server, body: Affiliation): void {
  const user = server.users.get(body.mcServiceId);
  if (user === undefined) return;
  const ids = body.mcServiceGroupIdList;
  const groups = knownGroups(server, ids);
  const admitted = groups.every((group) => !isHomedHere(group) || admits(group, user.id));
  const request: Forwarded = { user, groups: ids, awaited: 0, result: 'success' };
  if (!user.inService || groups.length < ids.length || !admitted) request.result = 'failure';
  else forward(server, 'group-affiliation', request);
  if (!isForwarded(request)) concludeAffiliation(server, request);
}

function concludeAffiliation(server: Server, { user, groups: ids, result }: Forwarded): void {
  server.outbox.send('group-affiliation-response.server-client', toUser(user), {
    mcServiceId: user.id,
    mcServiceGroupIdList: ids,
    result,
  });
  const asked = knownGroups(server, ids);
  const groups = result === 'success' ? asked : keptThough(server, user, asked);
  for (const group of groups) {
    user.affiliations.add(group.id);
    group.affiliated.add(user.id);
    reportGroup(server, group, 'affiliated', user.id);
  }
  askNewcomer(server, user, groups);
}

/** The groups of a list that was not granted whole to which the user is affiliated all the same. */
function keptThough({ policy }: Server, user: ServedUser, asked: readonly KnownGroup[]): readonly KnownGroup[] {
  if (policy.refusedAffiliations === 'kept') return asked;
  const own = asked.filter(isHomedHere);
  const isKept = policy.refusedAffiliations === 'kept-with-another' && own.some((group) => admits(group, user.id));
  return isKept ? own : [];
}

/** The home of a group admits its member who is served elsewhere. */
export function onForeignAffiliation(server: Server, body: FlowBody<'group-affiliation-request.server-server'>): void {
  const groups = knownGroups(server, body.mcServiceGroupIdList);
  const admitted =
    groups.length === body.mcServiceGroupIdList.length &&
    groups.every((group) => isHomedHere(group) && admits(group, body.mcServiceId));
  answerForeign(server, 'group-affiliation-response.server-server', body, groups, admitted);
  if (!admitted) return;
  for (const group of groups) {
    const serving = systemOfServer(group.scope, body.from);
    if (serving !== undefined) group.scope.visitors.set(body.mcServiceId, serving.name);
    group.affiliated.add(body.mcServiceId);
    reportGroup(server, group, 'affiliated', body.mcServiceId);
    nameNewcomer(server, group);
  }
}

export function onAffiliationAnswer(server: Server, body: FlowBody<'group-affiliation-response.server-server'>): void {
  const request = onAnswer(server, 'group-affiliation', body.from, body.mcServiceId, body.result);
  if (request !== undefined) concludeAffiliation(server, request);
}

export function onDeAffiliationRequest(server: Server, body: Affiliation): void {
  const user = server.users.get(body.mcServiceId);
  if (user === undefined) return;
  leaveGroups(server, user, knownGroups(server, body.mcServiceGroupIdList), true);
  const request: Forwarded = { user, groups: body.mcServiceGroupIdList, awaited: 0, result: 'success' };
  forward(server, 'group-de-affiliation', request);
  if (!isForwarded(request)) concludeDeAffiliation(server, request);
}

function concludeDeAffiliation(server: Server, { user, groups, result }: Forwarded): void {
  server.outbox.send('group-de-affiliation-response.server-client', toUser(user), {
    mcServiceId: user.id,
    mcServiceGroupIdList: groups,
    result,
  });
}

export function onForeignDeAffiliation(
  server: Server,
  body: FlowBody<'group-de-affiliation-request.server-server'>,
): void {
  const groups = knownGroups(server, body.mcServiceGroupIdList);
  answerForeign(server, 'group-de-affiliation-response.server-server', body, groups, true);
  for (const group of groups) {
    if (group.affiliated.delete(body.mcServiceId)) reportGroup(server, group, 'deAffiliated', body.mcServiceId);
  }
}

export function onDeAffiliationAnswer(
  server: Server,
  body: FlowBody<'group-de-affiliation-response.server-server'>,
): void {
  const request = onAnswer(server, 'group-de-affiliation', body.from, body.mcServiceId, body.result);
  if (request !== undefined) concludeDeAffiliation(server, request);
}

/** Ends affiliations of a user served here, and the part in regroups that hung on them. */
export function leaveGroups(
  server: Server,
  user: ServedUser,
  groups: readonly KnownGroup[],
  endsRegroup: boolean,
): void {
  const left = groups.filter((group) => user.affiliations.delete(group.id));
  for (const group of left) {
    group.affiliated.delete(user.id);
    reportGroup(server, group, 'deAffiliated', user.id);
  }
  if (endsRegroup) for (const group of left) leaveRegroups(server, user, group);
}

function answerForeign(
  server: Server,
  flow: 'group-affiliation-response.server-server' | 'group-de-affiliation-response.server-server',
  body: Affiliation,
  groups: readonly KnownGroup[],
  accepted: boolean,
): void {
  const scope = groups[0]?.scope;
  const asking = scope && systemOfServer(scope, body.from);
  if (scope === undefined || asking === undefined) return;
  server.outbox.send(flow, toServer(scope, asking), {
    ...passedOn(flow, body),
    result: accepted ? 'success' : 'failure',
  });
}
