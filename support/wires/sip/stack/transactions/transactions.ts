// Brings messages to their transactions, and makes new ones: each request reaches the user once, each request sent has one
// end. Answers CANCEL and what was merged itself. Unaware of what methods mean.

import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import { EndlessAnswer, SipFailure } from '../failure';
import { createResponse } from '../message/build';
import { withHeaderOnTop, type SipRequest, type SipResponse } from '../message/message';
import { serialise } from '../message/serialise';
import { viasOf } from '../message/typed';
import { MAGIC_COOKIE, writeVia } from '../message/via';
import { isReliable, withBrackets, type Hop, type Place } from '../place';
import { CUTS, type FramingFault } from '../transport/framer';
import type { PreparedReply, Received, Transports } from '../transport/transports';
import { startClient, type ClientTransaction, type ClientUser } from './client-transaction';
import { clientKey, clientKeyOf, responseTag, serverKey } from './keys';
import { createRemembered } from './remembered';
import type { Answered } from './server-transaction';
import { createServerTable } from './server-table';
import { DEFAULT_TIMERS, type TimerSettings } from './timers';

export interface TransactionOptions {
  readonly clock: Clock;
  readonly timers?: Partial<TimerSettings>;
  readonly maxServerTransactions?: number;
  /** Whether the same request that came two ways is refused with 482; not so where one stack is many parties. */
  readonly detectMerged?: boolean;
  /** Whether it stands for a server that passes requests on: their responses have a second Via. */
  readonly forwards?: boolean;
  /** For branches: never the same twice, anywhere. */
  readonly newToken?: () => string;
  /** What Via says where responses go, where that is not the bound port. */
  readonly advertise?: (local: Hop) => Place;
}

export interface ServerRequest {
  readonly request: SipRequest;
  readonly received: Received;
  /** For the To of each response. */
  readonly toTag: string;
  /** The bytes of a response, before it is decided that they leave. */
  readonly prepare: (response: SipResponse) => PreparedReply;
  readonly respond: (reply: PreparedReply) => Promise<Answered>;
}

/** A request with the Via of its transaction: the bytes that leave, each time the same. */
export interface PreparedRequest {
  readonly request: SipRequest;
  readonly bytes: Buffer;
  readonly hop: Hop;
  /** By which its responses are known. */
  readonly key: string;
}

export interface TransactionUser {
  onRequest(request: ServerRequest): void;
  /** A request that was not accepted; it has no transaction. */
  onMalformed(received: Received & { readonly message: SipRequest }, toTag: string): void;
  /** A response that belongs to nothing, an ACK to nothing, or no message at all. */
  onStray(received: Received): void;
  /** A final response that says otherwise than the one before it in its transaction (RFC 3261 17.2.2). */
  onContrary?(received: Received, before: Final): void;
  /** A provisional response but 100 to one of ours, which none may send that is no INVITE (RFC 4320 4.1). */
  onProvisional?(received: Received, response: SipResponse): void;
}

/** The first final response of a transaction, and what it answered. */
export interface Final {
  readonly status: number;
  /** The bytes of the request. */
  readonly request: Buffer;
}

export interface Transactions {
  receive(received: Received): void;
  /** @throws SipFailure where nothing of ours can send to there */
  prepare(request: SipRequest, hop: Hop): PreparedRequest;
  /** Sends it by a transaction of its own; what is returned abandons that. */
  start(prepared: PreparedRequest, user: ClientUser): (reason: SipFailure) => void;
  close(): void;
}

const ENDLESS: Readonly<Record<FramingFault, string>> = {
  'content-length':
    'expected one Content-Length, as each message by TCP or TLS has (RFC 3261 18.3), found none that can be read',
  'head-too-large': 'expected a head within the limit, found a larger one',
  'body-too-large': 'expected a body within the limit, found a larger one',
  ...CUTS,
};

/** As many as a run takes in half a minute; each keeps some two kilobytes. */
const MOST_SERVERS = 20_000;
/** Requests whose final response is known again when it comes late. */
const MOST_ANSWERED = 20_000;
/** Those of which it is known too how they were answered. */
const MOST_COMPARED = 1000;

type Sending = Pick<Transports, 'sendBytes' | 'prepareReply' | 'localFor' | 'prove'>;

/** Unlike all others by its beginning, unlike one another by a count. */
function tokenSource(): () => string {
  const prefix = randomBytes(9).toString('hex');
  let count = 0;
  return () => `${prefix}${(count += 1).toString(36)}`;
}

export function createTransactions(
  transports: Sending,
  options: TransactionOptions,
  user: TransactionUser,
): Transactions {
  const { clock, newToken = tokenSource() } = options;
  const timers = { ...DEFAULT_TIMERS, ...options.timers };
  const secret = randomBytes(16).toString('hex');
  const clients = new Map<string, ClientTransaction>();
  const answered = createRemembered<true>(MOST_ANSWERED);
  const compared = createRemembered<Final>(MOST_COMPARED);
  const servers = createServerTable({
    clock,
    timers,
    most: options.maxServerTransactions ?? MOST_SERVERS,
    detectMerged: options.detectMerged ?? true,
  });

  function receive(received: Received): void {
    const { message, accepted } = received;
    if (!message) user.onStray(received);
    else if (message.kind === 'response') receiveResponse(received, message);
    else if (accepted && !received.fault) receiveRequest(received, message);
    else if (message.start.method !== 'ACK') user.onMalformed({ ...received, message }, responseTag(message, secret));
  }

  function receiveResponse(received: Received, response: SipResponse): void {
    if (received.fault !== undefined) {
      const client = clients.get(clientKey(response) ?? '');
      if (client) client.abandon(new EndlessAnswer(ENDLESS[received.fault], received.bytes));
      else user.onStray(received);
      return;
    }
    // With a second Via it was meant for somebody else (RFC 3261 8.1.3.3).
    const meant = received.accepted && (options.forwards === true || viasOf(response).length === 1);
    const key = meant ? clientKey(response) : undefined;
    const client = clients.get(key ?? '');
    const before = compared.get(key ?? '');
    const { status } = response.start;
    if ((client ?? before) && status > 100 && status < 200) user.onProvisional?.(received, response);
    if (before && status >= 200 && status !== before.status) user.onContrary?.(received, before);
    if (client) {
      transports.prove(received);
      client.receive(response);
    }
    // A network may hold back a copy for longer than timer K waits for one: it still answers nothing anew.
    else if (key === undefined || !answered.get(key)) user.onStray(received);
  }

  function receiveRequest(received: Received, request: SipRequest): void {
    const { method } = request.start;
    const key = serverKey(request);
    const known = servers.find(key, method);
    if (known) known.repeated();
    else if (method === 'ACK') acknowledge(received, key);
    else receiveNew(received, request, key);
  }

  function acknowledge(received: Received, key: string): void {
    const invite = servers.find(key, 'INVITE');
    if (invite) invite.acknowledged();
    else user.onStray(received);
  }

  function receiveNew(received: Received, request: SipRequest, key: string): void {
    const { method } = request.start;
    const toTag = responseTag(request, secret);
    const prepare = (response: SipResponse) => transports.prepareReply(response, received);
    const refuse = (status: number) => prepare(createResponse(request, status, { toTag }));
    const trying = () => prepare(createResponse(request, 100));
    const cancelled = method === 'CANCEL' && servers.findAny(key) !== undefined;
    const made = servers.add({ key, request, reliable: isReliable(received.transport) }, { trying });
    // Too many at once, and none of them done: who gets no 503 either will come again.
    if (!made)
      refuse(503)
        .send()
        .catch(() => undefined);
    // The cancelled request is none that can still be stopped: CANCEL has no effect (RFC 3261 9.2).
    else if (method === 'CANCEL') void made.respond(refuse(cancelled ? 200 : 481));
    else if (made.is.merged) void made.respond(refuse(482));
    else user.onRequest({ request, received, toTag, prepare, respond: (reply) => made.respond(reply) });
  }

  // Made here, where the request is not in sight, so that the transaction does not keep it to its end.
  const forget = (key: string) => () => void clients.delete(key);

  function prepare(plain: SipRequest, hop: Hop): PreparedRequest {
    const local = transports.localFor(hop);
    const { host, port } = options.advertise?.(local) ?? local;
    const parameters = [{ name: 'branch', value: `${MAGIC_COOKIE}${newToken()}` }, { name: 'rport' }];
    const via = { transport: hop.transport, host: withBrackets(host), port, parameters };
    const request = withHeaderOnTop(plain, 'Via', writeVia(via));
    return { request, bytes: serialise(request), hop, key: clientKeyOf(via, request.start.method) };
  }

  function start({ bytes, hop, key }: PreparedRequest, clientUser: ClientUser): (reason: SipFailure) => void {
    const client = startClient({
      reliable: isReliable(hop.transport),
      clock,
      timers,
      send: () => transports.sendBytes(bytes, hop),
      user: {
        ...clientUser,
        onFinal(response) {
          answered.add(key, true);
          compared.add(key, { status: response.start.status, request: bytes });
          clientUser.onFinal(response);
        },
      },
      onEnd: forget(key),
    });
    clients.set(key, client);
    return (reason) => client.abandon(reason);
  }

  return {
    receive,
    prepare,
    start,
    close() {
      for (const client of [...clients.values()]) client.abandon(new SipFailure('closed', 'the stack was closed'));
      servers.close();
    },
  };
}
