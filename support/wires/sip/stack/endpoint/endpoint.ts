// A user agent without dialogs: sends requests, hands up those it can take, and refuses the rest as RFC 3261 8.2 says.
// Unaware of what a request is about.

import { systemClock, type Clock } from '../clock';
import { createResponse, type ResponseParts } from '../message/build';
import type { SipRequest, SipResponse } from '../message/message';
import type { Hop } from '../place';
import type { Answered } from '../transactions/server-transaction';
import { createTransactions, type ServerRequest, type TransactionOptions } from '../transactions/transactions';
import { openTransports, type Received, type TransportOptions } from '../transport/transports';
import { DEFAULT_STREAM_LIMITS } from '../transport/wire';
import {
  acceptHeader,
  allowHeader,
  refuse,
  refuseMalformed,
  supportedHeader,
  type Abilities,
  type Refusal,
} from './refusal';
import { createSender, type Send } from './sender';

export interface IncomingRequest {
  readonly request: SipRequest;
  readonly received: Received;
  readonly respond: (status: number, parts?: ResponseParts) => Promise<Answered>;
  /** A response made by hand, by the transaction. */
  readonly respondWith: (response: SipResponse) => Promise<Answered>;
  /** Bytes as they are, to where the response goes, past the transaction: for what is malformed, late or twice. */
  readonly respondBytes: (bytes: Buffer) => Promise<void>;
}

export interface EndpointOptions
  extends Omit<TransportOptions, 'clock'>, Omit<TransactionOptions, 'clock' | 'forwards'> {
  readonly abilities: Pick<Abilities, 'methods'> & Partial<Abilities>;
  readonly clock?: Clock;
  /** In bytes; 1300 by RFC 3261, Infinity for never. */
  readonly udpLimit?: number;
  readonly onRequest: (incoming: IncomingRequest) => void | Promise<void>;
  /** Told what `onRequest` threw; the request is then answered 500. */
  readonly onFault: (error: unknown) => void;
  /** A response or ACK to nothing, or what is no SIP at all. */
  readonly onStray?: (received: Received) => void;
}

export interface Endpoint {
  readonly bound: readonly Hop[];
  /** Resolves with the final response, whatever its status. Rejects with a SipFailure where there is none. */
  readonly send: Send;
  /** Bytes as they are, sound or not, outside all transactions. */
  sendBytes(bytes: Buffer, hop: Hop): Promise<void>;
  /** What waits for a response is told that there will be none. */
  close(): Promise<void>;
}

export async function openEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { clock = systemClock, onRequest, onFault, onStray } = options;
  const abilities: Abilities = {
    contentTypes: [],
    extensions: [],
    schemes: ['sip', 'sips', 'tel'],
    maxBodyBytes: options.limits?.maxBodyBytes ?? DEFAULT_STREAM_LIMITS.maxBodyBytes,
    forwards: false,
    ...options.abilities,
  };
  if (abilities.methods.some((method) => ['INVITE', 'ACK', 'CANCEL'].includes(method)))
    throw new RangeError('expected methods without INVITE, ACK and CANCEL: there are no dialogs here');

  // What comes while the last ports are still being opened comes too early.
  let receive = (_received: Received): void => undefined;
  const transports = await openTransports({ ...options, clock }, (received) => receive(received));
  const transactions = createTransactions(
    transports,
    { ...options, clock, forwards: abilities.forwards },
    {
      onRequest: (made) => void take(made).catch(onFault),
      onMalformed({ message, ...received }, toTag) {
        const { status, ...parts } = refuseMalformed(message, received.problems, received.fault, abilities);
        // Who cannot be reached by what it sent is not answered.
        transports
          .prepareReply(createResponse(message, status, { ...parts, toTag }), received)()
          .catch(() => undefined);
      },
      onStray: (received) => onStray?.(received),
    },
  );

  receive = (received) => transactions.receive(received);

  async function take(made: ServerRequest): Promise<void> {
    const incoming = incomingOf(made);
    const refusal = refuse(made.request, abilities) ?? answerToOptions(made.request);
    if (refusal) {
      const { status, ...parts } = refusal;
      await incoming.respond(status, parts);
      return;
    }
    try {
      await onRequest(incoming);
    } catch (error) {
      await incoming.respond(500);
      throw error;
    }
  }

  function incomingOf({ request, received, toTag, ...made }: ServerRequest): IncomingRequest {
    return {
      request,
      received,
      respond: (status, parts) => made.respond(createResponse(request, status, { toTag, ...parts })),
      respondWith: (response) => made.respond(response),
      respondBytes: (bytes) => transports.replyBytes(bytes, request, received),
    };
  }

  function answerToOptions({ start: { method } }: SipRequest): Refusal | undefined {
    if (method !== 'OPTIONS' || abilities.methods.includes(method)) return undefined;
    return { status: 200, headers: [allowHeader(abilities), acceptHeader(abilities), supportedHeader(abilities)] };
  }

  return {
    bound: transports.bound,
    send: createSender({
      transactions,
      udpLimit: options.udpLimit ?? 1300,
      hasTcp: ({ host }) =>
        transports.bound.some((one) => one.transport === 'TCP' && one.host.includes(':') === host.includes(':')),
    }),
    sendBytes: (bytes, hop) => transports.sendBytes(bytes, hop),
    async close() {
      transactions.close();
      await transports.close();
    },
  };
}
