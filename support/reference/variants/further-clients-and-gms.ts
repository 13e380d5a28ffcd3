// More freedoms of the MC service clients and of the group management servers: how often, in which order and in how many messages
// they say what they have to.

import { alteredClient, alteredGms } from '../altered';
import { send } from '../outbox';
import { altering, doubling, dropping, puttingFirst, replacing } from '../rewrite';
import { LATE_MS, variantOf, type Variant } from './variant';

const client1 = variantOf('client-1');
const client2 = variantOf('client-2');
const primaryGms = variantOf('primary-gms');
const partnerGms = variantOf('partner-gms');

const REQUEST = 'preconfigured-regroup-request.client-server';
const ACKNOWLEDGEMENT = 'preconfigured-regroup-response.client-server';
const SERVICE = 'service-authorization-request.client-server';
const AFFILIATION = 'group-affiliation-request.client-server';
const CANCELLED = 'preconfigured-regroup-cancel-response.client-server';
const TO_CLIENT = 'notify-group-configuration-request.gms-client';
const TO_PARTNER = 'group-information-notify-request.gms-gms';
const TO_SERVER = 'notify-group-configuration-request.gms-server';
const CONFIRMS = 'subscribe-group-configuration-response.gms-server';
const FOLLOWS = 'subscribe-group-dynamic-data-request.gms-server';

const confirmsApart = alteredGms({
  rewrite: () =>
    replacing(CONFIRMS, ({ body, address }) =>
      body.mcServiceGroupIdList.map((group) => send(CONFIRMS, address, { ...body, mcServiceGroupIdList: [group] })),
    ),
});
const tellsServerApart = alteredGms({
  rewrite: () =>
    replacing(TO_SERVER, ({ body, address }) =>
      body.groupConfigurations.map((one) => send(TO_SERVER, address, { ...body, groupConfigurations: [one] })),
    ),
});
const tellsBeforeItConfirms = alteredGms({ rewrite: () => puttingFirst(TO_SERVER, CONFIRMS) });
const WITHOUT_CONFIRMATION = 'does not confirm the cancellation, which is the business of another clause';
const confirmsNoCancellation = alteredClient({ rewrite: () => dropping(CANCELLED) });

export const FURTHER_CLIENT_VARIANTS: readonly Variant[] = [
  client1(
    'lists-groups-in-another-order',
    'STEP-1-b',
    'lists the groups in another order than its user',
    alteredClient({
      rewrite: () =>
        altering(REQUEST, (body) => ({ ...body, mcServiceGroupIdList: body.mcServiceGroupIdList?.toReversed() })),
    }),
  ),
  client1(
    'asks-for-service-twice',
    'PRE-1b',
    'asks for MC service twice',
    alteredClient({ rewrite: () => doubling(SERVICE) }),
  ),
  client1(
    'requester-never-acknowledges',
    'STEP-9-a',
    'acknowledges no request, being a member itself',
    alteredClient({ policy: { acknowledges: () => false } }),
  ),
  client1('requests-late', 'A-22', 'takes its time before it sends the request of its user', alteredClient({}), {
    delays: { [REQUEST]: LATE_MS },
  }),
  client1('requester-acknowledges-late', 'A-17', 'acknowledges long after it was asked', alteredClient({}), {
    delays: { [ACKNOWLEDGEMENT]: LATE_MS },
  }),
  client2(
    'member-asks-for-service-twice',
    'PRE-2c',
    'asks for MC service twice',
    alteredClient({ rewrite: () => doubling(SERVICE) }),
  ),
  client2(
    'affiliates-twice',
    'PRE-2a',
    'asks to be affiliated twice',
    alteredClient({ rewrite: () => doubling(AFFILIATION) }),
  ),
  client2('member-confirms-no-cancellation', 'POST-1', WITHOUT_CONFIRMATION, confirmsNoCancellation),
];

export const FURTHER_GMS_VARIANTS: readonly Variant[] = [
  primaryGms(
    'confirms-each-group-apart',
    'PRE-4',
    'confirms each group of a subscription in a message of its own',
    confirmsApart,
  ),
  primaryGms(
    'tells-its-server-of-each-group-apart',
    'PRE-4',
    'notifies its server of each group apart',
    tellsServerApart,
  ),
  primaryGms('tells-before-it-confirms', 'PRE-4', 'notifies its server before it confirms', tellsBeforeItConfirms),
  primaryGms(
    'distributes-before-it-shares',
    'SCOPE-3',
    'tells its own users before it shares with the partner',
    alteredGms({ rewrite: () => puttingFirst(TO_CLIENT, TO_PARTNER) }),
  ),
  primaryGms(
    'shares-in-another-order',
    'SCOPE-3',
    'shares the preconfigured groups in another order',
    alteredGms({
      rewrite: () =>
        altering(TO_PARTNER, (body) => ({ ...body, groupConfigurations: body.groupConfigurations.toReversed() })),
    }),
  ),
  primaryGms(
    'follows-more-than-once',
    'PRE-5',
    'subscribes to the dynamic data of its groups more than once',
    alteredGms({ rewrite: () => doubling(FOLLOWS) }),
  ),
  primaryGms('confirms-late', 'A-22', 'takes its time before it confirms a subscription', alteredGms({}), {
    delays: { [CONFIRMS]: LATE_MS },
  }),
  partnerGms('partner-gms-confirms-each-group-apart', 'PRE-4', 'confirms a subscription group by group', confirmsApart),
  partnerGms(
    'partner-gms-tells-before-it-confirms',
    'PRE-4',
    'notifies its server before it confirms',
    tellsBeforeItConfirms,
  ),
  partnerGms(
    'distributes-more-than-once',
    'PRE-3b',
    'tells its users of the preconfigured groups more than once',
    alteredGms({ rewrite: () => doubling(TO_CLIENT) }),
  ),
  partnerGms(
    'distributes-in-another-order',
    'PRE-3b',
    'tells its users of the preconfigured groups in another order',
    alteredGms({
      rewrite: () =>
        altering(TO_CLIENT, (body) => ({ ...body, groupConfigurations: body.groupConfigurations.toReversed() })),
    }),
  ),
];
