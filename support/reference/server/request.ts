// Steps 2, 3, 4a and 4b at the primary MC service server: authorization first, then whether a group is already regrouped,
// then the identity of the regroup group. What follows a positive return is in formation.ts.

import type { FlowBody } from '../../procedure/flows';
import { scopeOf } from '../scope';
import { isStep4bPutOff, isStep5PutOff } from '../separate-steps';
import { askPartners } from './formation';
import type { KnownGroup, Regroup, ServedUser, ServerScope } from './records';
import { askerOf, sendReject, sendReturn } from './replies';
import { hold, holderOf, knownGroups, lasts, toGms, type Server } from './state';

type Request = FlowBody<'preconfigured-regroup-request.client-server'>;

/** Step 2. */
export function onRegroupRequest(server: Server, body: Request): void {
  const { policy } = server;
  const requester = askerOf(server, body.mcServiceId);
  if (requester === undefined) return;
  // A user regroup, which names users in place of groups, is another procedure and nobody is authorized for it here.
  const listed = body.mcServiceGroupIdList ?? [];
  const groups = knownGroups(server, listed);
  const isHeld = (): boolean =>
    groups.some((group) => isRegrouped(server, group, false)) ||
    (policy.checksListedRegroupGroups && listed.some((id) => isRegroupGroup(server, id))) ||
    isRegroupGroupTaken(server, requester.scope, body.regroupGroupId);
  const authorized = listed.length > 0 && policy.isAuthorized(requester, groups);
  if (!authorized && (policy.decidesFirst === 'authorization' || !isHeld())) {
    sendReturn(server, requester, undefined);
    if (policy.stopsWhenNotAuthorized || listed.length === 0) return;
  }
  const reject = (isInUse: boolean): void => {
    const cause = isInUse ? 'identity-in-use' : undefined;
    sendReject(server, requester, 'group-already-regrouped', body.regroupGroupId, cause);
  };
  if (isHeld()) {
    reject(body.regroupGroupId !== undefined && isRegroupGroup(server, body.regroupGroupId));
    if (policy.stopsAfterReject) return;
  }
  const id = chooseRegroupId(server, requester, body, listed);
  if (server.env.assignsNoIdentities === true && policy.checksRegroupGroup && id !== body.regroupGroupId) {
    reject(true);
    if (policy.stopsAfterReject) return;
  }
  const regroup = openRegroup(server, requester, body, id);
  hold(server, regroup);
  if (isConfigurationNeeded(server, regroup)) fetchConfiguration(server, regroup);
  else if (!isStep4bPutOff(server, regroup)) authorize(server, regroup);
}

const isRegrouped = (server: Server, group: KnownGroup, given: boolean): boolean =>
  server.policy.isRegrouped(group, holderOf(server, group), given);

/** The given regroup ID names an active regroup group, or a group that is itself regrouped. */
function isRegroupGroupTaken(server: Server, scope: ServerScope, id: string | undefined): boolean {
  const { checksRegroupGroup, rejectsTemporaryGroups } = server.policy;
  if (id === undefined || !checksRegroupGroup) return false;
  if (rejectsTemporaryGroups && constituentOf(server, scope, id) !== undefined) return true;
  const group = server.groups.get(id);
  return isRegroupGroup(server, id) || (group !== undefined && isRegrouped(server, group, true));
}

/** Whoever lists a regroup group lists groups that are regrouped. */
function isRegroupGroup(server: Server, id: string): boolean {
  const active = server.regroups.get(id);
  return active !== undefined && lasts(server, active);
}

function openRegroup(server: Server, requester: ServedUser, body: Request, id: string): Regroup {
  const { scope } = requester;
  const regroup: Regroup = {
    id,
    scope,
    request: body,
    groups: new Set(body.mcServiceGroupIdList),
    primaryServerId: scope.own.serverId,
    requester: requester.id,
    since: server.env.now(),
    requested: new Set(),
    members: new Set(),
    unreported: new Set(),
    partners: new Map(),
    unasked: [],
    status: 'forming',
    cancelledBy: new Set(),
  };
  server.regroups.set(regroup.id, regroup);
  scope.regroups.add(regroup.id);
  return regroup;
}

/** End of step 3: the ID that was given, or a new one where none was given or the one given is not accepted. */
function chooseRegroupId(server: Server, requester: ServedUser, body: Request, listed: readonly string[]): string {
  const { regroupGroupId, preconfiguredGroupId } = body;
  const accepted =
    regroupGroupId !== undefined &&
    server.policy.acceptsRegroupId(
      { regroupGroupId, preconfiguredGroupId, listed },
      server.groups.get(regroupGroupId) ?? constituentOf(server, requester.scope, regroupGroupId),
    );
  if (accepted) return regroupGroupId;
  const ownDomain = requester.scope.own.serverId.replace(/^.*[@:]/, '');
  return server.policy.nameRegroupGroup(server.env.fresh(), ownDomain, listed);
}

/** Whoever knows a temporary group knows it by the groups in it. */
const constituentOf = (server: Server, scope: ServerScope, temporaryGroupId: string): KnownGroup | undefined =>
  knownGroups(server, scope.groups).find(({ configuration }) => configuration?.temporaryGroupId === temporaryGroupId);

function isConfigurationNeeded(server: Server, regroup: Regroup): boolean {
  const { fetchConfiguration: when } = server.policy;
  const known = server.groups.get(regroup.request.preconfiguredGroupId)?.configuration !== undefined;
  return when === 'always' || (when === 'if-unknown' && !known);
}

function fetchConfiguration(server: Server, regroup: Regroup): void {
  const { awaitingConfiguration } = regroup.scope;
  const id = regroup.request.preconfiguredGroupId;
  awaitingConfiguration.set(id, [...(awaitingConfiguration.get(id) ?? []), regroup]);
  server.outbox.send('get-group-configuration-request.server-gms', toGms(regroup.scope), { mcServiceGroupId: id });
}

export function onFetched(server: Server, body: FlowBody<'get-group-configuration-response.gms-server'>): void {
  const group = server.groups.get(body.mcServiceGroupId);
  if (group !== undefined && body.groupConfiguration !== undefined) group.configuration = body.groupConfiguration;
  resume(server, body.mcServiceGroupId);
}

/** Goes on with the regroups that waited for a configuration, whether or not it could be had, and were not given up meanwhile. */
export function resume(server: Server, preconfiguredGroupId: string): void {
  const waiting = scopeOf([preconfiguredGroupId], server.groups, server.scopes)?.awaitingConfiguration;
  const regroups = waiting?.get(preconfiguredGroupId) ?? [];
  waiting?.delete(preconfiguredGroupId);
  for (const regroup of regroups) if (server.regroups.get(regroup.id) === regroup) authorize(server, regroup);
}

/** Step 4b, and what comes after it. */
export function authorize(server: Server, regroup: Regroup): void {
  const requester = server.users.get(regroup.requester ?? '');
  if (requester === undefined) return;
  sendReturn(server, requester, regroup.id);
  if (!isStep5PutOff(server, regroup)) askPartners(server, regroup);
}
