// What passes between a group management server and the MC service server of its MC system: configuration one way, dynamic
// data the other (PRE-4, PRE-5).

import type { FlowBody } from '../../procedure/flows';
import { passedOn } from '../elements';
import { scopeOf } from '../scope';
import { learn, recordOf, toServer, type Gms, type GmsScope, type GroupRecord } from './state';

export function onSubscription(gms: Gms, body: FlowBody<'subscribe-group-configuration-request.server-gms'>): void {
  const { mcServiceGroupIdList } = body;
  const scope = scopeOf(mcServiceGroupIdList, gms.groups, gms.scopes);
  if (scope === undefined) return;
  const answered = 'subscribe-group-configuration-response.gms-server';
  gms.outbox.send(answered, toServer(scope), passedOn(answered, body));
  const groups = mcServiceGroupIdList.map((id) => learn(gms, scope, id));
  for (const group of groups) group.followed = true;
  notifyServer(gms, groups);
}

/** Tells the server the present configuration of those groups that it follows. */
export function notifyServer(gms: Gms, groups: readonly GroupRecord[]): void {
  const scope = groups[0]?.scope;
  const groupConfigurations = groups.flatMap(({ followed, configuration }) =>
    followed && configuration !== undefined ? [configuration] : [],
  );
  if (scope === undefined || groupConfigurations.length === 0) return;
  gms.outbox.send('notify-group-configuration-request.gms-server', toServer(scope), { groupConfigurations });
}

/** Whoever asks is told, its own users too, and so is who asks for a group that is not known. */
export function onGet(gms: Gms, body: FlowBody<'get-group-configuration-request.server-gms'>): void {
  const { mcServiceGroupId, from } = body;
  const scope = scopeOf([mcServiceGroupId, from], gms.groups, gms.scopes) ?? scopeOfServer(gms, from);
  if (scope === undefined) return;
  const groupConfiguration = recordOf(gms, mcServiceGroupId)?.configuration;
  const asker = { ...toServer(scope), to: from, address: scope.users.get(from) ?? scope.own.serverAddress };
  gms.outbox.send('get-group-configuration-response.gms-server', asker, {
    ...passedOn('get-group-configuration-response.gms-server', body),
    ...(groupConfiguration === undefined ? {} : { groupConfiguration }),
  });
}

const scopeOfServer = ({ scopes }: Gms, serverId: string): GmsScope | undefined =>
  [...scopes.values()].findLast(({ own }) => own.serverId === serverId);

/** A regroup group is first heard of beside one of its constituents, which tells its scope. */
export function onDynamicData(gms: Gms, body: FlowBody<'notify-group-dynamic-data-request.server-gms'>): void {
  const ids = body.groupDynamicData.map((entry) => entry.mcServiceGroupId);
  const scope = scopeOf(ids, gms.groups, gms.scopes);
  if (scope === undefined) return;
  for (const entry of body.groupDynamicData) {
    if (entry.regroupGroupId !== undefined) meet(gms, scope, entry.regroupGroupId);
    const { affiliated } = learn(gms, scope, entry.mcServiceGroupId);
    for (const id of entry.affiliated ?? []) affiliated.add(id);
    for (const id of entry.deAffiliated ?? []) affiliated.delete(id);
  }
}

/** Where its members are told apart from its constituents, a regroup group is followed once it is known. */
function meet(gms: Gms, scope: GmsScope, id: string): void {
  const isNew = !gms.groups.has(id);
  learn(gms, scope, id);
  if (!isNew || !gms.env.regroupGroupsApart || !gms.policy.subscribesToDynamicData) return;
  gms.outbox.send('subscribe-group-dynamic-data-request.gms-server', toServer(scope), { mcServiceGroupIdList: [id] });
}
