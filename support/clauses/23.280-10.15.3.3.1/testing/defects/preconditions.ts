// Traces that break one of the requirements of the preconditions.

import { defect, type Defect } from './defect';
import { FLOW } from '../flow-names';
import { ANA, BEN, CRISIS, DAN, gms, JOINT, server, serverEnd } from '../cast';
import { asksUsers, concludes, passesOn } from '../formation';
import { scenario } from '../outcomes';
import { conforming } from '../conforming';
import { altered, isFlow, redirected, without } from '../trace-builder';

const good = conforming().events;

export const preconditions: readonly Defect[] = [
  defect(
    'PRE-1b',
    'the requester never asks for service',
    without(
      good,
      ({ flow, from, to }) => flow.startsWith('service-authorization') && (from.id === ANA || to.id === ANA),
    ),
  ),
  defect(
    'PRE-1b',
    'the primary does not authorize the service',
    without(good, isFlow('service-authorization-response.server-client', ANA)),
  ),
  defect(
    'PRE-2a',
    'the client does not ask for the affiliation',
    without(good, ({ flow, from, to }) => flow.startsWith('group-affiliation') && (from.id === BEN || to.id === BEN)),
  ),
  defect(
    'PRE-2c',
    'the client does not ask for the service',
    without(
      good,
      ({ flow, from, to }) => flow.startsWith('service-authorization') && (from.id === BEN || to.id === BEN),
    ),
  ),
  defect(
    'PRE-3c',
    'a client looks for the configuration when it is asked',
    scenario((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      asksUsers(t, 'partner', [BEN, DAN], wish);
      t.send('get-group-configuration-request.server-gms', BEN, gms('partner'), { mcServiceGroupId: CRISIS });
      t.send(FLOW.step11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });
      concludes(t, wish);
    }),
  ),
  defect(
    'PRE-3a',
    'the home of the preconfigured group shares nothing',
    without(
      without(good, isFlow(FLOW.configuration, BEN)),
      isFlow('group-information-notify-request.gms-gms', gms('partner')),
    ),
  ),
  defect(
    'PRE-5',
    'a server does not answer the subscription',
    without(good, isFlow('subscribe-group-dynamic-data-response.server-gms', gms('partner'))),
  ),
  defect(
    'PRE-2a',
    'the partner does not affiliate',
    without(good, isFlow('group-affiliation-response.server-client', BEN)),
  ),
  defect(
    'PRE-2c',
    'the partner does not authorize the service',
    without(good, isFlow('service-authorization-response.server-client', BEN)),
  ),
  defect(
    'PRE-3a',
    'a client is told nothing of the preconfigured group',
    without(good, isFlow(FLOW.configuration, BEN)),
  ),
  defect(
    'PRE-3a',
    'a client is told in the name of another user',
    altered(good, isFlow(FLOW.configuration, BEN), { mcServiceId: DAN }),
  ),
  defect(
    'PRE-3b',
    'a client is told no configuration',
    altered(good, isFlow(FLOW.configuration, BEN), {
      groupConfigurations: [{ mcServiceGroupId: CRISIS, keyReference: 'gmk-id:1' }],
    }),
  ),
  defect(
    'PRE-3c',
    'a client is told no key reference',
    altered(good, isFlow(FLOW.configuration, BEN), {
      groupConfigurations: [{ mcServiceGroupId: CRISIS, displayName: 'Crisis-0' }],
    }),
  ),
  defect('PRE-3d', 'step 2 carries a key', altered(good, isFlow(FLOW.step2), { keyMaterial: 'secret' })),
  defect('PRE-3d', 'step 5 carries a key', altered(good, isFlow(FLOW.step5), { security: { mikeyMessage: 'secret' } })),
  defect('PRE-3d', 'step 7 carries a key', altered(good, isFlow(FLOW.step7), { gmk: 'secret' })),
  defect('PRE-3d', 'step 7 carries what was delivered', altered(good, isFlow(FLOW.step7), { note: 'gmk-id:1' })),
  defect(
    'PRE-4',
    'a server does not subscribe',
    without(good, isFlow('subscribe-group-configuration-request.server-gms', gms('partner'))),
  ),
  defect(
    'PRE-4',
    'a group management server does not answer',
    without(good, isFlow('subscribe-group-configuration-response.gms-server', server('primary'))),
  ),
  defect(
    'PRE-5',
    'a group management server does not subscribe',
    without(good, isFlow('subscribe-group-dynamic-data-request.gms-server', server('primary'))),
  ),
  defect(
    'PRE-5',
    'a group management server subscribes in another MC system',
    redirected(
      good,
      isFlow('subscribe-group-dynamic-data-request.gms-server', server('primary')),
      serverEnd('partner'),
    ),
  ),
];
