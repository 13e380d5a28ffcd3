// A client's affiliation or de-affiliation on its way to the MC systems where the groups are homed, until all of them have
// answered. Unaware of what the answers change.

import type { McSystemName } from '../../procedure/roles';
import type { Forwarded } from './records';
import { isHomedHere, knownGroups, toServer, type Server } from './state';

export type ForwardedKind = 'group-affiliation' | 'group-de-affiliation';

const keyOf = (kind: ForwardedKind, serverId: string, userId: string): string => `${kind} ${serverId} ${userId}`;

export const isForwarded = (request: Forwarded): boolean => request.awaited > 0;

/** Asks each other home system once, with its own groups only. */
export function forward(server: Server, kind: ForwardedKind, request: Forwarded): void {
  const { scope } = request.user;
  const byHome = new Map<McSystemName, string[]>();
  for (const group of knownGroups(server, request.groups)) {
    if (isHomedHere(group)) continue;
    const there = byHome.get(group.home);
    if (there === undefined) byHome.set(group.home, [group.id]);
    else there.push(group.id);
  }
  for (const [name, mcServiceGroupIdList] of byHome) {
    const home = scope.systems.get(name);
    if (home === undefined) {
      request.result = 'failure';
      continue;
    }
    request.awaited += 1;
    const key = keyOf(kind, home.serverId, request.user.id);
    const queue = scope.forwarded.get(key);
    if (queue === undefined) scope.forwarded.set(key, [request]);
    else queue.push(request);
    server.outbox.send(`${kind}-request.server-server`, toServer(scope, home), {
      mcServiceId: request.user.id,
      mcServiceGroupIdList,
    });
  }
}

/** A home system answered the oldest request of its kind. Returns the request when it was the last answer awaited. */
export function onAnswer(
  server: Server,
  kind: ForwardedKind,
  homeServerId: string,
  userId: string,
  result: 'success' | 'failure',
): Forwarded | undefined {
  const waiting = server.users.get(userId)?.scope.forwarded;
  const key = keyOf(kind, homeServerId, userId);
  const queue = waiting?.get(key);
  const request = queue?.shift();
  if (queue?.length === 0) waiting?.delete(key);
  if (request === undefined) return undefined;
  if (result === 'failure') request.result = 'failure';
  request.awaited -= 1;
  return request.awaited === 0 ? request : undefined;
}
