// A user agent without dialogs: sends requests, hands up those it can take, and refuses the rest as RFC 3261 8.2 says.
// Unaware of what a request is about.

import { systemClock, type Clock } from '../clock';
import { createResponse, type ResponseParts } from '../message/build';
import type { SipRequest, SipResponse } from '../message/message';
import type { Hop } from '../place';
import type { Answered } from '../transactions/server-transaction';
import {
  createTransactions,
  type ServerRequest,
  type TransactionOptions,
  type TransactionUser,
} from '../transactions/transactions';
import { openTransports, type PreparedReply, type Received, type TransportOptions } from '../transport/transports';
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
import type { DigestServer } from '../digest/digest-server';
import { createSender, type Sender } from './sender';

export interface IncomingRequest {
  readonly request: SipRequest;
  readonly received: Received;
  readonly respond: (status: number, parts?: ResponseParts) => Promise<Answered>;
  /** A response made by hand, by the transaction. */
  readonly respondWith: (response: SipResponse) => Promise<Answered>;
  /** The bytes of a response, before it is decided that they leave. */
  /** @param change what is made of the response before its bytes are */
  readonly prepare: (
    status: number,
    parts?: ResponseParts,
    change?: (response: SipResponse) => SipResponse,
  ) => PreparedReply;
  readonly respondPrepared: (reply: PreparedReply) => Promise<Answered>;
}

export interface EndpointOptions
  extends Omit<TransportOptions, 'clock'>, Omit<TransactionOptions, 'clock' | 'forwards'> {
  readonly abilities: Pick<Abilities, 'methods'> & Partial<Abilities>;
  readonly clock?: Clock;
  /** Who has no credentials for it is not heard. */
  readonly digest?: DigestServer;
  /** In bytes; 1300 by RFC 3261, Infinity for never. */
  readonly udpLimit?: number;
  readonly onRequest: (incoming: IncomingRequest) => void | Promise<void>;
  /** Told what `onRequest` threw; the request is then answered 500. */
  readonly onFault: (error: unknown) => void;
  /** Told of a request by one of its methods that is refused before anybody looks at what it wants. */
  readonly onRefused?: (refused: RefusedRequest) => void;
  /** A response or ACK to nothing, or what is no SIP at all. */
  readonly onStray?: (received: Received) => void;
  readonly onContrary?: NonNullable<TransactionUser['onContrary']>;
  readonly onProvisional?: NonNullable<TransactionUser['onProvisional']>;
}

export interface RefusedRequest {
  readonly request: SipRequest;
  readonly received: Pick<Received, 'bytes' | 'transport' | 'remote'>;
  readonly status: number;
  readonly why: string;
}

export interface Endpoint extends Sender {
  readonly bound: readonly Hop[];
  /** What waits for a response is told that there will be none. */
  close(): Promise<void>;
}

export async function openEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { clock = systemClock, onRequest, onFault, onRefused, onStray, onContrary, onProvisional, digest } = options;
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
        const { status, why = '', ...parts } = refuseMalformed(message, received.problems, received.fault, abilities);
        if (isOfUser(message)) onRefused?.({ request: message, received, status, why });
        // Who cannot be reached by what it sent is not answered.
        transports
          .prepareReply(createResponse(message, status, { ...parts, toTag }), received)
          .send()
          .catch(() => undefined);
      },
      onStray: (received) => onStray?.(received),
      onContrary: (received, before) => onContrary?.(received, before),
      onProvisional: (received, response) => onProvisional?.(received, response),
    },
  );

  receive = (received) => transactions.receive(received);

  const isOfUser = ({ start }: SipRequest): boolean => abilities.methods.includes(start.method.toUpperCase());

  async function take(made: ServerRequest): Promise<void> {
    const incoming = incomingOf(made);
    const { request, received } = made;
    const refusal = refuse(request, abilities) ?? answerToOptions(request) ?? challengeTo(request);
    if (refusal) {
      const { status, why, ...parts } = refusal;
      if (why !== undefined && isOfUser(request)) onRefused?.({ request, received, status, why });
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

  function challengeTo(request: SipRequest): Refusal | undefined {
    const verified = digest?.verify(request);
    return verified?.ok === false ? verified : undefined;
  }

  function incomingOf({ request, received, toTag, ...made }: ServerRequest): IncomingRequest {
    const prepare: IncomingRequest['prepare'] = (status, parts, change = (response) => response) =>
      made.prepare(change(createResponse(request, status, { toTag, ...parts })));
    return {
      request,
      received,
      prepare,
      respond: (status, parts) => made.respond(prepare(status, parts)),
      respondWith: (response) => made.respond(made.prepare(response)),
      respondPrepared: (reply) => made.respond(reply),
    };
  }

  function answerToOptions({ start: { method } }: SipRequest): Refusal | undefined {
    if (method !== 'OPTIONS' || abilities.methods.includes(method)) return undefined;
    return { status: 200, headers: [allowHeader(abilities), acceptHeader(abilities), supportedHeader(abilities)] };
  }

  return {
    bound: transports.bound,
    ...createSender({
      transactions,
      reach: (hop) => transports.reach(hop),
      udpLimit: options.udpLimit ?? 1300,
      hasTcp: ({ host }) =>
        transports.bound.some((one) => one.transport === 'TCP' && one.host.includes(':') === host.includes(':')),
    }),
    async close() {
      transactions.close();
      await transports.close();
    },
  };
}
