// What every user agent refuses before it looks at what a request wants (RFC 3261 8.2), in that order. Pure.

import type { Header, SipRequest } from '../message/message';
import { headerOf } from '../message/message';
import { explain, type Problem } from '../message/problem';
import { reasonPhrase } from '../message/reason-phrases';
import { mediaTypeOf, numberOf, tokensOf } from '../message/typed';
import { parseUri } from '../message/uri';
import { CUTS, isCut, type FramingFault } from '../transport/framer';

export interface Abilities {
  /** What the user takes. OPTIONS is answered for it where it is not here; ACK and CANCEL are never here. */
  readonly methods: readonly string[];
  /** As type/subtype in lower case, or all of them by two stars. */
  readonly contentTypes: readonly string[];
  /** Option tags. */
  readonly extensions: readonly string[];
  /** Of the Request-URI, in lower case. */
  readonly schemes: readonly string[];
  readonly maxBodyBytes: number;
  /** It stands for a server that passes requests on, which one with Max-Forwards 0 forbids. */
  readonly forwards: boolean;
}

export interface Refusal {
  readonly status: number;
  readonly reason?: string;
  readonly headers: readonly Header[];
  /** What was expected and what was found, for whoever sent it. */
  readonly why?: string;
}

const KNOWN = 'INVITE ACK BYE CANCEL OPTIONS REGISTER PRACK SUBSCRIBE NOTIFY PUBLISH INFO REFER MESSAGE UPDATE'.split(
  ' ',
);

/** Of a request that did not parse well enough to be one. */
export function refuseMalformed(
  request: SipRequest,
  problems: readonly Problem[],
  fault: FramingFault | undefined,
  abilities: Abilities,
): Refusal {
  if (fault === 'head-too-large' || fault === 'body-too-large') {
    const why = `expected a ${fault === 'head-too-large' ? 'head' : 'body'} within the limit, found a larger one`;
    return { status: 513, headers: [], why };
  }
  if (isCut(fault)) return { status: 400, headers: [], why: CUTS[fault] };
  const worst = problems.find(({ tolerable }) => !tolerable) ?? problems[0];
  if (worst?.code === 'version') return { status: 505, headers: [], why: explain(worst) };
  // That nobody has the method tells more than that CSeq has another.
  const unknown = worst?.code === 'cseq-method' ? refuseMethod(request, abilities) : undefined;
  if (unknown?.status === 501) return unknown;
  const why = worst ? explain(worst) : 'expected a Content-Length';
  const reason = `${reasonPhrase(400)} (${why.replace(/[^ -~]+/g, ' ').slice(0, 120)})`;
  return { status: 400, reason, headers: [], why };
}

export function refuse(request: SipRequest, abilities: Abilities): Refusal | undefined {
  return (
    refuseMethod(request, abilities) ??
    refuseUri(request, abilities) ??
    refuseExtensions(request, abilities) ??
    refuseBody(request, abilities)
  );
}

export const allowHeader = ({ methods }: Abilities): Header => ({
  name: 'Allow',
  value: [...new Set([...methods, 'OPTIONS', 'CANCEL'])].join(', '),
});

export const acceptHeader = ({ contentTypes }: Abilities): Header => ({
  name: 'Accept',
  value: contentTypes.join(', '),
});

export const supportedHeader = ({ extensions }: Abilities): Header => ({
  name: 'Supported',
  value: extensions.join(', '),
});

function refuseMethod({ start: { method } }: SipRequest, abilities: Abilities): Refusal | undefined {
  if (method === 'OPTIONS' || abilities.methods.includes(method)) return undefined;
  const meant = method.toUpperCase();
  const why = `expected ${meant}, for the case of a method counts (RFC 3261 7.1), found ${method}`;
  return {
    status: KNOWN.includes(method) ? 405 : 501,
    headers: [allowHeader(abilities)],
    // What another service asks for is nobody's fault.
    ...(abilities.methods.includes(meant) && { why }),
  };
}

function refuseUri(request: SipRequest, { schemes, forwards }: Abilities): Refusal | undefined {
  const uri = parseUri(request.start.uri);
  const scheme = uri.ok ? (uri.value.scheme === 'other' ? uri.value.name.toLowerCase() : uri.value.scheme) : '';
  if (!schemes.includes(scheme))
    return { status: 416, headers: [], why: `Request-URI: expected ${schemes.join(', ')}, found ${scheme || 'none'}` };
  return forwards && numberOf(request, 'Max-Forwards') === 0
    ? { status: 483, headers: [], why: 'Max-Forwards: expected more than 0, found 0' }
    : undefined;
}

function refuseExtensions(request: SipRequest, { extensions, forwards }: Abilities): Refusal | undefined {
  const required = [...tokensOf(request, 'Require'), ...(forwards ? tokensOf(request, 'Proxy-Require') : [])];
  const unknown = required.map(({ token }) => token).filter((token) => !extensions.includes(token));
  if (unknown.length === 0) return undefined;
  const names = unknown.join(', ');
  const why = `Require: expected no extension that is not supported, found ${names}`;
  return { status: 420, headers: [{ name: 'Unsupported', value: names }], why };
}

function refuseBody(request: SipRequest, abilities: Abilities): Refusal | undefined {
  if (request.body.length > abilities.maxBodyBytes)
    return { status: 513, headers: [], why: `expected a body of at most ${abilities.maxBodyBytes} bytes` };
  if (request.body.length === 0) return undefined;
  const encoding = headerOf(request, 'Content-Encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity')
    return {
      status: 415,
      headers: [{ name: 'Accept-Encoding', value: 'identity' }],
      why: `Content-Encoding: expected identity, found ${encoding}`,
    };
  const type = mediaTypeOf(request);
  const name = type && `${type.type}/${type.subtype}`;
  if (name !== undefined && abilities.contentTypes.some((one) => one === name || one === '*/*')) return undefined;
  const why = `Content-Type: expected ${abilities.contentTypes.join(', ')}, found ${name ?? 'none'}`;
  return { status: 415, headers: [acceptHeader(abilities)], why };
}
