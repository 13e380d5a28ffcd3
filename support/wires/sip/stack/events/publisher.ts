// The state that one user agent publishes (RFC 3903 4): the entity tag of the last answer goes with the next request, and
// where the server has forgotten it the whole state is published anew.

import type { Send, SendOptions } from '../endpoint/sender';
import { createRequest } from '../message/build';
import type { Address } from '../message/address';
import { headerOf, type Header, type SipResponse } from '../message/message';
import { numberOf } from '../message/typed';

export interface PublisherOptions {
  readonly send: Send;
  readonly sendOptions?: SendOptions;
  readonly newToken: () => string;
  readonly target: string;
  /** From, with its tag, and To. */
  readonly from: Address;
  readonly to: Address;
  readonly event: string;
  readonly expires: number;
}

export interface Publisher {
  readonly entityTag: string | undefined;
  /** Publishes this state, the first or another. @throws SipFailure */
  publish(contentType: string, body: Buffer): Promise<SipResponse>;
  /** Keeps what is published. @throws SipFailure */
  refresh(): Promise<SipResponse>;
  /** Takes it back. @throws SipFailure */
  remove(): Promise<SipResponse>;
}

export function createPublisher(options: PublisherOptions): Publisher {
  const { target: uri, from, to, newToken } = options;
  const callId = newToken();
  let cseq = 0;
  let expires = options.expires;
  let entityTag: string | undefined;
  let last: { readonly headers: readonly Header[]; readonly body: Buffer } | undefined;

  async function attempt(seconds: number, content?: typeof last): Promise<SipResponse> {
    cseq += 1;
    const headers = [
      { name: 'Event', value: options.event },
      { name: 'Expires', value: String(seconds) },
      ...(entityTag === undefined ? [] : [{ name: 'SIP-If-Match', value: entityTag }]),
      ...(content?.headers ?? []),
    ];
    const body = content ? { body: content.body } : {};
    const request = createRequest({ method: 'PUBLISH', uri, from, to, callId, cseq, headers, ...body });
    const response = await options.send(request, options.sendOptions);
    const { status } = response.start;
    if (status < 300) entityTag = seconds === 0 ? undefined : (headerOf(response, 'SIP-ETag') ?? entityTag);
    if (status === 412) {
      entityTag = undefined;
      return seconds === 0 || !last ? response : attempt(seconds, last);
    }
    const least = numberOf(response, 'Min-Expires');
    if (status !== 423 || least === undefined || least <= seconds) return response;
    expires = least;
    return attempt(least, content);
  }

  return {
    get entityTag() {
      return entityTag;
    },
    publish(contentType, body) {
      last = { headers: [{ name: 'Content-Type', value: contentType }], body };
      return attempt(expires, last);
    },
    refresh: () => attempt(expires, entityTag === undefined ? last : undefined),
    remove: () => attempt(0),
  };
}
