// Played parties that keep their answers back until users have acted and all is quiet.

import type { FlowId } from '../procedure/flows';
import { entityOf, type McSystemName, type PartyName } from '../procedure/roles';

export interface Holding {
  readonly party: PartyName;
  /** What it keeps back. */
  readonly keeps: readonly FlowId[];
  /** The flow by which it is asked. */
  readonly by: FlowId;
  /** The identity under which it is. */
  readonly asked: () => string;
  /** Whether it lets go of the answer to the last request first. */
  readonly lastFirst: boolean;
}

/** An MC service server, of its answers to another. */
export const answersOf = (system: McSystemName, asked: Holding['asked'], lastFirst: boolean): Holding => ({
  party: entityOf(system, 'server'),
  keeps: ['preconfigured-regroup-response.server-server', 'preconfigured-regroup-reject.server-server'],
  by: 'preconfigured-regroup-request.server-server',
  asked,
  lastFirst,
});

/** An MC service client, of its acknowledgement. */
export const acknowledgementOf = (party: PartyName, user: Holding['asked']): Holding => ({
  party,
  keeps: ['preconfigured-regroup-response.client-server'],
  by: 'preconfigured-regroup-request.server-client',
  asked: user,
  lastFirst: false,
});
