// Freedoms of the MC service clients and of the group management servers.

import { alteredClient, alteredGms } from '../altered';
import { send } from '../outbox';
import {
  UNKNOWN_ELEMENTS,
  altering,
  doubling,
  escaped,
  extending,
  inCapitals,
  inTurn,
  replacing,
  spelling,
  type Rewrite,
} from '../rewrite';
import { LATE_MS, variantOf, type Variant } from './variant';

const client1 = variantOf('client-1');
const client2 = variantOf('client-2');
const primaryGms = variantOf('primary-gms');
const partnerGms = variantOf('partner-gms');

const SENDS_MORE = 'adds information elements that nobody knows to every message';

export const CAPITALS = 'writes the host of every identity in capitals';
export const ESCAPES =
  'writes identities with an escape that need not be, and says which instance of a user is meant (gr)';
export const capitals = (): Rewrite => spelling(inCapitals);
export const escapes = (): Rewrite =>
  inTurn(
    spelling(escaped),
    spelling((identity) => `${identity};gr=instance-1`),
  );

const REQUEST = 'preconfigured-regroup-request.client-server';
const TO_CLIENT = 'notify-group-configuration-request.gms-client';
const TO_PARTNER = 'group-information-notify-request.gms-gms';
const SUBSCRIBE = 'subscribe-group-dynamic-data-request.gms-server';

export const CLIENT_VARIANTS: readonly Variant[] = [
  client1('client-1-sends-more', 'WIRE-1', SENDS_MORE, alteredClient({ rewrite: () => extending(UNKNOWN_ELEMENTS) })),
  client1(
    'makes-an-identity-itself',
    'STEP-1-c',
    'gives the regroup group an identity of its own making where its user has none, as stage 3 does',
    alteredClient({
      rewrite: () => {
        let made = 0;
        return altering(REQUEST, (body) => ({
          ...body,
          regroupGroupId: body.regroupGroupId ?? body.mcServiceId.replace('sip:', `sip:regroup-${++made}-of-`),
        }));
      },
    }),
  ),
  client2(
    'never-acknowledges',
    'STEP-9-a',
    'acknowledges no regroup request',
    alteredClient({ policy: { acknowledges: () => false } }),
  ),
  client2(
    'acknowledges-late',
    'A-17',
    'acknowledges a regroup request when the regroup is long formed',
    alteredClient({}),
    {
      delays: { 'preconfigured-regroup-response.client-server': LATE_MS },
    },
  ),
  client2('client-2-sends-more', 'WIRE-1', SENDS_MORE, alteredClient({ rewrite: () => extending(UNKNOWN_ELEMENTS) })),
  client1('client-1-writes-capitals', 'A-40', CAPITALS, alteredClient({ rewrite: capitals })),
  client1('client-1-writes-escapes', 'A-40', ESCAPES, alteredClient({ rewrite: escapes })),
  client2('client-2-writes-capitals', 'A-40', CAPITALS, alteredClient({ rewrite: capitals })),
  client2('client-2-writes-escapes', 'A-40', ESCAPES, alteredClient({ rewrite: escapes })),
];

const configurationsApart = (flow: typeof TO_CLIENT | typeof TO_PARTNER) =>
  alteredGms({
    rewrite: () =>
      replacing(flow, ({ body, address }) =>
        body.groupConfigurations.map((configuration) =>
          send(flow, address, { ...body, groupConfigurations: [configuration] }),
        ),
      ),
  });

export const GMS_VARIANTS: readonly Variant[] = [
  primaryGms(
    'primary-gms-sends-more',
    'WIRE-1',
    SENDS_MORE,
    alteredGms({ rewrite: () => extending(UNKNOWN_ELEMENTS) }),
  ),
  primaryGms(
    'shares-by-hand',
    'SCOPE-3',
    'leaves it to its operator that the partner MC system has the preconfigured group',
    alteredGms({ policy: { sharesWithPartners: false } }),
    { ics: { 'A.5/2': 'no' } },
  ),
  primaryGms(
    'shares-each-group-apart',
    'SCOPE-3',
    'shares each preconfigured group with the partner in a message of its own',
    configurationsApart(TO_PARTNER),
  ),
  primaryGms(
    'shares-more-than-once',
    'SCOPE-3',
    'shares a preconfigured group with the partner more than once',
    alteredGms({ rewrite: () => doubling(TO_PARTNER) }),
  ),
  partnerGms(
    'partner-gms-sends-more',
    'WIRE-1',
    SENDS_MORE,
    alteredGms({ rewrite: () => extending(UNKNOWN_ELEMENTS) }),
  ),
  partnerGms(
    'distributes-each-group-apart',
    'PRE-3b',
    'tells its users of each preconfigured group in a message of its own',
    configurationsApart(TO_CLIENT),
  ),
  partnerGms(
    'follows-each-group-apart',
    'PRE-5',
    'subscribes to the dynamic data of each group in a request of its own',
    alteredGms({
      rewrite: () =>
        replacing(SUBSCRIBE, ({ body, address }) =>
          body.mcServiceGroupIdList.map((group) =>
            send(SUBSCRIBE, address, { ...body, mcServiceGroupIdList: [group] }),
          ),
        ),
    }),
  ),
  primaryGms('primary-gms-writes-capitals', 'A-40', CAPITALS, alteredGms({ rewrite: capitals })),
  primaryGms('primary-gms-writes-escapes', 'A-40', ESCAPES, alteredGms({ rewrite: escapes })),
  partnerGms('partner-gms-writes-capitals', 'A-40', CAPITALS, alteredGms({ rewrite: capitals })),
  partnerGms('partner-gms-writes-escapes', 'A-40', ESCAPES, alteredGms({ rewrite: escapes })),
  primaryGms(
    'follows-another-system-too',
    'PRE-5',
    'subscribes to the dynamic data of another MC system as well',
    alteredGms({
      rewrite: () =>
        replacing(SUBSCRIBE, ({ body, output }, { peers }) => [
          output,
          ...peers
            .elsewhere()
            .slice(0, 1)
            .map(({ serverId, serverAddress }) => send(SUBSCRIBE, serverAddress, { ...body, to: serverId })),
        ]),
    }),
  ),
];
