// Steps 5, 6 and 11 at a partner MC service server: the groups that it hosts are checked, the affiliated members that it
// serves are asked and affiliated, and the primary is answered. It does not wait for acknowledgements.

import type { ProvisionedSystem } from '../../ports/control';
import type { FlowBody } from '../../procedure/flows';
import { passedOn } from '../elements';
import { scopeOf, systemOfServer } from '../scope';
import { isStep10PutOff, isStep11PutOff } from '../separate-steps';
import { giveUp } from './formation';
import { affiliate, askMembers, askNamed } from './members';
import { isLedHereWithout, nameMembers, usersNamedIn } from './named-members';
import type { PutOff, Regroup, RegroupRequest, ServerScope } from './records';
import { hold, holderOf, isHomedHere, knownGroups, lasts, release, toServer, isLedHere, type Server } from './state';

type Request = FlowBody<'preconfigured-regroup-request.server-server'>;
type Rest = Omit<PutOff, 'step'>;

/** Step 5. */
export function onPartnerRequest(server: Server, body: Request): void {
  const scope = scopeOf(body.mcServiceGroupIdList, server.groups, server.scopes);
  const primary = scope && systemOfServer(scope, body.from);
  if (scope === undefined || primary === undefined) return;
  const named = server.env.membersNamedApart === true ? usersNamedIn(body) : [];
  if (named.length > 0) {
    onNamedMembers(server, scope, body, named);
    return;
  }
  if (server.policy.yieldsToCrossing) yieldTo(server, body);
  if (isRefused(server, body)) {
    refuse(server, scope, primary, body);
    return;
  }
  const regroup = join(server, scope, body, true);
  const rest = { regroup, request: body, requestedUsers: askMembers(server, regroup) };
  if (!isStep10PutOff(server, rest)) affiliateClients(server, rest);
}

function refuse(server: Server, scope: ServerScope, asker: ProvisionedSystem, body: Request): void {
  server.outbox.send('preconfigured-regroup-reject.server-server', toServer(scope, asker), {
    ...passedOn('preconfigured-regroup-reject.server-server', body),
    reason: 'group-already-regrouped',
  });
}

/** Own regroups that are still being formed of a group homed here make room for the request. */
function yieldTo(server: Server, { mcServiceGroupIdList }: Request): void {
  const holders = knownGroups(server, mcServiceGroupIdList)
    .filter(isHomedHere)
    .map((group) => holderOf(server, group));
  for (const regroup of new Set(holders)) if (regroup?.status === 'forming') giveUp(server, regroup);
}

/**
 * A server names its members whom this one serves: it has no say in the regroup and asks them (leg D of TS 24.379 16.2.2.4). Nothing
 * orders that and the request for groups homed here, where both come.
 */
function onNamedMembers(server: Server, scope: ServerScope, body: Request, named: readonly string[]): void {
  const known = server.regroups.get(body.regroupGroupId);
  const sender = systemOfServer(scope, body.from);
  if (sender && known && lasts(server, known) && isLedHereWithout(known, body.from)) {
    // Whoever gave that identity first keeps it: that regroup goes on, and of the other nothing is kept but who was asked.
    const other = newRegroup(server, scope, body);
    respond(server, other, body, body.mcServiceId, sender);
    askNamed(server, other, named);
    return;
  }
  const regroup = known ?? join(server, scope, body, false);
  if (sender) respond(server, regroup, body, body.mcServiceId, sender);
  affiliate(server, regroup, askNamed(server, regroup, named));
}

/** Step 10, and what comes after it. */
export function affiliateClients(server: Server, rest: Rest): void {
  affiliate(server, rest.regroup, rest.requestedUsers);
  if (!isStep11PutOff(server, rest)) answer(server, rest);
}

/** Step 6, first half. A repeated request of the same primary belongs to the regroup that it started before. */
function isRefused(server: Server, body: Request): boolean {
  const existing = server.regroups.get(body.regroupGroupId);
  const own = existing?.primaryServerId === body.from ? existing : undefined;
  if (existing !== undefined && lasts(server, existing) && (own === undefined || isOfAnother(own, body))) return true;
  const regrouped = knownGroups(server, body.mcServiceGroupIdList)
    .filter(isHomedHere)
    .map((group) => {
      const holder = holderOf(server, group);
      return server.policy.isRegrouped(group, holder === own ? undefined : holder, false);
    });
  return server.policy.refuses([...regrouped, ...body.mcServiceGroupIdList.map((id) => isFormedHere(server, id))]);
}

/** A regroup group that was formed here is hosted here, and is regrouped while it is in force. */
function isFormedHere(server: Server, id: string): boolean {
  const formed = server.regroups.get(id);
  if (formed === undefined || !server.policy.hostsItsRegroupGroups) return false;
  return isLedHere(formed) && lasts(server, formed);
}

/** Requests of one regroup differ in the groups alone; with another requester or configuration it is another regroup. */
const isOfAnother = ({ request }: Regroup, { mcServiceId, preconfiguredGroupId }: Request): boolean =>
  preconfiguredGroupId !== request.preconfiguredGroupId ||
  (mcServiceId !== undefined && request.mcServiceId !== undefined && mcServiceId !== request.mcServiceId);

const newRegroup = (server: Server, scope: ServerScope, body: Request): Regroup => ({
  id: body.regroupGroupId,
  scope,
  request: body,
  groups: new Set(body.mcServiceGroupIdList),
  primaryServerId: body.from,
  requester: body.mcServiceId,
  since: server.env.now(),
  requested: new Set(),
  members: new Set(),
  unreported: new Set(),
  partners: new Map(),
  unasked: [],
  status: 'in-force',
  cancelledBy: new Set(),
});

/** @param holds whether its groups are held here from now on */
function join(server: Server, scope: ServerScope, body: Request, holds: boolean): Regroup {
  const existing = server.regroups.get(body.regroupGroupId);
  const joined = existing?.primaryServerId === body.from ? existing : undefined;
  const regroup = joined ?? newRegroup(server, scope, body);
  const further = joined === undefined ? 'joined' : server.policy.furtherRequests;
  if (further !== 'passed-over') for (const id of body.mcServiceGroupIdList) regroup.groups.add(id);
  server.regroups.set(regroup.id, regroup);
  scope.regroups.add(regroup.id);
  if (holds && further === 'held-in-place-of-others') release(server, regroup);
  if (holds && (further === 'joined' || further === 'held-in-place-of-others'))
    hold(server, regroup, body.mcServiceGroupIdList);
  return regroup;
}

/** Step 11, naming a responding client's user where there is one. */
export function answer(server: Server, { regroup, request, requestedUsers }: Rest): void {
  const primary = systemOfServer(regroup.scope, regroup.primaryServerId);
  if (primary === undefined) return;
  respond(server, regroup, request, requestedUsers[0] ?? regroup.requester, primary);
  nameMembers(server, regroup);
}

function respond(
  server: Server,
  { id: regroupGroupId, scope }: Regroup,
  request: RegroupRequest,
  user: string | undefined,
  to: ProvisionedSystem,
): void {
  server.outbox.send('preconfigured-regroup-response.server-server', toServer(scope, to), {
    mcServiceId: user ?? scope.own.serverId,
    ...passedOn('preconfigured-regroup-response.server-server', { ...request, regroupGroupId }),
  });
}
