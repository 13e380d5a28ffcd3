// An MC service server as its procedures see it: records by identity, policy, clock, outbox, and how to reach others.

import type { ProvisionedSystem } from '../../ports/control';
import type { Env } from '../machine';
import type { Outbox, Route } from '../outbox';
import type { ServerPolicy } from '../policies';
import type { Scope } from '../scope';
import type { KnownGroup, PutOff, Regroup, ServedUser, ServerScope } from './records';

/** All that a server keeps from one input to the next: data that can be copied, so that whoever holds it can put it back. */
export interface ServerState {
  readonly scopes: Map<string, ServerScope>;
  readonly users: Map<string, ServedUser>;
  readonly groups: Map<string, KnownGroup>;
  readonly regroups: Map<string, Regroup>;
  /** Servers of every scope, to answer one that names nothing of a scope that is still open. */
  readonly peers: Map<string, { readonly own: ProvisionedSystem; readonly peer: ProvisionedSystem }>;
  /** Who asked to remove a regroup that another server leads, and was not answered yet, by its identity. */
  readonly handedOn: Map<string, readonly ServedUser[]>;
  /** Steps put off to a moment of their own, oldest first. */
  readonly putOff: PutOff[];
}

export interface Server extends ServerState {
  readonly env: Env;
  readonly policy: ServerPolicy;
  readonly outbox: Outbox;
}

export const noServerState = (): ServerState => ({
  scopes: new Map(),
  users: new Map(),
  groups: new Map(),
  regroups: new Map(),
  peers: new Map(),
  handedOn: new Map(),
  putOff: [],
});

export const toUser = (user: ServedUser): Route => ({
  from: user.scope.own.serverId,
  to: user.id,
  address: user.address,
});

export const toServer = (scope: Scope, system: ProvisionedSystem): Route => ({
  from: scope.own.serverId,
  to: system.serverId,
  address: system.serverAddress,
});

export const toGms = (scope: Scope): Route => ({
  from: scope.own.serverId,
  to: scope.own.gmsId,
  address: scope.own.gmsAddress,
});

export const isHomedHere = (group: KnownGroup): boolean => group.home === group.scope.own.name;

/** This server is the primary of the regroup. */
export const isLedHere = ({ primaryServerId, scope }: Regroup): boolean => primaryServerId === scope.own.serverId;

export function knownGroups(server: Server, ids: Iterable<string>): KnownGroup[] {
  const known: KnownGroup[] = [];
  for (const id of ids) {
    const group = server.groups.get(id);
    if (group !== undefined) known.push(group);
  }
  return known;
}

/** The regroup stays in effect until it is cancelled (POST-1), unless the policy says otherwise. */
export const lasts = (server: Server, regroup: Regroup): boolean =>
  server.env.now() - regroup.since < server.policy.lastsMs;

/** The regroups that hold or reserve a group, the latest at the end. */
export const holdersOf = (server: Server, group: KnownGroup): readonly Regroup[] =>
  group.regroups.filter((regroup) => lasts(server, regroup));

/** The latest of them. */
export const holderOf = (server: Server, group: KnownGroup): Regroup | undefined => holdersOf(server, group).at(-1);

export function hold(server: Server, regroup: Regroup, groups: Iterable<string> = regroup.groups): void {
  for (const group of knownGroups(server, groups)) group.regroups = [...withoutIt(group, regroup), regroup];
}

export function release(server: Server, regroup: Regroup): void {
  for (const group of knownGroups(server, regroup.groups)) group.regroups = withoutIt(group, regroup);
}

const withoutIt = ({ regroups }: KnownGroup, regroup: Regroup): readonly Regroup[] =>
  regroups.filter((other) => other !== regroup);

/** Forgets a regroup and frees the groups that it held. */
export function drop(server: Server, regroup: Regroup): void {
  release(server, regroup);
  regroup.scope.regroups.delete(regroup.id);
  if (server.regroups.get(regroup.id) === regroup) server.regroups.delete(regroup.id);
}
