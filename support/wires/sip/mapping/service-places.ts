// Receiving MC service and being affiliated: PUBLISH with service settings and with presence, TS 24.379 clauses 7 and 9.
// Element names are those of MCPTT.

import type { FlowId } from '../../../procedure/flows';
import { answer, body, header, nothing, requestUri, type PlacesOf } from './place';

export type ServiceFlow = Extract<
  FlowId,
  `group-affiliation-${string}` | `group-de-${string}` | `service-${string}` | `log-off-${string}`
>;

const AFFILIATION = 'TS 24.379 9.2.1.2';
const PRESENCE = 'TS 24.379 9.3.1';
const AUTHORIZATION = 'TS 24.379 7.2.2';
const LOG_OFF = 'TS 24.379 7.3.5';
const INFO = 'TS 24.379 F.1';
const OF_REQUEST = 'the transaction of the request that is answered';

const ofTransaction = answer(OF_REQUEST, 'RFC 3261 17');
const answered = { from: ofTransaction, to: ofTransaction };
const ofClient = {
  from: header('P-Preferred-Identity, or P-Asserted-Identity behind a SIP core', AFFILIATION),
  to: requestUri('Request-URI: the public service identity of the participating function', AFFILIATION),
};
const ofServer = {
  from: header('P-Asserted-Identity: the public service identity of the sending function', PRESENCE),
  to: requestUri('Request-URI: the public service identity of the controlling function', PRESENCE),
};
const servedUser = body('mcpttinfo/mcptt-Params/mcptt-request-uri, and presence@entity', PRESENCE);
const wanted = body('presence/tuple/status/affiliation@group, one for each group that is wanted', PRESENCE);
const leftOut = body('presence/tuple/status/affiliation@group, from which the group is gone', PRESENCE);
const publication = body('PUBLISH of presence with the complete set of groups', AFFILIATION);
const taken = answer('200 says that the publication is taken; NOTIFY of presence tells what became of it', AFFILIATION);
const perGroup = answer('2xx; affiliation@status in NOTIFY of presence', PRESENCE);
const notListed = nothing('a final response lists no groups', AFFILIATION);
const affiliated = { ...answered, mcServiceId: ofTransaction, mcServiceGroupIdList: notListed, result: perGroup };
const bindsUser = body('mcpttinfo/mcptt-Params/mcptt-access-token, of which the token is the MC service ID', INFO);

export const SERVICE_PLACES: PlacesOf<ServiceFlow> = {
  'group-affiliation-request.client-server': {
    flow: publication,
    elements: { ...ofClient, mcServiceId: servedUser, mcServiceGroupIdList: wanted },
  },
  'group-affiliation-request.server-server': {
    flow: publication,
    elements: { ...ofServer, mcServiceId: servedUser, mcServiceGroupIdList: wanted },
  },
  'group-affiliation-response.server-client': { flow: taken, elements: affiliated },
  'group-affiliation-response.server-server': { flow: taken, elements: affiliated },
  'group-de-affiliation-request.client-server': {
    flow: publication,
    elements: { ...ofClient, mcServiceId: servedUser, mcServiceGroupIdList: leftOut },
  },
  'group-de-affiliation-request.server-server': {
    flow: publication,
    elements: { ...ofServer, mcServiceId: servedUser, mcServiceGroupIdList: leftOut },
  },
  'group-de-affiliation-response.server-client': { flow: taken, elements: affiliated },
  'group-de-affiliation-response.server-server': { flow: taken, elements: affiliated },
  'service-authorization-request.client-server': {
    flow: body('REGISTER, or PUBLISH of poc-settings, with the access token and the client ID', AUTHORIZATION),
    elements: { ...ofClient, mcServiceId: bindsUser },
  },
  'service-authorization-response.server-client': {
    flow: answer('200; 403 with Warning 101', AUTHORIZATION),
    elements: {
      ...answered,
      mcServiceId: ofTransaction,
      result: answer('2xx: success; 403: failure', AUTHORIZATION),
    },
  },
  'log-off-request.client-server': {
    flow: header('PUBLISH of poc-settings with Expires 0, or REGISTER without the feature tag', LOG_OFF),
    elements: {
      ...ofClient,
      mcServiceId: header('P-Asserted-Identity, bound to the MC service ID by service authorization', LOG_OFF),
    },
  },
  'log-off-response.server-client': {
    flow: answer('200', LOG_OFF),
    elements: { ...answered, mcServiceId: ofTransaction },
  },
};
