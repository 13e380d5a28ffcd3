// Clause 10.15.3.3.3: a regroup is cancelled by its requester or by another user who may initiate one. The primary undoes
// it at the partners and at its own clients, then the groups are free again. Whatever got lost, whoever may cancel can try again:
// a regroup that no partner confirmed, and one whose cancellation no partner answered.

import type { FlowBody } from '../../procedure/flows';
import type { CancelResult } from '../../procedure/generated/flow-bodies';
import { passedOn } from '../elements';
import { systemOfServer } from '../scope';
import { waitsForStep4b } from '../separate-steps';
import { dismissMembers, tellOfTheEnd } from './members';
import { isLedHereWithout, nameDismissed, usersNamedIn } from './named-members';
import type { Regroup, ServedUser } from './records';
import { askerOf, causing } from './replies';
import { drop, lasts, toServer, toUser, isLedHere, type Server } from './state';

export function onCancelRequest(
  server: Server,
  body: FlowBody<'preconfigured-regroup-cancel-request.client-server'>,
): void {
  const user = askerOf(server, body.mcServiceId);
  if (user === undefined) return;
  const regroup = server.regroups.get(body.regroupGroupId);
  // What was not authorized yet cannot be cancelled.
  const isThere = regroup !== undefined && lasts(server, regroup) && !isAwaitingConfiguration(server, regroup);
  if (isThere && isHandedOn(server, user, regroup)) {
    handOn(server, user, regroup);
    return;
  }
  const mayCancel = isThere ? server.policy.mayCancel(user, regroup) : user.mayInitiateRegroup;
  if (!isThere || !mayCancel) {
    answerClient(server, user, body.regroupGroupId, 'failure', mayCancel ? undefined : 'not-authorized');
    return;
  }
  regroup.cancelledBy.add(user.id);
  end(server, regroup, user.id);
}

/** The server that leads a regroup is asked to remove it where nobody looks at which server asks (TS 24.379 16.2.2.3). */
const isHandedOn = ({ env }: Server, user: ServedUser, regroup: Regroup): boolean =>
  env.removalsCross === true && user.inService && user.mayInitiateRegroup && !isLedHere(regroup);

function handOn(server: Server, user: ServedUser, { id, scope, primaryServerId }: Regroup): void {
  const leader = systemOfServer(scope, primaryServerId);
  if (leader === undefined) return;
  server.handedOn.set(id, [...(server.handedOn.get(id) ?? []), user]);
  server.outbox.send('preconfigured-regroup-cancel-request.server-server', toServer(scope, leader), {
    mcServiceId: user.id,
    regroupGroupId: id,
  });
}

/** Of a regroup that is led here. */
function end(server: Server, regroup: Regroup, mcServiceId: string | undefined): void {
  for (const partner of regroup.partners.values()) {
    if (regroup.status === 'cancelling' && !partner.mayHold) continue;
    partner.awaited = 1;
    partner.mayHold = true;
    server.outbox.send('preconfigured-regroup-cancel-request.server-server', toServer(regroup.scope, partner.system), {
      ...(mcServiceId !== undefined && { mcServiceId }),
      regroupGroupId: regroup.id,
    });
  }
  regroup.status = 'cancelling';
  dismissMembers(server, regroup);
  conclude(server, regroup);
}

/** For played parties alone: every other MC system is asked to cancel a regroup, whosever it is. */
export function askOthersToCancel(server: Server, user: ServedUser, regroupGroupId: string): void {
  const { own, systems } = user.scope;
  for (const system of systems.values()) {
    if (system === own) continue;
    server.outbox.send('preconfigured-regroup-cancel-request.server-server', toServer(user.scope, system), {
      mcServiceId: user.id,
      regroupGroupId,
    });
  }
}

const isAwaitingConfiguration = (server: Server, regroup: Regroup): boolean =>
  waitsForStep4b(server, regroup) ||
  [...regroup.scope.awaitingConfiguration.values()].some((waiting) => waiting.includes(regroup));

export function onCancelResponse(
  server: Server,
  {
    regroupGroupId,
    from,
    result,
    cause,
  }: FlowBody<'preconfigured-regroup-cancel-response.server-server'> & { readonly cause?: unknown },
): void {
  answerWhoAsked(server, regroupGroupId, result, cause === 'emergency' ? cause : undefined);
  onCancelled(server, regroupGroupId, from, false);
}

export function onCancelUndelivered(
  server: Server,
  { regroupGroupId, to }: FlowBody<'preconfigured-regroup-cancel-request.server-server'>,
): void {
  answerWhoAsked(server, regroupGroupId, 'failure');
  onCancelled(server, regroupGroupId, to, true);
}

/** Of what was handed on to the server that leads the regroup. */
function answerWhoAsked(server: Server, regroupGroupId: string, result: CancelResult, cause?: 'emergency'): void {
  const users = server.handedOn.get(regroupGroupId) ?? [];
  server.handedOn.delete(regroupGroupId);
  for (const user of users) answerClient(server, user, regroupGroupId, result, cause);
}

/** A partner has answered, or cannot be reached: either way it is not waited for, but only then is its part over. */
function onCancelled(server: Server, id: string, partnerServerId: string, mayHold: boolean): void {
  const regroup = server.regroups.get(id);
  const partner = regroup?.partners.get(partnerServerId);
  if (regroup?.status !== 'cancelling' || partner === undefined) return;
  partner.awaited = 0;
  partner.mayHold = mayHold;
  conclude(server, regroup);
}

/** Groups are free once every partner has freed them; until then the cancellation failed and can be asked for again. */
function conclude(server: Server, regroup: Regroup): void {
  const partners = [...regroup.partners.values()];
  if (partners.some(({ awaited }) => awaited > 0)) return;
  const isOver = partners.every(({ mayHold }) => !mayHold);
  if (isOver) nameDismissed(server, regroup);
  if (isOver && server.policy.cancellationFreesGroups) drop(server, regroup);
  for (const id of regroup.cancelledBy) {
    const user = server.users.get(id);
    if (user !== undefined) answerClient(server, user, regroup.id, isOver ? 'success' : 'failure');
  }
  regroup.cancelledBy.clear();
}

function answerClient(
  server: Server,
  user: ServedUser,
  regroupGroupId: string,
  result: CancelResult,
  cause?: 'not-authorized' | 'emergency',
): void {
  server.outbox.send('preconfigured-regroup-cancel-response.server-client', toUser(user), {
    mcServiceId: user.id,
    regroupGroupId,
    result,
    ...causing(server, cause),
  });
}

/**
 * At a partner: only the primary of a regroup may cancel it. Where nobody looks at which server asks, its primary takes that from
 * every server, answers, and undoes it everywhere, also at the one that asked (TS 24.379 16.2.3.2).
 */
export function onPartnerCancelRequest(
  server: Server,
  body: FlowBody<'preconfigured-regroup-cancel-request.server-server'>,
): void {
  const regroup = server.regroups.get(body.regroupGroupId);
  const isOurs = regroup !== undefined && regroup.primaryServerId === body.from;
  const isLed = server.env.removalsCross === true && regroup !== undefined && isLedHere(regroup);
  const named = usersNamedIn(body);
  // Who names users tells of the end of its own part, and asks for none.
  const isAsked = isLed && named.length === 0;
  const isKept = isAsked && server.env.keepsItsRegroups?.(regroup.scope.name) === true;
  // Of another regroup that was given the same identity its clients are told, and this one goes on.
  if (isLed && isLedHereWithout(regroup, body.from)) tellOfTheEnd(server, regroup.id, named);
  if (isOurs) {
    dismissMembers(server, regroup);
    if (server.policy.cancellationFreesGroups) drop(server, regroup);
  }
  const known = server.peers.get(body.from);
  const peer = (regroup && systemOfServer(regroup.scope, body.from)) ?? known?.peer;
  const own = regroup?.scope.own ?? known?.own;
  if (peer === undefined || own === undefined) return;
  const route = { from: own.serverId, to: peer.serverId, address: peer.serverAddress };
  server.outbox.send('preconfigured-regroup-cancel-response.server-server', route, {
    ...passedOn('preconfigured-regroup-cancel-response.server-server', body),
    result: isOurs || (isLed && !isKept) ? 'success' : 'failure',
    ...causing(server, isKept ? 'emergency' : undefined),
  });
  if (isOurs) nameDismissed(server, regroup);
  if (isAsked && !isKept) end(server, regroup, body.mcServiceId);
}
