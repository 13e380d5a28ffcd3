// How the configuration of a preconfigured group, with the reference of its key, reaches a partner MC system and the users
// who may be regrouped (PRE-3, clause 10.2.7). Key material itself never travels here.

import type { GroupConfiguration } from '../../ports/control';
import type { FlowBody } from '../../procedure/flows';
import { scopeOf } from '../scope';
import { learn, type Gms, type GmsScope, type GroupRecord } from './state';
import { notifyServer } from './subscriptions';

/** Tells the group management servers of the partner MC systems that a group is shared with. */
export function share(gms: Gms, scope: GmsScope, homed: readonly GroupRecord[]): void {
  for (const partner of scope.systems.values()) {
    if (partner === scope.own) continue;
    const groupConfigurations = configurationsOf(homed.filter((group) => group.shareWith.includes(partner.name)));
    if (groupConfigurations.length === 0) continue;
    const route = { from: scope.own.gmsId, to: partner.gmsId, address: partner.gmsAddress };
    gms.outbox.send('group-information-notify-request.gms-gms', route, { groupConfigurations });
  }
}

/** Tells the users of this MC system what lends a regroup its configuration. */
export function distribute(gms: Gms, scope: GmsScope, groups: readonly GroupRecord[]): void {
  if (!gms.policy.distributesToClients) return;
  const groupConfigurations = configurationsOf(
    groups.filter((group) => group.configuration?.preconfiguredGroupUseOnly === true || group.shareWith.length > 0),
  );
  notifyClients(gms, scope, groupConfigurations);
}

/** A partner shared groups: they are kept, passed to the users, and to the server where it follows them. */
export function onSharedInformation(gms: Gms, body: FlowBody<'group-information-notify-request.gms-gms'>): void {
  const ids = body.groupConfigurations.map((configuration) => configuration.mcServiceGroupId);
  const scope = scopeOf(ids, gms.groups, gms.scopes);
  if (scope === undefined) return;
  const groups = body.groupConfigurations.map((configuration) => {
    const group = learn(gms, scope, configuration.mcServiceGroupId);
    group.configuration = configuration;
    return group;
  });
  notifyServer(gms, groups);
  if (gms.policy.distributesToClients) notifyClients(gms, scope, body.groupConfigurations);
}

function notifyClients(gms: Gms, scope: GmsScope, groupConfigurations: readonly GroupConfiguration[]): void {
  if (groupConfigurations.length === 0) return;
  for (const [id, address] of scope.users) {
    const route = { from: scope.own.gmsId, to: id, address };
    gms.outbox.send('notify-group-configuration-request.gms-client', route, { mcServiceId: id, groupConfigurations });
  }
}

function configurationsOf(groups: readonly GroupRecord[]): GroupConfiguration[] {
  return groups.flatMap(({ configuration }) => (configuration === undefined ? [] : [configuration]));
}
