// Steps 5, 11 and 12 at the primary MC service server: each partner system that is home of a listed group is asked, and the
// regroup is formed when all have agreed, or undone when one has not.

import type { FlowBody } from '../../procedure/flows';
import type { RejectReason } from '../../procedure/generated/flow-bodies';
import type { McSystemName } from '../../procedure/roles';
import { passedOn } from '../elements';
import { isStep12PutOff } from '../separate-steps';
import { affiliate, askMembers, dismissMembers } from './members';
import { isNamingEarly, membersServedBy, nameDismissed, nameMembers } from './named-members';
import type { Regroup, Unasked } from './records';
import { sendFormed, sendReject } from './replies';
import { drop, knownGroups, toServer, type Server } from './state';

/** Step 5. */
export function askPartners(server: Server, regroup: Regroup): void {
  const { policy } = server;
  const { scope } = regroup;
  const homes = new Map(knownGroups(server, regroup.groups).map((group) => [group.id, group.home]));
  const others = [...scope.systems.keys()].filter((name) => name !== scope.own.name);
  const partnerHomes = others.filter((name) => [...homes.values()].includes(name));
  const serves = (name: McSystemName): boolean => membersServedBy(server, regroup, name).length > 0;
  for (const name of policy.partnersToAsk(partnerHomes, others, serves)) {
    const system = scope.systems.get(name);
    if (system !== undefined) regroup.unasked.push(...requestsTo(server, regroup, system, homes));
  }
  askFurther(server, regroup);
  if (policy.asksOwnMembers === 'in-parallel') affiliate(server, regroup, askMembers(server, regroup));
  conclude(server, regroup);
}

/** What a partner is told in step 5, a request each. */
function requestsTo(
  server: Server,
  regroup: Regroup,
  system: Unasked['system'],
  homes: ReadonlyMap<string, McSystemName>,
): readonly Unasked[] {
  const { name } = system;
  const listed = [...regroup.groups];
  const isInParts = server.env.asksInParts?.(regroup.scope.name) === true;
  const lists = (isInParts ? listed.map((id) => [id]) : server.policy.stepFiveLists(listed, name, homes)).map(
    (mcServiceGroupIdList) => ({ mcServiceGroupIdList }),
  );
  const members = isNamingEarly(server, regroup) ? membersServedBy(server, regroup, name) : [];
  // An element that stage 2 does not list.
  const apart = members.length > 0 ? [{ mcServiceGroupIdList: listed, mcServiceUserIdList: members }] : [];
  const requests = server.policy.namesMembersApart ? [...lists, ...apart] : [...apart, ...lists];
  return requests.map((says) => ({ system, says }));
}

/** Sends what partners were not asked yet: all of it, or the next of it. */
function askFurther(server: Server, regroup: Regroup): void {
  const count = server.policy.asksPartners === 'in-turn' ? 1 : regroup.unasked.length;
  for (const { system, says } of regroup.unasked.splice(0, count)) {
    const asked = regroup.partners.get(system.serverId);
    if (asked !== undefined) asked.awaited += 1;
    else regroup.partners.set(system.serverId, { system, awaited: 1, mayHold: false, refusal: undefined });
    server.outbox.send('preconfigured-regroup-request.server-server', toServer(regroup.scope, system), {
      ...passedOn('preconfigured-regroup-request.server-server', regroup.request),
      regroupGroupId: regroup.id,
      ...says,
    });
  }
}

/** Step 11. A partner that answers for each client is heard once. */
export const onPartnerResponse = (
  server: Server,
  body: FlowBody<'preconfigured-regroup-response.server-server'>,
): void => onPartnerAnswer(server, body.regroupGroupId, body.from, undefined);

export const onPartnerReject = (server: Server, body: FlowBody<'preconfigured-regroup-reject.server-server'>): void =>
  onPartnerAnswer(server, body.regroupGroupId, body.from, reasonOf(body));

/** A wire that carries no reason still carries the refusal. */
const reasonOf = ({ reason }: { readonly reason?: RejectReason }): RejectReason => reason ?? 'group-already-regrouped';

export const onPartnerUnreachable = (
  server: Server,
  body: FlowBody<'preconfigured-regroup-request.server-server'>,
): void => onPartnerAnswer(server, body.regroupGroupId, body.to, 'partner-system-unavailable', true);

function onPartnerAnswer(
  server: Server,
  id: string,
  partnerServerId: string,
  refusal: RejectReason | undefined,
  mayHold = refusal === undefined,
): void {
  const regroup = server.regroups.get(id);
  const partner = regroup?.partners.get(partnerServerId);
  if (regroup?.status !== 'forming' || partner === undefined || partner.awaited === 0) return;
  partner.awaited -= 1;
  partner.mayHold ||= mayHold;
  partner.refusal ??= refusal;
  if (refusal === undefined) askFurther(server, regroup);
  else regroup.unasked.length = 0;
  conclude(server, regroup);
}

function conclude(server: Server, regroup: Regroup): void {
  const partners = [...regroup.partners.values()];
  if (isAwaited(server, partners)) return;
  const refusals = partners.flatMap((partner) => partner.refusal ?? []);
  const refusal = refusals.find((reason) => server.policy.heedsRefusal(reason));
  if (refusal === undefined) form(server, regroup);
  else rollBack(server, regroup, refusal);
}

function isAwaited({ policy }: Server, partners: readonly { readonly awaited: number }[]): boolean {
  const answered = partners.filter(({ awaited }) => awaited === 0).length;
  if (policy.waitsFor === 'first-partner') return answered === 0 && partners.length > 0;
  return policy.waitsFor === 'all-partners' && answered < partners.length;
}

/** Every partner agreed: members served here are asked as in a single MC system, then step 12. */
function form(server: Server, regroup: Regroup): void {
  regroup.status = 'in-force';
  if (server.policy.asksOwnMembers === 'after-partners') affiliate(server, regroup, askMembers(server, regroup));
  if (!isNamingEarly(server, regroup)) nameMembers(server, regroup);
  if (!isStep12PutOff(server, regroup)) confirm(server, regroup);
}

/** Step 12. */
export function confirm(server: Server, regroup: Regroup): void {
  const requester = server.users.get(regroup.requester ?? '');
  if (requester !== undefined) sendFormed(server, requester, regroup);
}

/** A partner refused: the regroup is cancelled wherever it may be in force, and the requester is told why. */
function rollBack(server: Server, regroup: Regroup, reason: RejectReason): void {
  undo(server, regroup);
  const requester = server.users.get(regroup.requester ?? '');
  if (requester !== undefined) sendReject(server, requester, reason, regroup.id);
}

/** A regroup that is still being formed makes room for another: whoever was asked for it may hold it by now. */
export function giveUp(server: Server, regroup: Regroup): void {
  doubtUnanswered(regroup);
  rollBack(server, regroup, 'group-already-regrouped');
}

/** Nobody is told: who asked for it is not served any more. */
export function abandon(server: Server, regroup: Regroup): void {
  doubtUnanswered(regroup);
  undo(server, regroup);
}

function doubtUnanswered({ partners }: Regroup): void {
  for (const partner of partners.values()) partner.mayHold ||= partner.awaited > 0;
}

/** The regroup ends here and wherever a partner may have taken it up. */
export function undo(server: Server, regroup: Regroup): void {
  for (const { system, mayHold } of regroup.partners.values()) {
    if (!mayHold) continue;
    server.outbox.send('preconfigured-regroup-cancel-request.server-server', toServer(regroup.scope, system), {
      ...(regroup.requester === undefined ? {} : { mcServiceId: regroup.requester }),
      regroupGroupId: regroup.id,
    });
  }
  dismissMembers(server, regroup);
  if (isNamingEarly(server, regroup)) nameDismissed(server, regroup);
  drop(server, regroup);
}
