// What is wrong with a request or a response as SIP, by itself: RFC 3261 8.1.1 and 8.2.6, and for a MESSAGE RFC 3428. A lenient reader
// passes over what is missed here. Pure.

import type { Request, Response, Seen } from '../story/exchanges';
import { tagOf, type SipText } from '../story/sip-text';

/** Undefined for nothing. */
export type Fault = string | undefined;

const MANDATORY = ['Via', 'From', 'To', 'Call-ID', 'CSeq'] as const;
const ONCE = ['From', 'To', 'Call-ID', 'CSeq', 'Max-Forwards', 'Content-Type', 'Content-Length', 'Expires', 'Event'];
const LARGEST_CSEQ = 2 ** 31;
/** In no dialog, whatever they are about. */
const ALONE = ['MESSAGE', 'PUBLISH', 'REGISTER'];

export const faultOfRequest = (request: Request): Fault =>
  missing(request.sip, [...MANDATORY, 'Max-Forwards']) ?? faultOfFields(request) ?? faultOfMethod(request);

function faultOfMethod({ sip, method }: Request): Fault {
  const [, number = '', named = ''] = /^(\d+)\s+(\S+)$/.exec(sip.values('CSeq')[0] ?? '') ?? [];
  if (named !== method) return `its CSeq names ${named || 'no method'}`;
  if (Number(number) >= LARGEST_CSEQ) return `its CSeq is ${number}, and may be up to 2^31 - 1`;
  if (!isNumber(sip.values('Max-Forwards')[0], 255)) return 'its Max-Forwards is no number up to 255';
  if (!hasTag(sip, 'From')) return 'its From has no tag';
  if (ALONE.includes(method) && hasTag(sip, 'To')) return 'its To has a tag, and it is in no dialog';
  if (method === 'MESSAGE' && sip.values('Contact').length > 0) return 'it has a Contact, and is a MESSAGE (RFC 3428)';
  const [via = ''] = sip.values('Via');
  return /;\s*branch\s*=\s*z9hG4bK[^\s;,]/i.test(via) ? undefined : 'the branch of its Via does not begin with z9hG4bK';
}

/** What a status asks for beside it (RFC 3261 21.4, 3903 6, 6665 8.3). */
const WITH_STATUS: ReadonlyMap<number, string> = new Map([
  [401, 'WWW-Authenticate'],
  [405, 'Allow'],
  [407, 'Proxy-Authenticate'],
  [415, 'Accept'],
  [420, 'Unsupported'],
  [423, 'Min-Expires'],
  [489, 'Allow-Events'],
]);

export function faultOfResponse(response: Response): Fault {
  const { sip, status, to, raw } = response;
  const [version = ''] = raw.split(' ', 1);
  if (version !== 'SIP/2.0') return `its version is written ${version} (RFC 3261 7.1)`;
  return (
    missing(sip, MANDATORY) ??
    faultOfFields(response) ??
    faultOfNumbers(response) ??
    faultOfTags(response) ??
    faultOfStatus(status, to, sip)
  );
}

/** Those of the request, as they are (RFC 3261 8.2.6.2). */
function faultOfNumbers({ sip, to: { sip: asked } }: Response): Fault {
  const [callId, askedId] = [sip, asked].map((one) => one.values('Call-ID')[0]);
  if (callId !== askedId) return `its Call-ID is ${callId}, that of the request ${askedId}`;
  const [cseq, askedCseq] = [sip, asked].map((one) => one.values('CSeq')[0]?.replace(/\s+/, ' '));
  return cseq === askedCseq ? undefined : `its CSeq is ${cseq}, that of the request ${askedCseq}`;
}

function faultOfTags({ sip, to: { sip: asked } }: Response): Fault {
  if (!hasTag(sip, 'To')) return 'its To has no tag';
  const [own, theirs] = [tagOf(sip, 'From'), tagOf(asked, 'From')];
  if (own !== theirs) return `the tag of its From is ${own ?? 'none'}, that of the request ${theirs ?? 'none'}`;
  const tag = tagOf(asked, 'To');
  return tag === undefined || tag === tagOf(sip, 'To') ? undefined : 'the tag of its To is not that of the dialog';
}

function faultOfStatus(status: number, { method }: Request, sip: SipText): Fault {
  const wanted = WITH_STATUS.get(status);
  // What is not taken for its encoding or its language is told otherwise.
  const instead = wanted === 'Accept' ? ['Accept', 'Accept-Encoding', 'Accept-Language'] : wanted ? [wanted] : [];
  if (instead.length > 0 && instead.every((name) => !sip.has(name))) return `it has no ${wanted}`;
  if (status >= 300 || method !== 'MESSAGE') return undefined;
  if (sip.values('Contact').length > 0) return 'it has a Contact, and answers a MESSAGE (RFC 3428)';
  return sip.parts.some(({ text }) => text.trim() !== '')
    ? 'it has a body, and answers a MESSAGE (RFC 3428)'
    : undefined;
}

function missing(sip: SipText, names: readonly string[]): Fault {
  const name = names.find((one) => sip.values(one).length === 0);
  return name === undefined ? undefined : `it has no ${name}`;
}

function faultOfFields({ sip, raw }: Seen): Fault {
  const twice = ONCE.find((name) => sip.values(name).length > 1);
  if (twice !== undefined) return `it has ${twice} more than once`;
  if (sip.parts.length > 0 && sip.values('Content-Type').length === 0) return 'it has a body and no Content-Type';
  const [expires] = sip.values('Expires');
  if (expires !== undefined && !isNumber(expires, 2 ** 32 - 1)) return 'its Expires is no number of seconds';
  return endsWithLf(raw) ? 'a line of it ends with LF alone' : undefined;
}

/** A line of its head. */
export function endsWithLf(raw: string): boolean {
  const [head = ''] = raw.split(/\r?\n\r?\n/, 1);
  return /(?:^|[^\r])\n/.test(head);
}

const isNumber = (text: string | undefined, most: number): boolean =>
  text !== undefined && /^\d+$/.test(text) && Number(text) <= most;

export const cseqOf = (sip: SipText): number => Number.parseInt(sip.values('CSeq')[0] ?? '', 10);

export const hasTag = (sip: SipText, name: 'From' | 'To'): boolean => tagOf(sip, name) !== undefined;
