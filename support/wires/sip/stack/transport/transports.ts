// All bound ports of one stack: messages in, messages out, each shown to the tap. Arriving requests have their Via stamped;
// responses find their way by it. Nothing leaves but to where the guard allows. Unaware of transactions.

import net from 'node:net';
import type { Clock } from '../clock';
import { SipFailure } from '../failure';
import type { SipRequest, SipResponse } from '../message/message';
import { parse, type Parsing, type Strictness } from '../message/parse';
import { serialise } from '../message/serialise';
import { topVia } from '../message/typed';
import { placeText, type Hop, type TransportName } from '../place';
import type { Tap } from '../tap';
import { createAmplification } from './amplification';
import type { TlsSettings } from './stream-sockets';
import { openStream } from './stream-wire';
import { openUdp } from './udp-wire';
import { responsePlace, stampVia } from './via-route';
import type { Weather } from './weather';
import {
  DEFAULT_STREAM_LIMITS,
  type Arrival,
  type Connection,
  type StreamLimits,
  type Wire,
  type WireEvents,
} from './wire';

export interface Listen {
  readonly transport: TransportName;
  /** Default: the loopback of IPv4. */
  readonly host?: string;
  /** Default: one that the system chooses. */
  readonly port?: number;
  /** For TLS, which it needs. */
  readonly tls?: TlsSettings;
}

export interface TransportOptions {
  readonly listen: readonly Listen[];
  /** Whether anything at all may be sent there; asked before a byte leaves. */
  readonly allow: (host: string, port: number) => boolean;
  readonly clock: Clock;
  readonly strictness?: Strictness;
  readonly limits?: Partial<StreamLimits>;
  readonly tap?: Tap;
  /** Of datagrams that leave; fair where absent. */
  readonly weather?: Weather;
}

/** What arrived, as it came and parsed; the parsed request has its Via stamped. */
export interface Received extends Arrival, Parsing {}

/** A response as the bytes that leave, as often as it is sent. It keeps bytes and a place, and nothing of the request. */
export interface PreparedReply {
  readonly status: number;
  readonly bytes: Buffer;
  /** @throws SipFailure */
  readonly send: () => Promise<void>;
}

/** What is to be known of a request to answer it. */
export type WayBack = Pick<Received, 'transport' | 'remote' | 'connection'>;

interface Way {
  readonly hop: Hop;
  readonly connection?: Connection;
}

export interface Transports {
  readonly bound: readonly Hop[];
  /** The bound port that a packet to there would leave by. */
  localFor(hop: Hop): Hop;
  /** Resolves where a stream to there is open, or was opened for what is to leave by it. @throws SipFailure */
  reach(hop: Hop): Promise<void>;
  /**
   * It leaves by the connection that the request came by while that is open, else to where its Via says, else to where the
   * request came from.
   */
  prepareReply(response: SipResponse, to: WayBack): PreparedReply;
  /** Whoever is there answered what only it can know. */
  prove(received: Pick<Received, 'transport' | 'remote'>): void;
  /** Bytes as they are, sound or not. @throws SipFailure */
  sendBytes(bytes: Buffer, hop: Hop): Promise<void>;
  close(): Promise<void>;
}

export async function openTransports(
  options: TransportOptions,
  onReceived: (received: Received) => void,
): Promise<Transports> {
  const { clock, tap, allow } = options;
  const limits = { ...DEFAULT_STREAM_LIMITS, ...options.limits };
  const events: WireEvents = {
    arrived: (arrival) => onReceived(receive(arrival)),
    left: (transport, local, remote, bytes, fate) =>
      tap?.({ event: 'bytes-out', at: clock.now(), transport, local, remote, bytes, ...(fate && { fate }) }),
    allows: ({ host, port }) => allow(host, port),
  };

  function receive(arrival: Arrival): Received {
    const { bytes, transport, local, remote, connection, fault } = arrival;
    const parsing = parse(bytes, options.strictness);
    tap?.({ event: 'bytes-in', at: clock.now(), transport, local, remote, bytes });
    if (transport === 'UDP' && parsing.message?.kind === 'request') credit(stampVia(parsing.message, remote), arrival);
    const { problems, accepted } = parsing;
    const message = parsing.message?.kind === 'request' ? stampVia(parsing.message, remote) : parsing.message;
    const received: { -readonly [K in keyof Received]: Received[K] } = {
      transport,
      local,
      remote,
      bytes,
      problems,
      accepted,
    };
    if (message) received.message = message;
    if (connection) received.connection = connection;
    if (fault) received.fault = fault;
    return received;
  }

  const amplification = createAmplification();

  /** Where its answer goes to another machine than it came from nobody has asked for it there. */
  function credit(request: SipRequest, { remote, bytes }: Arrival): void {
    const via = topVia(request);
    const place = via ? responsePlace(via) : remote;
    if (place?.host === remote.host) amplification.credit(place, bytes.length);
  }

  const wires: Wire[] = [];
  const close = async () => {
    await Promise.all(wires.map((wire) => wire.close()));
  };
  try {
    for (const one of options.listen) wires.push(await openWire(one, limits, clock, events, options.weather));
  } catch (error) {
    await close();
    throw error;
  }
  const bound = wires.map(({ transport, local }) => ({ transport, ...local }));

  function wireFor({ transport, host, port }: Hop): Wire {
    const family = net.isIP(host);
    if (family === 0)
      throw new SipFailure('not-numeric', `expected a numeric address, found ${host}: say where to send it`);
    const wire = wires.find((one) => one.transport === transport && net.isIP(one.local.host) === family);
    if (wire) return wire;
    throw new SipFailure(
      'no-listener',
      `${placeText({ host, port })} needs ${transport} over IPv${family}, which is not open`,
    );
  }

  /** Says, each time anew, whether the connection that a request came by is open, else where the answer goes. */
  function wayBack(message: SipResponse, { transport, remote, connection }: WayBack): () => Way {
    const via = topVia(message);
    // Who wrote no Via that reads is told so where its request came from.
    const place = via ? responsePlace(via) : remote;
    return () => {
      if (connection?.open) return { connection, hop: { transport, ...connection.remote } };
      if (place) return { hop: { transport, ...place } };
      throw new SipFailure('not-numeric', 'expected a Via that names the address where the response goes');
    };
  }

  const carry = ({ connection, hop }: Way, bytes: Buffer): Promise<void> =>
    connection ? connection.send(bytes) : wireFor(hop).send(bytes, hop);

  function prepareReply(response: SipResponse, to: WayBack): PreparedReply {
    const way = wayBack(response, to);
    const { status } = response.start;
    const whole = serialise(response);
    const bytes = mayLeave(way, status, whole) ? whole : serialise(bare(response));
    return {
      status,
      bytes,
      async send() {
        const at = way();
        if (!mayLeave(() => at, status, bytes))
          throw new SipFailure('congested', `${placeText(at.hop)} has sent too little to be answered so much`);
        if (at.hop.transport === 'UDP') amplification.spend(at.hop, bytes.length);
        await carry(at, bytes);
      },
    };
  }

  function mayLeave(way: () => Way, status: number, { length }: Buffer): boolean {
    try {
      const { hop } = way();
      // What is provisional leaves room for what is final.
      return hop.transport !== 'UDP' || amplification.allows(hop, status < 200 ? 2 * length : length);
    } catch {
      // There is no way: sending says so.
      return true;
    }
  }

  return {
    bound,
    localFor(hop) {
      const { transport, local } = wireFor(hop);
      return { transport, ...local };
    },
    async reach(hop) {
      await wireFor(hop).reach?.(hop);
    },
    prepareReply,
    prove({ transport, remote }) {
      if (transport === 'UDP') amplification.prove(remote);
    },
    async sendBytes(bytes, hop) {
      await wireFor(hop).send(bytes, hop);
    },
    close,
  };
}

/** What no response can be without. */
const NEEDED = /^(?:via|v|from|f|to|t|call-id|i|cseq|content-length|l)$/i;

const bare = (response: SipResponse): SipResponse => ({
  ...response,
  headers: response.headers
    .filter(({ name }) => NEEDED.test(name))
    .map((header) => (/^(?:content-length|l)$/i.test(header.name) ? { ...header, value: '0' } : header)),
  body: Buffer.alloc(0),
});

function openWire(
  { transport, host = '127.0.0.1', port = 0, tls }: Listen,
  limits: StreamLimits,
  clock: Clock,
  events: WireEvents,
  weather: Weather | undefined,
): Promise<Wire> {
  const at = { host, port };
  if (net.isIP(host) === 0)
    throw new SipFailure('not-numeric', `expected a numeric address to listen at, found ${host}`);
  if (transport === 'UDP') return openUdp(at, events, weather);
  if (transport === 'TLS' && !tls) throw new SipFailure('no-listener', 'TLS needs a key and a certificate');
  return openStream(at, transport === 'TLS' ? tls : undefined, { limits, clock, events });
}
