// By what a message is known to belong to a transaction: RFC 3261 17.1.3, 17.2.3 and 8.2.2.2. Pure.

import { hash } from 'node:crypto';
import type { SipMessage, SipRequest } from '../message/message';
import { callIdOf, cseqOf, fromOf, tagOf, toOf, topVia } from '../message/typed';
import { branchOf, hasUniqueBranch, sentBy, writeVia, type Via } from '../message/via';

/** Of a client transaction, from its request or from a response to it. */
export function clientKey(message: SipMessage): string | undefined {
  const via = topVia(message);
  const cseq = cseqOf(message);
  return via && cseq && clientKeyOf(via, cseq.method);
}

export const clientKeyOf = (via: Via, method: string): string => `${branchOf(via)}|${sentBy(via)}|${method}`;

/** Of a server transaction, the same for all methods, so that CANCEL and ACK find what they are about. */
export function serverKey(request: SipRequest): string {
  const via = topVia(request);
  // A sender that has one branch for all its requests sends several all the same: Call-ID and CSeq tell them apart.
  if (via && hasUniqueBranch(via))
    return [branchOf(via), sentBy(via), callIdOf(request), cseqOf(request)?.number].join('|');
  // As of RFC 2543, where a branch is not unique.
  return [
    'old',
    request.start.uri,
    tagOf(fromOf(request)),
    callIdOf(request),
    cseqOf(request)?.number,
    via && writeVia(via),
  ].join('|');
}

/** The same for two requests that came two ways from one; undefined within a dialog. */
export function mergeKey(request: SipRequest): string | undefined {
  if (tagOf(toOf(request)) !== undefined) return undefined;
  const cseq = cseqOf(request);
  return `${callIdOf(request)}|${tagOf(fromOf(request)) ?? ''}|${cseq?.number ?? ''}|${cseq?.method ?? ''}`;
}

/** A tag for the To of all responses to a request and to its CANCEL, the same each time without being remembered. */
export function responseTag(request: SipRequest, secret: string): string {
  const via = topVia(request);
  const about = `${secret}|${via ? branchOf(via) : ''}|${via ? sentBy(via) : ''}|${callIdOf(request)}`;
  return hash('sha256', about, 'hex').slice(0, 16);
}
