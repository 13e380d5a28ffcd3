// The information flows as data: which entity sends each to which.
// One name of the clause can stand for up to three flows, told apart by the roles at both ends (interpretation A-28).

import type { FlowBodies } from './generated/flow-bodies';
import type { EntityKind } from './roles';

export type FlowId = keyof FlowBodies;
export type FlowBody<F extends FlowId = FlowId> = FlowBodies[F];

export interface Flow {
  readonly id: FlowId;
  /** The clause's name of the flow. */
  readonly name: string;
  readonly from: EntityKind;
  readonly to: EntityKind;
}

const IDS: readonly FlowId[] = [
  'preconfigured-regroup-request.client-server',
  'preconfigured-regroup-request.server-server',
  'preconfigured-regroup-request.server-client',
  'preconfigured-regroup-request-return.server-client',
  'preconfigured-regroup-reject.server-client',
  'preconfigured-regroup-reject.server-server',
  'preconfigured-regroup-response.client-server',
  'preconfigured-regroup-response.server-server',
  'preconfigured-regroup-response.server-client',
  'preconfigured-regroup-cancel-request.client-server',
  'preconfigured-regroup-cancel-request.server-server',
  'preconfigured-regroup-cancel-request.server-client',
  'preconfigured-regroup-cancel-response.client-server',
  'preconfigured-regroup-cancel-response.server-server',
  'preconfigured-regroup-cancel-response.server-client',
  'group-affiliation-request.client-server',
  'group-affiliation-request.server-server',
  'group-affiliation-response.server-client',
  'group-affiliation-response.server-server',
  'group-de-affiliation-request.client-server',
  'group-de-affiliation-request.server-server',
  'group-de-affiliation-response.server-client',
  'group-de-affiliation-response.server-server',
  'service-authorization-request.client-server',
  'service-authorization-response.server-client',
  'log-off-request.client-server',
  'log-off-response.server-client',
  'subscribe-group-configuration-request.server-gms',
  'subscribe-group-configuration-response.gms-server',
  'notify-group-configuration-request.gms-server',
  'notify-group-configuration-request.gms-client',
  'get-group-configuration-request.server-gms',
  'get-group-configuration-response.gms-server',
  'subscribe-group-dynamic-data-request.gms-server',
  'subscribe-group-dynamic-data-response.server-gms',
  'notify-group-dynamic-data-request.server-gms',
  'group-information-notify-request.gms-gms',
];

function flow(id: FlowId): Flow {
  const [name = '', ends = ''] = id.split('.');
  const [from, to] = ends.split('-') as [EntityKind, EntityKind];
  return { id, name: name.replaceAll('-', ' ').replace('de affiliation', 'de-affiliation'), from, to };
}

export const FLOWS: ReadonlyMap<FlowId, Flow> = new Map(IDS.map((id) => [id, flow(id)]));

export const isFlowId = (id: string): id is FlowId => FLOWS.has(id as FlowId);

/** What a regroup is made of, and its end. */
export const isRegroup = (id: FlowId): boolean => id.startsWith('preconfigured-regroup-');

/** Of a regroup itself and what it reports; all others make what stands before it, or after. */
export const isOfRegroup = (id: FlowId): boolean => isRegroup(id) || id.startsWith('notify-group-dynamic-data-');
