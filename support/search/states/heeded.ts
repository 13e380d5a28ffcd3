// The one reduction of the search. Whoever takes a message that changes nothing for anybody else may take it at once: what a group
// management server, a client or an acknowledgement brings about is the same whenever it comes, where each link keeps its order.

import type { FlowId } from '../../procedure/flows';

const UNHEEDED: ReadonlySet<FlowId> = new Set([
  'preconfigured-regroup-response.client-server',
  'preconfigured-regroup-cancel-response.client-server',
]);

/** Whether the moment matters at which the message arrives. */
export const isHeeded = (flow: FlowId): boolean => flow.endsWith('-server') && !UNHEEDED.has(flow);

export const isBetweenServers = (flow: FlowId): boolean => flow.endsWith('.server-server');
