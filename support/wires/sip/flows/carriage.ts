// What carries each information flow at stage 3, as data: a request, an answer to the request of another flow, or nothing.
// The elements stand in mapping/.

import type { FlowId } from '../../../procedure/flows';

export type Carriage =
  | {
      readonly by: 'MESSAGE' | 'PUBLISH' | 'SUBSCRIBE' | 'NOTIFY' | 'GET' | 'PUT';
      /** Why ours, where stage 3 has no protocol for the flow. */
      readonly chosen?: string;
    }
  | { readonly by: 'answer'; readonly to: readonly FlowId[]; readonly chosen?: string }
  | { readonly by: 'nothing'; readonly why: string };

export type AnswerFlow =
  'preconfigured-regroup-request-return.server-client' | Extract<FlowId, `${string}-re${'ject' | 'sponse'}.${string}`>;

export type RequestFlow = Exclude<FlowId, AnswerFlow>;

const NO_SUBSCRIBER =
  'a group management server subscribes to nothing at stage 3: the presence of the group is used, as by a user who subscribes';
const NO_SHARING =
  'between group management servers stage 3 shares no document: XCAP PUT of the group document is used, one for each group';

const message: Carriage = { by: 'MESSAGE' };
const publish: Carriage = { by: 'PUBLISH' };
const answerTo = (...to: readonly RequestFlow[]): Carriage => ({ by: 'answer', to });

export const CARRIAGES: Readonly<Record<FlowId, Carriage>> = {
  'preconfigured-regroup-request.client-server': message,
  'preconfigured-regroup-request.server-server': message,
  'preconfigured-regroup-request.server-client': message,
  'preconfigured-regroup-request-return.server-client': answerTo('preconfigured-regroup-request.client-server'),
  'preconfigured-regroup-reject.server-client': answerTo('preconfigured-regroup-request.client-server'),
  'preconfigured-regroup-reject.server-server': answerTo('preconfigured-regroup-request.server-server'),
  'preconfigured-regroup-response.client-server': {
    by: 'nothing',
    why: 'the 200 of a client is given at once by its stack and is no acknowledgement by the client',
  },
  'preconfigured-regroup-response.server-server': answerTo('preconfigured-regroup-request.server-server'),
  'preconfigured-regroup-response.server-client': answerTo('preconfigured-regroup-request.client-server'),
  'preconfigured-regroup-cancel-request.client-server': message,
  'preconfigured-regroup-cancel-request.server-server': message,
  'preconfigured-regroup-cancel-request.server-client': message,
  'preconfigured-regroup-cancel-response.client-server': answerTo('preconfigured-regroup-cancel-request.server-client'),
  'preconfigured-regroup-cancel-response.server-server': answerTo('preconfigured-regroup-cancel-request.server-server'),
  'preconfigured-regroup-cancel-response.server-client': answerTo('preconfigured-regroup-cancel-request.client-server'),
  'group-affiliation-request.client-server': publish,
  'group-affiliation-request.server-server': publish,
  'group-affiliation-response.server-client': answerTo('group-affiliation-request.client-server'),
  'group-affiliation-response.server-server': answerTo('group-affiliation-request.server-server'),
  'group-de-affiliation-request.client-server': publish,
  'group-de-affiliation-request.server-server': publish,
  'group-de-affiliation-response.server-client': answerTo('group-de-affiliation-request.client-server'),
  'group-de-affiliation-response.server-server': answerTo('group-de-affiliation-request.server-server'),
  'service-authorization-request.client-server': publish,
  'service-authorization-response.server-client': answerTo('service-authorization-request.client-server'),
  'log-off-request.client-server': publish,
  'log-off-response.server-client': answerTo('log-off-request.client-server'),
  'subscribe-group-configuration-request.server-gms': { by: 'SUBSCRIBE' },
  'subscribe-group-configuration-response.gms-server': answerTo('subscribe-group-configuration-request.server-gms'),
  'notify-group-configuration-request.gms-server': { by: 'NOTIFY' },
  'notify-group-configuration-request.gms-client': { by: 'NOTIFY' },
  'get-group-configuration-request.server-gms': { by: 'GET' },
  'get-group-configuration-response.gms-server': answerTo('get-group-configuration-request.server-gms'),
  'subscribe-group-dynamic-data-request.gms-server': { by: 'SUBSCRIBE', chosen: NO_SUBSCRIBER },
  'subscribe-group-dynamic-data-response.server-gms': {
    by: 'answer',
    to: ['subscribe-group-dynamic-data-request.gms-server'],
    chosen: NO_SUBSCRIBER,
  },
  'notify-group-dynamic-data-request.server-gms': { by: 'NOTIFY', chosen: NO_SUBSCRIBER },
  'group-information-notify-request.gms-gms': { by: 'PUT', chosen: NO_SHARING },
};
