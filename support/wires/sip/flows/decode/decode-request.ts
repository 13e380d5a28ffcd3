// A SIP request as information flows, or the final response that refuses it. Never throws, whatever the request.

import type { SipRequest } from '../../stack/message/message';
import type { Listening } from '../context';
import { decodeNotify, decodeSubscribe } from './decode-group';
import { decodeMessage } from './decode-message';
import { decodePublish, decodeRegister } from './decode-service';
import { refused, type DecodedRequest } from './decoded';
import { header } from '../headers';

type Decode = (request: SipRequest, context: Listening) => DecodedRequest;
type Kind = Listening['listener']['kind'];

const DECODERS: ReadonlyMap<string, { readonly decode: Decode; readonly at: readonly Kind[] }> = new Map([
  ['MESSAGE', { decode: decodeMessage, at: ['client', 'server'] }],
  ['PUBLISH', { decode: decodePublish, at: ['server'] }],
  ['REGISTER', { decode: decodeRegister, at: ['server'] }],
  ['SUBSCRIBE', { decode: decodeSubscribe, at: ['server', 'gms'] }],
  ['NOTIFY', { decode: decodeNotify, at: ['client', 'server', 'gms'] }],
]);

/** For whoever opens an endpoint. */
export const methodsAt = (kind: Kind): readonly string[] =>
  [...DECODERS].filter(([, { at }]) => at.includes(kind)).map(([method]) => method);

export function decodeRequest(request: SipRequest, context: Listening): DecodedRequest {
  const { method } = request.start;
  const { kind } = context.listener;
  const decoder = DECODERS.get(method);
  if (decoder?.at.includes(kind)) return decoder.decode(request, context);
  const known = methodsAt(kind).join(', ');
  return refused(405, `expected ${known}, found ${method.slice(0, 40)}`, header('Allow', known));
}
