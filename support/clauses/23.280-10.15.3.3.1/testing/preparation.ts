// What brings about the preconditions: subscriptions, shared configuration, service and affiliation, and how users give
// them up again.

import type { Fixture } from '../../../procedure/fixture';
import { entityOf } from '../../../procedure/roles';
import { ANA, BEN, COAST, CRISIS, DAN, FIRE, FIRE2, FIXTURE, gms, HANA, IVO, MED, server, serverFor } from './cast';
import { createTrace, type TraceBuilder } from './trace-builder';

/** Ana and Dan are affiliated to Fire-1, Ben and Dan to Med-7, Hana to Coast-3, Cleo to nothing, Ivo to Fire-2. */
const AFFILIATIONS: readonly (readonly [string, readonly string[]])[] = [
  [ANA, [FIRE]],
  [IVO, [FIRE2]],
  [BEN, [MED]],
  [DAN, [FIRE, MED]],
  [HANA, [COAST]],
];

const CONFIGURATION = { mcServiceGroupId: CRISIS, displayName: 'Crisis-0', keyReference: 'gmk-id:1' };

/** The preconditions of the clause, from provisioning to affiliation. */
export function prepared(fixture: Fixture = FIXTURE): TraceBuilder {
  const t = createTrace(fixture);
  if (fixture.gateway) t.control('gateway', { command: 'provision' });
  for (const { name } of fixture.systems) {
    const homed = fixture.groups.filter(({ home }) => home === name).map(({ id }) => id);
    const groups = { mcServiceGroupIdList: homed };
    t.control(entityOf(name, 'server'), { command: 'activate' });
    t.send('subscribe-group-configuration-request.server-gms', server(name), gms(name), groups);
    t.send('subscribe-group-configuration-response.gms-server', gms(name), server(name), groups);
    t.send('subscribe-group-dynamic-data-request.gms-server', gms(name), server(name), groups);
    t.send('subscribe-group-dynamic-data-response.server-gms', server(name), gms(name), groups);
    if (name === 'primary') continue;
    t.send('group-information-notify-request.gms-gms', gms('primary'), gms(name), {
      groupConfigurations: [CONFIGURATION],
    });
  }
  for (const { id, system } of fixture.users) {
    t.send('notify-group-configuration-request.gms-client', gms(system), id, {
      mcServiceId: id,
      groupConfigurations: [CONFIGURATION],
    });
    startsService(t, id, server(system));
  }
  for (const [id, groups] of AFFILIATIONS) affiliates(t, id, groups);
  return t;
}

export function affiliates(t: TraceBuilder, id: string, groups: readonly string[]): void {
  const elements = { mcServiceId: id, mcServiceGroupIdList: groups };
  t.send('group-affiliation-request.client-server', id, serverFor(id), elements);
  t.send('group-affiliation-response.server-client', serverFor(id), id, { ...elements, result: 'success' });
  t.act(id, { kind: 'affiliate', mcServiceGroupIdList: groups });
}

export function leaves(t: TraceBuilder, id: string, groups: readonly string[]): void {
  const elements = { mcServiceId: id, mcServiceGroupIdList: groups };
  t.send('group-de-affiliation-request.client-server', id, serverFor(id), elements);
  t.send('group-de-affiliation-response.server-client', serverFor(id), id, { ...elements, result: 'success' });
  t.act(id, { kind: 'de-affiliate', mcServiceGroupIdList: groups });
}

export function logsOff(t: TraceBuilder, id: string): void {
  t.send('log-off-request.client-server', id, serverFor(id), { mcServiceId: id });
  t.send('log-off-response.server-client', serverFor(id), id, { mcServiceId: id });
  t.act(id, { kind: 'log-off' });
}

export function startsService(t: TraceBuilder, id: string, by = serverFor(id)): void {
  t.send('service-authorization-request.client-server', id, by, { mcServiceId: id });
  t.send('service-authorization-response.server-client', by, id, { mcServiceId: id, result: 'success' });
  t.act(id, { kind: 'start-service' });
}
