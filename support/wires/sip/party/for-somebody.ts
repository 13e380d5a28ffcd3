// A client takes what is for a user of the scenario, by the name that he has there (TS 24.379 16.2.2.4 3c, 16.2.2.5 3c).

import type { Receiver } from '../../../ports/adapter';
import type { FlowId } from '../../../procedure/flows';
import { notHere, type DecodedRequest } from '../flows/decode/decoded';

const FOR_USERS: ReadonlySet<FlowId> = new Set<FlowId>([
  'preconfigured-regroup-request.server-client',
  'preconfigured-regroup-cancel-request.server-client',
]);

/** @param raw the bytes of the request, as text */
export function forSomebody(
  decoded: DecodedRequest,
  raw: string,
  { isSomebody }: Pick<Receiver, 'isSomebody'>,
): DecodedRequest {
  if (decoded.kind === 'refused') return decoded;
  const astray = decoded.flows.find(
    ({ flow, body }) => FOR_USERS.has(flow) && isSomebody?.(body.to, { body: { ...body }, raw }) === false,
  );
  return astray ? notHere(astray.body.to) : decoded;
}
