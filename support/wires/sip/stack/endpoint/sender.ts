// Prepares a request and waits for its one final response: over TCP where it is too large for UDP, again with credentials
// where it is challenged. Its bytes are made before it is decided that they leave. Unaware of who answers.

import { SipFailure, asFailure } from '../failure';
import type { SipRequest, SipResponse } from '../message/message';
import { withNextCSeq, type DigestClient } from '../digest/digest-client';
import type { Hop } from '../place';
import type { PreparedRequest, Transactions } from '../transactions/transactions';
import type { Transports } from '../transport/transports';
import { nextHop } from './route';

export interface PrepareOptions {
  /** Where to, whatever the request says. */
  readonly to?: Hop;
  readonly digest?: DigestClient;
  /** The request under the next number of its Call-ID, where another counts than the request itself. */
  readonly renumber?: (request: SipRequest) => SipRequest;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  readonly onProvisional?: (response: SipResponse) => void;
  /** Told before the request leaves once more in other bytes, and what asked for that. */
  readonly onAgain?: (again: Again) => void;
}

export interface Again {
  readonly request: SipRequest;
  readonly bytes: Buffer;
  readonly challenge: SipResponse;
}

/** A request as it leaves: what is sent again on the way, since nothing answers, is the same bytes. */
export interface OutgoingRequest extends Pick<PreparedRequest, 'request' | 'bytes' | 'hop'> {
  /** Resolves with the final response, whatever its status; called once. @throws SipFailure where there is none */
  readonly send: (options?: SendOptions) => Promise<SipResponse>;
}

export interface SenderContext {
  readonly transactions: Transactions;
  /** A request that would be larger leaves by TCP where that is open (RFC 3261 18.1.1). */
  readonly udpLimit: number;
  readonly hasTcp: (hop: Hop) => boolean;
  readonly reach: Transports['reach'];
}

export interface Sender {
  /** @throws SipFailure where nothing can be sent to there */
  readonly prepare: (request: SipRequest, options?: PrepareOptions) => Promise<OutgoingRequest>;
  /** Prepared and sent. */
  readonly send: (request: SipRequest, options?: PrepareOptions & SendOptions) => Promise<SipResponse>;
}

/** One challenge of a proxy, one of who answers, and the request that both let in. */
const MOST_ATTEMPTS = 3;

export function createSender({ transactions, udpLimit, hasTcp, reach }: SenderContext): Sender {
  function transact(prepared: PreparedRequest, { signal, onProvisional }: SendOptions): Promise<SipResponse> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) throw new SipFailure('aborted', 'it was stopped before it was sent');
      const stop = () => abandon(new SipFailure('aborted', 'it was stopped before its final response'));
      const done = () => signal?.removeEventListener('abort', stop);
      const abandon = transactions.start(prepared, {
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

  async function bySize(request: SipRequest, hop: Hop): Promise<PreparedRequest> {
    const prepared = transactions.prepare(request, hop);
    if (hop.transport !== 'UDP' || prepared.bytes.length <= udpLimit || !hasTcp(hop)) return prepared;
    const byTcp: Hop = { ...hop, transport: 'TCP' };
    try {
      await reach(byTcp);
    } catch (error) {
      // Who has no TCP gets it by UDP after all. What else went wrong is told when it is sent.
      if (asFailure(error, 'unreachable').code === 'unreachable') return prepared;
    }
    return transactions.prepare(request, byTcp);
  }

  async function prepare(plain: SipRequest, options: PrepareOptions = {}): Promise<OutgoingRequest> {
    const { digest, renumber = withNextCSeq } = options;
    const target = options.to ?? nextHop(plain);
    const authorized = digest ? digest.authorize(plain) : plain;
    const first = await bySize(authorized, target);
    const { request, bytes, hop } = first;
    return {
      request,
      bytes,
      hop,
      async send(sending = {}) {
        let current = { plain: authorized, prepared: first };
        for (let attempt = 1; ; attempt += 1) {
          const response = await transact(current.prepared, sending);
          if (attempt === MOST_ATTEMPTS || !digest?.learn(current.plain, response)) return response;
          const next = digest.authorize(renumber(current.plain));
          current = { plain: next, prepared: await bySize(next, target) };
          sending.onAgain?.({ ...current.prepared, challenge: response });
        }
      },
    };
  }

  return {
    prepare,
    async send(request, options = {}) {
      return (await prepare(request, options)).send(options);
    },
  };
}
