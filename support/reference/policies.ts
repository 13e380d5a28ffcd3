// Where reference parties can differ: each policy holds the decisions of one party, the faithful ones by default. A
// variant changes one within what the clause permits, a mutant changes one against it.

import type { RejectReason } from '../procedure/generated/flow-bodies';
import type { McSystemName } from '../procedure/roles';
import type { KnownGroup, Regroup, SeparateStep, ServedUser } from './server/records';

export interface RegroupIdRequest {
  readonly regroupGroupId: string;
  readonly preconfiguredGroupId: string;
  readonly listed: readonly string[];
}

export interface ServerPolicy {
  readonly subscribesToConfiguration: boolean;
  isAuthorized(requester: ServedUser, groups: readonly KnownGroup[]): boolean;
  readonly stopsWhenNotAuthorized: boolean;
  /** What is decided first where a requester is not authorized and a group is regrouped. */
  readonly decidesFirst: 'authorization' | 'groups';
  /** `given`: it is asked of the regroup group that a request gives, and not of one in its list. */
  isRegrouped(group: KnownGroup, heldBy: Regroup | undefined, given: boolean): boolean;
  /** Whether the regroup ID of the request is looked up too, not only the listed groups. */
  readonly checksRegroupGroup: boolean;
  /** Step 3: whether a listed group that is a regroup group in force counts as regrouped. */
  readonly checksListedRegroupGroups: boolean;
  /** Whether the identity of a temporary group, given for the regroup group, is rejected in place of being replaced. */
  readonly rejectsTemporaryGroups: boolean;
  /** Step 6: whether a regroup group that it has formed itself counts as one that it hosts. */
  readonly hostsItsRegroupGroups: boolean;
  /** Step 6: what it takes to refuse, by which of the groups hosted here are regrouped. */
  refuses(regrouped: readonly boolean[]): boolean;
  readonly stopsAfterReject: boolean;
  acceptsRegroupId(request: RegroupIdRequest, existing: KnownGroup | undefined): boolean;
  nameRegroupGroup(label: string, ownDomain: string, listed: readonly string[]): string;
  readonly fetchConfiguration: 'if-unknown' | 'always' | 'never';
  /** `serves` tells of the others who has a user that is affiliated to a listed group homed here. */
  partnersToAsk(
    homes: readonly McSystemName[],
    others: readonly McSystemName[],
    serves: (system: McSystemName) => boolean,
  ): readonly McSystemName[];
  /** The group list of each step-5 request to one partner; `homes` tells where a listed group is homed. */
  stepFiveLists(
    listed: readonly string[],
    partner: McSystemName,
    homes: ReadonlyMap<string, McSystemName>,
  ): readonly (readonly string[])[];
  /** At once, or for the next only when the one before was taken; after a refusal nobody is asked any more. */
  readonly asksPartners: 'at-once' | 'in-turn';
  /** A partner is asked once more, and told which members of groups homed here it serves. */
  readonly namesMembersApart: boolean;
  /** What becomes of groups that only a further request of the same regroup lists. */
  readonly furtherRequests: 'joined' | 'asked-and-not-held' | 'held-in-place-of-others' | 'passed-over';
  readonly waitsFor: 'all-partners' | 'first-partner' | 'nobody';
  /** Whether the regroup is undone where a partner has refused it for that, or has not even taken the request. */
  heedsRefusal(reason: RejectReason): boolean;
  /** Whether a regroup that is still being formed gives way to another's request for one of its groups. */
  readonly yieldsToCrossing: boolean;
  /** Whether a regroup that is still being formed ends when its requester logs off. */
  readonly endsWithRequester: boolean;
  /** What an affiliation is that the home of the group refused (clause 10.8): none, or not where it admits the user to another of the list. */
  readonly refusedAffiliations: 'none' | 'kept-with-another' | 'kept';
  readonly asksOwnMembers: 'after-partners' | 'in-parallel' | 'never';
  /** Whether members served here are asked, and affiliated, in a regroup of this server's own. */
  readonly tellsOwnMembers: boolean;
  readonly affiliatesOwnMembers: boolean;
  readonly asksRequester: boolean;
  /** Nobody is asked again who takes part already. */
  readonly asksOnce: boolean;
  /** Whether whoever affiliates late is asked too (clause 10.15.3.4.1). */
  readonly asksNewcomers: boolean;
  /** What becomes of a user's authorization, and of the user's regroups, when its operator withdraws it. */
  readonly onWithdrawal: 'next-request-refused' | 'passed-over' | 'formation-stopped' | 'regroups-ended';
  mayCancel(user: ServedUser, regroup: Regroup): boolean;
  membersToAsk(
    groups: readonly KnownGroup[],
    served: ReadonlyMap<string, ServedUser>,
    own: McSystemName,
  ): Iterable<ServedUser>;
  readonly affiliates: 'everybody' | 'only-the-first' | 'those-who-acknowledge' | 'nobody';
  /** Whether a member stays who is still affiliated to these of the listed groups (POST-2a). */
  staysWith(groups: readonly string[], regroup: Regroup, userId: string): boolean;
  readonly logOffEndsRegroup: boolean;
  readonly logOffEndsAffiliations: boolean;
  /** How long a regroup lasts when nobody cancels it. */
  readonly lastsMs: number;
  readonly cancellationFreesGroups: boolean;
  /** Steps that are taken at a moment of their own; the others follow at once from what comes before them. */
  readonly apart: readonly SeparateStep[];
  /** Longest list of MC service IDs in one notify group dynamic data request. */
  readonly idsPerNotify: number;
}

/** A group is regrouped by a temporary group, or by a regroup. */
export const isTaken = ({ configuration }: KnownGroup, heldBy: Regroup | undefined): boolean =>
  configuration?.temporaryGroupId !== undefined || heldBy !== undefined;

export const faithfulServer: ServerPolicy = {
  subscribesToConfiguration: true,
  isAuthorized: (requester) => requester.inService && requester.mayInitiateRegroup,
  stopsWhenNotAuthorized: true,
  decidesFirst: 'authorization',
  isRegrouped: isTaken,
  checksRegroupGroup: true,
  checksListedRegroupGroups: true,
  rejectsTemporaryGroups: false,
  hostsItsRegroupGroups: true,
  refuses: (regrouped) => regrouped.includes(true),
  stopsAfterReject: true,
  acceptsRegroupId: ({ regroupGroupId, preconfiguredGroupId, listed }, existing) =>
    existing === undefined && regroupGroupId !== preconfiguredGroupId && !listed.includes(regroupGroupId),
  nameRegroupGroup: (label, ownDomain) => `sip:regroup-${label}@${ownDomain}`,
  fetchConfiguration: 'if-unknown',
  partnersToAsk: (homes) => homes,
  stepFiveLists: (listed) => [listed],
  asksPartners: 'at-once',
  namesMembersApart: false,
  furtherRequests: 'joined',
  waitsFor: 'all-partners',
  heedsRefusal: () => true,
  yieldsToCrossing: false,
  endsWithRequester: false,
  refusedAffiliations: 'none',
  asksOwnMembers: 'after-partners',
  tellsOwnMembers: true,
  affiliatesOwnMembers: true,
  asksRequester: true,
  asksOnce: true,
  asksNewcomers: true,
  onWithdrawal: 'next-request-refused',
  mayCancel: (user, { requester, primaryServerId, scope }) =>
    user.inService && primaryServerId === scope.own.serverId && (user.id === requester || user.mayInitiateRegroup),
  membersToAsk: affiliatedMembers,
  affiliates: 'everybody',
  staysWith: (groups) => groups.length > 0,
  logOffEndsRegroup: true,
  logOffEndsAffiliations: true,
  lastsMs: Infinity,
  cancellationFreesGroups: true,
  apart: [],
  idsPerNotify: 5_000,
};

/** Step 6: who is served here, in service and affiliated to any of the groups, wherever these are homed; each once. */
export function* affiliatedMembers(
  groups: readonly KnownGroup[],
  served: ReadonlyMap<string, ServedUser>,
): Generator<ServedUser> {
  const yielded = new Set<ServedUser>();
  for (const group of groups) {
    for (const id of group.affiliated) {
      const user = served.get(id);
      if (user === undefined || !user.inService || yielded.has(user)) continue;
      yielded.add(user);
      yield user;
    }
  }
}

export interface GmsPolicy {
  readonly subscribesToDynamicData: boolean;
  readonly sharesWithPartners: boolean;
  readonly distributesToClients: boolean;
}

export const faithfulGms: GmsPolicy = {
  subscribesToDynamicData: true,
  sharesWithPartners: true,
  distributesToClients: true,
};

export interface ClientPolicy {
  readonly notifiesUser: boolean;
  acknowledges(delivery: 'unicast' | 'multicast'): boolean;
}

export const faithfulClient: ClientPolicy = {
  notifiesUser: true,
  acknowledges: (delivery) => delivery === 'unicast',
};
