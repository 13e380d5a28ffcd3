// Hands what was understood of a request to whoever plays the party: each flow with the verdict of this wire, and whether it
// is enough to act on.

import type { InboundMessage, Reception } from '../../../../ports/adapter';
import type { DecodedFlow } from '../../flows/decode/decoded';
import type { SchemaError } from '../../../../procedure/schema-error';
import { unfit } from './fit';
import type { Station } from '../station';

export interface Seen extends Pick<InboundMessage, 'raw' | 'messageId' | 'wire'> {
  readonly errors: readonly SchemaError[];
}

export function handUp(
  { receiver }: Pick<Station, 'receiver'>,
  { flow, body }: DecodedFlow,
  { errors, ...seen }: Seen,
): Reception | Promise<Reception> {
  const elements = { ...body };
  const lacking = unfit(flow, elements);
  // Where the wire found fault the lack follows from it.
  const verdict = { errors: errors.length > 0 ? errors : lacking, understood: lacking.length === 0 };
  return receiver.onMessage({ flow, body: elements, verdict, ...seen });
}
