// What a reader of the wire finds in what a party is about to send: its elements, and what the reader objects to.

import type { Json, OutboundMessage } from '../../../ports/adapter';
import { FLOWS, type FlowId } from '../../../procedure/flows';
import type { SchemaError } from '../../../procedure/schema-error';
import type { FlowContext, Listening } from '../flows/context';
import type { DecodedFlow, DecodedRequest } from '../flows/decode/decoded';
import { unfit } from './taking/fit';
import type { Shared } from './shared';

export interface Meaning {
  readonly body: Json;
  readonly errors: readonly SchemaError[];
}

export function meaningOf({ flow, body }: OutboundMessage, decoded: DecodedRequest): Meaning {
  if (decoded.kind === 'refused')
    return { body, errors: [{ path: '', expected: 'a request that is taken', found: decoded.reason }] };
  return meaningAmong(flow, decoded.flows, body, [...decoded.strict, ...decoded.problems]);
}

/** @param meant where the flow is not among what was read */
export function meaningAmong(
  flow: FlowId,
  flows: readonly DecodedFlow[],
  meant: Json,
  errors: readonly SchemaError[],
): Meaning {
  const read = flows.find((one) => one.flow === flow);
  const body = read ? { ...read.body } : meant;
  return { body, errors: errors.length > 0 ? errors : unfit(flow, body) };
}

/** Whoever takes the message, as far as its sender knows. */
export function readerOf({ flow, body }: OutboundMessage, context: FlowContext, { library }: Shared): Listening {
  const to = FLOWS.get(flow)?.to;
  const listener =
    to === 'server' || to === 'gms'
      ? ({ kind: to, id: idOf(String(body['to']), context) } as const)
      : ({ kind: 'client' } as const);
  return Object.assign({}, context, { library, listener });
}

/** As the directory has it, whichever way it was written. */
const idOf = (identity: string, { directory }: FlowContext): string => directory.entityAt(identity)?.id ?? identity;
