// Forming and cancelling a regroup: TS 24.379 clause 16, of which TS 24.281 clause 21 and TS 24.282 clause 23 are the twins.
// Element names are those of MCPTT.

import type { FlowId } from '../../../procedure/flows';
import { answer, body, header, nothing, requestUri, type PlacesOf } from './place';

export type RegroupFlow = Extract<FlowId, `preconfigured-regroup-${string}`>;

const CLIENT = 'TS 24.379 16.2.1.1';
const ORIGINATING = 'TS 24.379 16.2.2.2';
const CONTROLLING = 'TS 24.379 16.2.3.1';
const NON_CONTROLLING = 'TS 24.379 16.2.4.1';
const TERMINATING = 'TS 24.379 16.2.2.4';
const CLIENT_2 = 'TS 24.379 16.2.1.3';
const REMOVING_CLIENT = 'TS 24.379 16.2.1.2';
const REMOVING_CONTROLLING = 'TS 24.379 16.2.3.2';
const REMOVING_NON_CONTROLLING = 'TS 24.379 16.2.4.2';
const REMOVING_TERMINATING = 'TS 24.379 16.2.2.5';
const REMOVED_CLIENT = 'TS 24.379 16.2.1.4';
const SCHEMA = 'TS 24.379 F.7';

const PARAMS = 'mcpttregroup/mcpttregroup-Params';
const regroupGroup = body(`${PARAMS}/mcptt-regroup-uri/mcptt-regroup-uri`, SCHEMA);
const preconfiguredGroup = body(`${PARAMS}/preconfig-group-id/preconfigured-group`, SCHEMA);
const groups = body(`${PARAMS}/groups-for-regroup/group`, SCHEMA);
const users = body(`${PARAMS}/users-for-regroup/user`, SCHEMA);
const PSI = 'Request-URI: the public service identity of the';
const OF_REQUEST = 'the transaction of the request that is answered';
const publicIdentity = 'P-Asserted-Identity: the public service identity of the sending function';

const answered = { from: answer(OF_REQUEST, 'RFC 3261 17'), to: answer(OF_REQUEST, 'RFC 3261 17') };
const ofTransaction = answer(OF_REQUEST, 'RFC 3261 17');
const requesterIsHidden = nothing(
  'server legs name the sending function, and the information body the client alone',
  ORIGINATING,
);
const oneResponse = 'there is one final response, and it answers for steps 4a, 4b and 12 together';

export const REGROUP_PLACES: PlacesOf<RegroupFlow> = {
  'preconfigured-regroup-request.client-server': {
    flow: body(`MESSAGE with ${PARAMS}/regroup-action "create"`, CLIENT),
    elements: {
      from: header('P-Preferred-Identity, or P-Asserted-Identity behind a SIP core', CLIENT),
      to: requestUri(`${PSI} participating function`, CLIENT),
      mcServiceId: header('P-Asserted-Identity, bound to the MC service ID by service authorization', ORIGINATING),
      regroupGroupId: regroupGroup,
      preconfiguredGroupId: preconfiguredGroup,
      mcServiceGroupIdList: groups,
      mcServiceUserIdList: users,
      mcServiceUserCriteria: nothing('Release 18 has no criteria', SCHEMA),
    },
  },
  'preconfigured-regroup-request.server-server': {
    flow: body(`MESSAGE with ${PARAMS}/regroup-action "create"`, CONTROLLING),
    elements: {
      from: header(publicIdentity, CONTROLLING),
      to: requestUri(`${PSI} non-controlling function, or the terminating participating function`, CONTROLLING),
      mcServiceId: requesterIsHidden,
      regroupGroupId: regroupGroup,
      preconfiguredGroupId: preconfiguredGroup,
      mcServiceGroupIdList: groups,
    },
  },
  'preconfigured-regroup-request.server-client': {
    flow: body(`MESSAGE with ${PARAMS}/regroup-action "create"`, TERMINATING),
    elements: {
      from: header(publicIdentity, TERMINATING),
      to: requestUri('Request-URI: a public user identity of the user', TERMINATING),
      mcServiceId: requestUri('Request-URI: a public user identity that is bound to the MC service ID', TERMINATING),
      regroupGroupId: regroupGroup,
      preconfiguredGroupId: preconfiguredGroup,
      mcServiceGroupIdList: groups,
      delivery: nothing('a MESSAGE goes to one user: there is no multicast', TERMINATING),
    },
  },
  'preconfigured-regroup-request-return.server-client': {
    flow: nothing(oneResponse, ORIGINATING),
    elements: {
      ...answered,
      mcServiceId: ofTransaction,
      authorizationResult: answer(
        '403 with Warning 160: not authorized; any other final response: authorized',
        ORIGINATING,
      ),
      regroupGroupId: nothing('a final response names no group', ORIGINATING),
    },
  },
  'preconfigured-regroup-reject.server-client': {
    flow: answer('a final response of 480, or of 403 with Warning 148 or 165', CONTROLLING),
    elements: {
      ...answered,
      mcServiceId: ofTransaction,
      reason: answer('Warning 148 or 165; a 480 carries none', CONTROLLING),
      regroupGroupId: ofTransaction,
    },
  },
  'preconfigured-regroup-reject.server-server': {
    flow: answer('403 with Warning 148', NON_CONTROLLING),
    elements: {
      ...answered,
      mcServiceId: requesterIsHidden,
      reason: answer('Warning 148', NON_CONTROLLING),
      regroupGroupId: ofTransaction,
    },
  },
  'preconfigured-regroup-response.client-server': {
    flow: nothing(
      'the 200 that every MESSAGE gets tells no acknowledgement by the client from an answer of its stack',
      CLIENT_2,
    ),
    elements: { ...answered, mcServiceId: ofTransaction, regroupGroupId: ofTransaction },
  },
  'preconfigured-regroup-response.server-server': {
    flow: answer('200, sent before the clients are asked', NON_CONTROLLING),
    elements: { ...answered, mcServiceId: requesterIsHidden, regroupGroupId: ofTransaction },
  },
  'preconfigured-regroup-response.server-client': {
    flow: answer('2xx, sent when every non-controlling function has answered', CONTROLLING),
    elements: { ...answered, mcServiceId: ofTransaction, regroupGroupId: ofTransaction },
  },
  'preconfigured-regroup-cancel-request.client-server': {
    flow: body(`MESSAGE with ${PARAMS}/regroup-action "remove"`, REMOVING_CLIENT),
    elements: {
      from: header('P-Preferred-Identity, or P-Asserted-Identity behind a SIP core', REMOVING_CLIENT),
      to: requestUri(`${PSI} participating function`, REMOVING_CLIENT),
      mcServiceId: header('P-Asserted-Identity, bound to the MC service ID by service authorization', REMOVING_CLIENT),
      regroupGroupId: regroupGroup,
    },
  },
  'preconfigured-regroup-cancel-request.server-server': {
    flow: body(`MESSAGE with ${PARAMS}/regroup-action "remove"`, REMOVING_CONTROLLING),
    elements: {
      from: header(publicIdentity, REMOVING_CONTROLLING),
      to: requestUri(
        `${PSI} non-controlling function, or the terminating participating function`,
        REMOVING_NON_CONTROLLING,
      ),
      mcServiceId: requesterIsHidden,
      regroupGroupId: regroupGroup,
    },
  },
  'preconfigured-regroup-cancel-request.server-client': {
    flow: body(`MESSAGE with ${PARAMS}/regroup-action "remove"`, REMOVING_TERMINATING),
    elements: {
      from: header('P-Asserted-Identity: copied from the incoming request in MCPTT', REMOVING_TERMINATING),
      to: requestUri('Request-URI: a public user identity of the user', REMOVING_TERMINATING),
      mcServiceId: requestUri(
        'Request-URI: a public user identity that is bound to the MC service ID',
        REMOVING_TERMINATING,
      ),
      regroupGroupId: regroupGroup,
    },
  },
  'preconfigured-regroup-cancel-response.client-server': {
    flow: answer('200', REMOVED_CLIENT),
    elements: { ...answered, mcServiceId: ofTransaction, regroupGroupId: ofTransaction },
  },
  'preconfigured-regroup-cancel-response.server-server': {
    flow: answer('200, or a refusal', REMOVING_NON_CONTROLLING),
    elements: {
      ...answered,
      mcServiceId: requesterIsHidden,
      regroupGroupId: ofTransaction,
      result: answer('2xx: success; 403: failure', REMOVING_NON_CONTROLLING),
    },
  },
  'preconfigured-regroup-cancel-response.server-client': {
    flow: answer('2xx, or 403 with Warning 161, 163 or 169', REMOVING_CONTROLLING),
    elements: {
      ...answered,
      mcServiceId: ofTransaction,
      regroupGroupId: ofTransaction,
      result: answer('2xx: success; 403: failure', REMOVING_CONTROLLING),
    },
  },
};
