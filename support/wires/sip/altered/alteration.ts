// What a built-in party that is put under test does otherwise on this wire than the faithful one: to requests before they leave,
// to final responses, and to requests that it takes. Types, and what alterations are made of.

import { headersOf, withBody, withHeaders, type SipRequest, type SipResponse } from '../stack/message/message';
import type { Answer } from '../flows/encode/draft';

export interface Alteration {
  readonly request?: (request: SipRequest) => SipRequest;
  /** What it leaves unsent. */
  readonly withholds?: (request: SipRequest) => boolean;
  /** Undefined where it answers nothing. */
  readonly answer?: (answer: Answer) => Answer | undefined;
  /** Of a final response to a request what it leaves as. */
  readonly response?: (response: SipResponse, to: SipRequest) => SipResponse;
  /** A response to the same request before the final one. */
  readonly early?: (response: SipResponse, to: SipRequest) => SipResponse;
  /** A second final response to the same request, once the first has left. */
  readonly again?: (response: SipResponse, to: SipRequest) => SipResponse;
  /** The status with which it refuses what the party would have taken. */
  readonly refusal?: (request: SipRequest) => number | undefined;
  /** Likewise where a document is asked for or put by HTTP. */
  readonly documentRefusal?: (method: string) => number | undefined;
}

/** A MESSAGE that creates a regroup, as the party under test sends it. */
const creates = (request: SipRequest): boolean =>
  request.start.method === 'MESSAGE' && request.body.includes('>create</');

export const toCreation =
  (change: (request: SipRequest) => SipRequest) =>
  (request: SipRequest): SipRequest =>
    creates(request) ? change(request) : request;

export const withText = (request: SipRequest, change: (text: string) => string): SipRequest =>
  withBody(request, Buffer.from(change(request.body.toString('utf8'))));

export const withValues =
  (name: string, change: (value: string) => string) =>
  (request: SipRequest): SipRequest =>
    withHeaders(request, name, headersOf(request, name).map(change));

/** Splits a multipart body at its boundaries: what is before, the parts, what is after. */
export function withParts(request: SipRequest, change: (parts: readonly string[]) => readonly string[]): SipRequest {
  return withText(request, (text) => {
    const delimiter = /^--[^\r\n]+/.exec(text)?.[0];
    if (delimiter === undefined) return text;
    const [, ...parts] = text.split(delimiter);
    const end = parts.pop() ?? '';
    return ['', ...change(parts), end].join(delimiter);
  });
}
