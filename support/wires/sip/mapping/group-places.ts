// What group management servers give and are told: XCAP documents and subscriptions to them, TS 24.481 and TS 24.379.

import type { FlowId } from '../../../procedure/flows';
import { answer, body, header, inDocument, nothing, requestUri, type PlacesOf } from './place';

export type GroupFlow = Extract<
  FlowId,
  `${string}group-configuration-${string}` | `${string}group-dynamic-data-${string}` | `group-information-${string}`
>;

const RETRIEVAL = 'TS 24.481 7.2.10.2';
const DOCUMENT = 'TS 24.481 7.2.8';
const SUBSCRIPTION = 'TS 24.481 6.3.13.2.2';
const CHANGES = 'RFC 5875';
const NO_SUBSCRIBER = 'TS 24.379 9.2.2.3.1';
const NO_SHARING = 'TS 24.481 6.3.14';

const noSubscriber = nothing(
  'there is no protocol by which a group management server subscribes at an MC service server',
  NO_SUBSCRIBER,
);
const noSharing = nothing(
  'between group management servers only the making of temporary groups was found, not the sharing of a document',
  NO_SHARING,
);
const ofTransaction = answer('the exchange that is answered', 'RFC 9110 and RFC 3261 17');
const ofDialog = answer('the dialog of the subscription', 'RFC 6665');
const selected = body('xcap-diff/document@sel, after which the document is fetched', CHANGES);
const notification = body('NOTIFY of xcap-diff', CHANGES);

export const GROUP_PLACES: PlacesOf<GroupFlow> = {
  'get-group-configuration-request.server-gms': {
    flow: requestUri('HTTP GET of the group document', RETRIEVAL),
    elements: {
      from: header('X-3GPP-Asserted-Identity, or a bearer token', 'implementations in the field'),
      to: requestUri('the XCAP root', RETRIEVAL),
      mcServiceGroupId: requestUri('org.openmobilealliance.groups/global/byGroupID/ and the group ID', RETRIEVAL),
    },
  },
  'get-group-configuration-response.gms-server': {
    flow: answer('200 with the group document, 403 or 404', RETRIEVAL),
    elements: {
      from: ofTransaction,
      to: ofTransaction,
      mcServiceGroupId: inDocument('group/list-service@uri', DOCUMENT),
      groupConfiguration: inDocument('group/list-service', DOCUMENT),
    },
  },
  'subscribe-group-configuration-request.server-gms': {
    flow: body('SUBSCRIBE to xcap-diff', SUBSCRIPTION),
    elements: {
      from: header('P-Asserted-Identity: the public service identity of the MC service server', SUBSCRIPTION),
      to: requestUri('Request-URI: the public service identity of the subscription proxy', SUBSCRIPTION),
      mcServiceGroupIdList: body('resource-lists/list/entry@uri, one for each document', SUBSCRIPTION),
    },
  },
  'subscribe-group-configuration-response.gms-server': {
    flow: answer('200', SUBSCRIPTION),
    elements: { from: ofTransaction, to: ofTransaction, mcServiceGroupIdList: ofTransaction },
  },
  'notify-group-configuration-request.gms-server': {
    flow: notification,
    elements: { from: ofDialog, to: ofDialog, groupConfigurations: selected },
  },
  'notify-group-configuration-request.gms-client': {
    flow: notification,
    elements: { from: ofDialog, to: ofDialog, mcServiceId: ofDialog, groupConfigurations: selected },
  },
  'subscribe-group-dynamic-data-request.gms-server': {
    flow: noSubscriber,
    elements: { from: noSubscriber, to: noSubscriber, mcServiceGroupIdList: noSubscriber },
  },
  'subscribe-group-dynamic-data-response.server-gms': {
    flow: noSubscriber,
    elements: { from: noSubscriber, to: noSubscriber, mcServiceGroupIdList: noSubscriber },
  },
  'notify-group-dynamic-data-request.server-gms': {
    flow: noSubscriber,
    elements: { from: noSubscriber, to: noSubscriber, groupDynamicData: noSubscriber },
  },
  'group-information-notify-request.gms-gms': {
    flow: noSharing,
    elements: { from: noSharing, to: noSharing, groupConfigurations: noSharing },
  },
};
