// Tells the group management server of the same MC system what changed in the groups whose dynamic data it follows
// (PRE-5): who is affiliated, and which regroup group a group now belongs to.

import type { GroupDynamicData } from '../../procedure/generated/flow-bodies';
import type { KnownGroup, Regroup, ServerScope } from './records';
import { isHomedHere, knownGroups, toGms, type Server } from './state';

const isReported = (group: KnownGroup): boolean => group.followed && isHomedHere(group);

/** Affiliations to one group changed. */
export function reportGroup(
  server: Server,
  group: KnownGroup,
  change: 'affiliated' | 'deAffiliated',
  user: string,
): void {
  if (isReported(group)) notify(server, group.scope, [{ mcServiceGroupId: group.id, [change]: [user] }]);
}

/** Step 10: the regroup group has new affiliated members, and the groups homed here belong to it. */
export function reportRegrouped(server: Server, regroup: Regroup, affiliated: readonly string[]): void {
  const constituents = knownGroups(server, regroup.groups).filter(isReported);
  for (const id of affiliated) regroup.unreported.add(id);
  // The groups may come in several requests, one by one.
  if (constituents.length === 0) return;
  const entries = constituents.map(({ id }) => ({ mcServiceGroupId: id, regroupGroupId: regroup.id }));
  const members = { mcServiceGroupId: regroup.id, affiliated: [...regroup.unreported] };
  notify(server, regroup.scope, notifiesMembers(server, regroup) ? [...entries, members] : entries);
  if (!regroup.scope.reportedRegroups.has(regroup.id)) regroup.scope.reportedRegroups.set(regroup.id, 'reported');
  regroup.unreported.clear();
}

/** Whether whoever follows the constituents is told, or has asked for the regroup group itself. */
const notifiesMembers = ({ env }: Server, { scope, id }: Regroup): boolean =>
  !env.regroupGroupsApart || scope.reportedRegroups.get(id) === 'followed';

/** Members left the regroup group, or it is no more. */
export function reportLeft(server: Server, regroup: Regroup, deAffiliated: readonly string[]): void {
  if (deAffiliated.length === 0 || !knownGroups(server, regroup.groups).some(isReported)) return;
  if (notifiesMembers(server, regroup)) notify(server, regroup.scope, [{ mcServiceGroupId: regroup.id, deAffiliated }]);
}

/** What is so already when the group management server subscribes. */
export function reportPresent(server: Server, groups: readonly KnownGroup[]): void {
  for (const group of groups) {
    const affiliated = [...group.affiliated];
    // Where each group is a subscription of its own, each has a notification at once (RFC 6665 4.2.1.2).
    if (affiliated.length === 0 && !server.env.regroupGroupsApart) continue;
    notify(server, group.scope, [{ mcServiceGroupId: group.id, ...(affiliated.length > 0 && { affiliated }) }]);
  }
}

/** Everybody who takes part, nobody once it is over. */
export function reportMembers(server: Server, scope: ServerScope, id: string): void {
  const members = [...(server.regroups.get(id)?.members ?? [])];
  notify(server, scope, [{ mcServiceGroupId: id, ...(members.length > 0 && { affiliated: members }) }]);
}

function notify(server: Server, scope: ServerScope, entries: readonly GroupDynamicData[]): void {
  for (const groupDynamicData of portions(entries, server.policy.idsPerNotify)) {
    server.outbox.send('notify-group-dynamic-data-request.server-gms', toGms(scope), { groupDynamicData });
  }
}

/** Cuts long lists so that no message outgrows what a receiver takes. Short entries stay together. */
function* portions(entries: readonly GroupDynamicData[], limit: number): Generator<GroupDynamicData[]> {
  let portion: GroupDynamicData[] = [];
  for (const entry of entries) {
    const change = entry.affiliated === undefined ? 'deAffiliated' : 'affiliated';
    const ids = entry[change] ?? [];
    portion.push(ids.length > limit ? { ...entry, [change]: ids.slice(0, limit) } : entry);
    for (let from = limit; from < ids.length; from += limit) {
      yield portion;
      portion = [{ mcServiceGroupId: entry.mcServiceGroupId, [change]: ids.slice(from, from + limit) }];
    }
  }
  if (portion.length > 0) yield portion;
}
