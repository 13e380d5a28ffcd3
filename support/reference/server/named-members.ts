// Members of groups homed here who are served elsewhere, on a wire on which no server finds members of groups of others: they are
// named to the server that serves them, which asks them (leg D of TS 24.379 16.2.4).

import type { ProvisionedSystem } from '../../ports/control';
import type { McSystemName } from '../../procedure/roles';
import { passedOn } from '../elements';
import type { KnownGroup, Regroup } from './records';
import { holderOf, knownGroups, toServer, isLedHere, type Server } from './state';

/** An element that stage 2 does not list. */
export const usersNamedIn = (body: object & { readonly mcServiceUserIdList?: readonly string[] }): readonly string[] =>
  body.mcServiceUserIdList ?? [];

/** Members of groups homed here who are affiliated by way of the server that serves them. */
export const membersServedBy = (server: Server, { scope, groups }: Regroup, name: McSystemName): readonly string[] => [
  ...new Set(
    knownGroups(server, groups).flatMap(({ affiliated }) =>
      [...affiliated].filter((id) => scope.visitors.get(id) === name),
    ),
  ),
];

/** It does so while it asks for the groups of the regroup, and not once that is formed. */
export const isNamingEarly = ({ policy, env }: Server, { scope }: Regroup): boolean =>
  policy.namesMembersApart || (env.membersNamedApart === true && env.namesFirst?.(scope.name) === true);

/** To each server that takes part in the regroup. */
export function nameMembers(server: Server, regroup: Regroup): void {
  if (server.env.membersNamedApart !== true) return;
  for (const system of takingPart(regroup)) {
    const members = membersServedBy(server, regroup, system.name);
    if (members.length === 0) continue;
    const named = { mcServiceUserIdList: members };
    server.outbox.send('preconfigured-regroup-request.server-server', toServer(regroup.scope, system), {
      ...passedOn('preconfigured-regroup-request.server-server', regroup.request),
      regroupGroupId: regroup.id,
      mcServiceGroupIdList: [...regroup.groups],
      ...named,
    });
  }
}

/** To each of them whom it was named, that the regroup is over (leg D of TS 24.379 16.2.4.2). */
export function nameDismissed(server: Server, regroup: Regroup): void {
  if (server.env.membersNamedApart !== true) return;
  for (const system of takingPart(regroup)) {
    const members = membersServedBy(server, regroup, system.name);
    if (members.length === 0) continue;
    const named = { mcServiceUserIdList: members };
    server.outbox.send('preconfigured-regroup-cancel-request.server-server', toServer(regroup.scope, system), {
      regroupGroupId: regroup.id,
      ...named,
    });
  }
}

/** Its partners where it is led here, or else its primary. */
export function takingPart(regroup: Regroup): readonly ProvisionedSystem[] {
  const { scope, partners, primaryServerId } = regroup;
  if (isLedHere(regroup)) return [...partners.values()].map(({ system }) => system);
  return [...scope.systems.values()].filter(({ serverId }) => serverId === primaryServerId);
}

/** Whoever takes no part in it means another regroup of that identity. */
export const isLedHereWithout = (regroup: Regroup, serverId: string): boolean =>
  isLedHere(regroup) && !takingPart(regroup).some((system) => system.serverId === serverId);

/** A member who is served elsewhere has come to a group of a regroup in force (16.2.4.3): all members are named once more. */
export function nameNewcomer(server: Server, group: KnownGroup): void {
  const regroup = holderOf(server, group);
  if (regroup?.status === 'in-force') nameMembers(server, regroup);
}
