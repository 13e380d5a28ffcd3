// What a group management server keeps of each group: its configuration, who follows it, what dynamic data told of it.

import type { ControlAnswer, GroupConfiguration, ProvisionCommand, ReleaseCommand } from '../../ports/control';
import type { McSystemName } from '../../procedure/roles';
import { done, errored } from '../answers';
import type { Env } from '../machine';
import type { Outbox, Route } from '../outbox';
import type { GmsPolicy } from '../policies';
import { NO_OWN_SYSTEM, openScope, type Scope } from '../scope';

export interface GmsScope extends Scope {
  /** Addresses of the clients of the users served in this MC system, by MC service ID. */
  readonly users: Map<string, string>;
  readonly groups: Set<string>;
}

export interface GroupRecord {
  readonly id: string;
  readonly scope: GmsScope;
  /** Undefined for a group that this server only heard of, such as a regroup group. */
  readonly home: McSystemName | undefined;
  readonly shareWith: readonly McSystemName[];
  configuration: GroupConfiguration | undefined;
  /** The MC service server of this MC system follows the configuration (PRE-4). */
  followed: boolean;
  readonly affiliated: Set<string>;
}

/** All that a group management server keeps from one input to the next: data that can be copied. */
export interface GmsState {
  readonly scopes: Map<string, GmsScope>;
  readonly groups: Map<string, GroupRecord>;
}

export interface Gms extends GmsState {
  readonly env: Env;
  readonly policy: GmsPolicy;
  readonly outbox: Outbox;
}

export const noGmsState = (): GmsState => ({ scopes: new Map(), groups: new Map() });

export const toServer = (scope: Scope): Route => ({
  from: scope.own.gmsId,
  to: scope.own.serverId,
  address: scope.own.serverAddress,
});

export const recordOf = (gms: Gms, id: string): GroupRecord | undefined => gms.groups.get(id);

/** The record of a group that a message names for the first time. */
export function learn(gms: Gms, scope: GmsScope, id: string): GroupRecord {
  const known = gms.groups.get(id);
  if (known !== undefined) return known;
  const record: GroupRecord = {
    id,
    scope,
    home: undefined,
    shareWith: [],
    configuration: undefined,
    followed: false,
    affiliated: new Set(),
  };
  gms.groups.set(id, record);
  scope.groups.add(id);
  return record;
}

export function provision(gms: Gms, command: ProvisionCommand): ControlAnswer {
  const scope = openScope<GmsScope>(gms.scopes, command, (opened) => ({
    ...opened,
    users: new Map(),
    groups: new Set(),
  }));
  if (scope === undefined) return errored(NO_OWN_SYSTEM);
  for (const user of command.users) scope.users.set(user.mcServiceId, user.clientAddress);
  for (const group of command.groups) {
    const known = learn(gms, scope, group.mcServiceGroupId);
    gms.groups.set(known.id, {
      ...known,
      home: group.home,
      shareWith: group.shareWith ?? known.shareWith,
      configuration: group.configuration ?? known.configuration,
    });
  }
  return done();
}

export function release(gms: Gms, command: ReleaseCommand): void {
  const scope = gms.scopes.get(command.scope);
  if (scope === undefined) return;
  for (const id of scope.groups) gms.groups.delete(id);
  gms.scopes.delete(scope.name);
}
