// Figure 10.15.3.3.1-1: the information flow that each of its arrows is. Steps 1, 6, 8 and 10 are no messages.

import type { FlowId } from '../../procedure/flows';
import type { Figure } from '../figure';

export const FIGURE: Figure = {
  clause: '23.280-10.15.3.3.1',
  arrows: new Map([
    ['preconfigured-regroup-request.client-server', { step: '2', from: 'client-1', to: 'primary-server' }],
    ['get-group-configuration-request.server-gms', { step: '3', from: 'primary-server', to: 'primary-gms' }],
    ['preconfigured-regroup-reject.server-client', { step: '4a', from: 'primary-server', to: 'client-1' }],
    ['preconfigured-regroup-request-return.server-client', { step: '4b', from: 'primary-server', to: 'client-1' }],
    ['preconfigured-regroup-request.server-server', { step: '5', from: 'primary-server', to: 'partner-server' }],
    ['preconfigured-regroup-request.server-client', { step: '7', from: 'partner-server', to: 'client-2' }],
    ['preconfigured-regroup-response.client-server', { step: '9', from: 'client-2', to: 'partner-server' }],
    ['preconfigured-regroup-response.server-server', { step: '11', from: 'partner-server', to: 'primary-server' }],
    ['preconfigured-regroup-response.server-client', { step: '12', from: 'primary-server', to: 'client-1' }],
  ]),
};

/** Client 2 may acknowledge, and need not. */
export const OPTIONAL: ReadonlySet<FlowId> = new Set<FlowId>(['preconfigured-regroup-response.client-server']);

/** Step that a flow carries, where it is one of the arrows. */
export const stepOf = (flow: FlowId): string | undefined => FIGURE.arrows.get(flow)?.step;
