// An information flow as what stage 3 sends for it. Pure: transactions, ports and waiting are for whoever sends.

import type { FlowBody, FlowId } from '../../../../procedure/flows';
import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import type { FlowContext } from '../context';
import type { Encoded } from './draft';
import { ANSWERS, type Encoder } from './encode-answer';
import {
  fetchConfiguration,
  notifyConfiguration,
  notifyDynamicData,
  shareConfiguration,
  subscribeToConfiguration,
  subscribeToDynamicData,
} from './encode-group';
import {
  createAtClient,
  createAtServer,
  createByClient,
  removeAtClient,
  removeAtServer,
  removeByClient,
} from './encode-regroup';
import {
  affiliateAtOwner,
  affiliateClient,
  authorize,
  deAffiliateAtOwner,
  deAffiliateClient,
  logOff,
} from './encode-service';

const ENCODERS: { readonly [F in FlowId]: Encoder<F> } = {
  ...ANSWERS,
  'preconfigured-regroup-request.client-server': createByClient,
  'preconfigured-regroup-request.server-server': createAtServer,
  'preconfigured-regroup-request.server-client': createAtClient,
  'preconfigured-regroup-cancel-request.client-server': removeByClient,
  'preconfigured-regroup-cancel-request.server-server': removeAtServer,
  'preconfigured-regroup-cancel-request.server-client': removeAtClient,
  'group-affiliation-request.client-server': affiliateClient,
  'group-affiliation-request.server-server': affiliateAtOwner,
  'group-de-affiliation-request.client-server': deAffiliateClient,
  'group-de-affiliation-request.server-server': deAffiliateAtOwner,
  'service-authorization-request.client-server': authorize,
  'log-off-request.client-server': logOff,
  'subscribe-group-configuration-request.server-gms': subscribeToConfiguration,
  'notify-group-configuration-request.gms-server': notifyConfiguration,
  'notify-group-configuration-request.gms-client': notifyConfiguration,
  'get-group-configuration-request.server-gms': fetchConfiguration,
  'subscribe-group-dynamic-data-request.gms-server': subscribeToDynamicData,
  'notify-group-dynamic-data-request.server-gms': notifyDynamicData,
  'group-information-notify-request.gms-gms': shareConfiguration,
};

export function encode<F extends FlowId>(flow: F, body: FlowBodies[F], context: FlowContext): Encoded {
  // The table pairs each flow with the encoder of its own body, which the compiler cannot follow through an index.
  return (ENCODERS[flow] as (body: FlowBody, context: FlowContext) => Encoded)(body, context);
}
