// Sends a request and waits for its one final response: over TCP where it is too large for UDP, again with credentials where
// it is challenged. Unaware of who answers.

import { SipFailure, asFailure } from '../failure';
import type { SipRequest, SipResponse } from '../message/message';
import { serialise } from '../message/serialise';
import { withNextCSeq, type DigestClient } from '../digest/digest-client';
import type { Hop } from '../place';
import type { Transactions } from '../transactions/transactions';
import { nextHop } from './route';

export interface SendOptions {
  /** Where to, whatever the request says. */
  readonly to?: Hop;
  readonly digest?: DigestClient;
  readonly signal?: AbortSignal;
  readonly onProvisional?: (response: SipResponse) => void;
}

export interface SenderContext {
  readonly transactions: Transactions;
  /** A request that would be larger leaves by TCP where that is open (RFC 3261 18.1.1). */
  readonly udpLimit: number;
  readonly hasTcp: (hop: Hop) => boolean;
}

export type Send = (request: SipRequest, options?: SendOptions) => Promise<SipResponse>;

/** What a Via of ours may add to a request at most. */
const VIA_BYTES = 120;
const MOST_ATTEMPTS = 3;

export function createSender({ transactions, udpLimit, hasTcp }: SenderContext): Send {
  function transact(request: SipRequest, hop: Hop, { signal, onProvisional }: SendOptions): Promise<SipResponse> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) throw new SipFailure('aborted', 'it was stopped before it was sent');
      const stop = () => abandon(new SipFailure('aborted', 'it was stopped before its final response'));
      const done = () => signal?.removeEventListener('abort', stop);
      const abandon = transactions.request(request, hop, {
        onProvisional: (response) => onProvisional?.(response),
        onFinal(response) {
          done();
          resolve(response);
        },
        onFailure(failure) {
          done();
          reject(failure);
        },
      });
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  async function transactBySize(request: SipRequest, hop: Hop, options: SendOptions): Promise<SipResponse> {
    const tooLarge = hop.transport === 'UDP' && hasTcp(hop) && serialise(request).length + VIA_BYTES > udpLimit;
    if (!tooLarge) return transact(request, hop, options);
    try {
      return await transact(request, { ...hop, transport: 'TCP' }, options);
    } catch (error) {
      // Who has no TCP gets it by UDP after all.
      if (asFailure(error, 'unreachable').code !== 'unreachable') throw error;
      return transact(request, hop, options);
    }
  }

  return async (request, options = {}) => {
    const { digest } = options;
    const hop = options.to ?? nextHop(request);
    let current = digest ? digest.authorize(request) : request;
    for (let attempt = 1; ; attempt += 1) {
      const response = await transactBySize(current, hop, options);
      if (attempt === MOST_ATTEMPTS || !digest?.learn(current, response)) return response;
      current = digest.authorize(withNextCSeq(current));
    }
  };
}
