// A subscription that is confirmed in part.

import { altering, type Rewrite } from '../../../rewrite';

/** Confirms a subscription for its first group alone. */
export const confirmingOneGroup = (
  flow: 'subscribe-group-dynamic-data-response.server-gms' | 'subscribe-group-configuration-response.gms-server',
): Rewrite => altering(flow, (body) => ({ ...body, mcServiceGroupIdList: body.mcServiceGroupIdList.slice(0, 1) }));
