// What the primary MC service server tells the client that asked for a regroup: not authorized or authorized (step 4b),
// rejected (step 4a, or after a partner's reject), formed (step 12).

import type { RejectReason } from '../../procedure/generated/flow-bodies';
import { scopeOf } from '../scope';
import type { Regroup, ServedUser } from './records';
import { toUser, type Server } from './state';

/**
 * Who asks: a user of this server, or where each request has its one answer also whom nobody told it of. He has no right, and has no
 * address but that of his request.
 */
export function askerOf(server: Server, id: string): ServedUser | undefined {
  const known = server.users.get(id);
  if (known !== undefined || server.env.saysCauses !== true) return known;
  const scope = scopeOf([id], server.groups, server.scopes);
  if (scope === undefined) return undefined;
  return { id, scope, address: '', mayInitiateRegroup: false, inService: false, affiliations: new Set() };
}

/** Step 4b; without a regroup group it says that the regroup is not authorized. */
export function sendReturn(server: Server, requester: ServedUser, regroupGroupId: string | undefined): void {
  server.outbox.send('preconfigured-regroup-request-return.server-client', toUser(requester), {
    mcServiceId: requester.id,
    ...(regroupGroupId === undefined
      ? { authorizationResult: 'failure' }
      : { authorizationResult: 'success', regroupGroupId }),
  });
}

export function sendReject(
  server: Server,
  requester: ServedUser,
  reason: RejectReason,
  regroupGroupId: string | undefined,
  cause?: 'identity-in-use',
): void {
  server.outbox.send('preconfigured-regroup-reject.server-client', toUser(requester), {
    mcServiceId: requester.id,
    reason,
    ...(regroupGroupId === undefined ? {} : { regroupGroupId }),
    ...causing(server, cause),
  });
}

/** An element that stage 2 does not list. */
export const causing = (
  { env }: Server,
  cause: 'identity-in-use' | 'not-authorized' | 'emergency' | undefined,
): { readonly cause?: string } => (env.saysCauses === true && cause !== undefined ? { cause } : {});

/** Step 12. */
export function sendFormed(server: Server, requester: ServedUser, regroup: Regroup): void {
  server.outbox.send('preconfigured-regroup-response.server-client', toUser(requester), {
    mcServiceId: requester.id,
    regroupGroupId: regroup.id,
  });
}
