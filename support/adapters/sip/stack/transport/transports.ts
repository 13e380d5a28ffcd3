// All bound ports of one stack: messages in, messages out, each shown to the tap. Arriving requests have their Via stamped;
// responses find their way by it. Nothing leaves but to where the guard allows. Unaware of transactions.

import net from 'node:net';
import type { Clock } from '../clock';
import { SipFailure } from '../failure';
import type { SipMessage, SipRequest, SipResponse } from '../message/message';
import { parse, type Parsing, type Strictness } from '../message/parse';
import { serialise } from '../message/serialise';
import { topVia } from '../message/typed';
import { placeText, type Hop, type Place, type TransportName } from '../place';
import type { Tap } from '../tap';
import { openStream, type TlsSettings } from './stream-wire';
import { openUdp } from './udp-wire';
import { responsePlace, stampVia } from './via-route';
import { DEFAULT_STREAM_LIMITS, type Arrival, type StreamLimits, type Wire, type WireEvents } from './wire';

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
}

/** What arrived, parsed; a request has its Via stamped. */
export interface Received extends Omit<Arrival, 'bytes'>, Parsing {}

export interface Transports {
  readonly bound: readonly Hop[];
  /** The bound port that a packet to there would leave by. */
  localFor(hop: Hop): Hop;
  /** @throws SipFailure */
  send(message: SipMessage, hop: Hop): Promise<void>;
  /** By the connection that the request came by while it is open, else to where its Via says. @throws SipFailure */
  reply(response: SipResponse, to: Pick<Received, 'transport' | 'remote' | 'connection'>): Promise<void>;
  /** Bytes as they are, sound or not. @throws SipFailure */
  sendBytes(bytes: Buffer, hop: Hop): Promise<void>;
  /** Bytes as they are, to where the response to this request goes. @throws SipFailure */
  replyBytes(bytes: Buffer, request: SipRequest, to: Pick<Received, 'transport' | 'connection'>): Promise<void>;
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
    left: (transport, local, remote, bytes) =>
      tap?.({ event: 'bytes-out', at: clock.now(), transport, local, remote, bytes }),
    allows: ({ host, port }) => allow(host, port),
  };

  function receive({ bytes, ...arrival }: Arrival): Received {
    const { transport, local, remote } = arrival;
    const seen = { at: clock.now(), transport, local, remote, bytes };
    tap?.({ event: 'bytes-in', ...seen });
    const parsing = parse(bytes, options.strictness);
    tap?.({ event: 'parsed-in', ...seen, ...parsing });
    const { message } = parsing;
    return message?.kind === 'request'
      ? { ...arrival, ...parsing, message: stampVia(message, remote) }
      : { ...arrival, ...parsing };
  }

  const wires: Wire[] = [];
  const close = async () => {
    await Promise.all(wires.map((wire) => wire.close()));
  };
  try {
    for (const one of options.listen) wires.push(await openWire(one, limits, clock, events));
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

  function announce(message: SipMessage, transport: TransportName, remote: Place): Buffer {
    tap?.({ event: 'message-out', at: clock.now(), transport, remote, message });
    return serialise(message);
  }

  /** The connection that a request came by, while it is open, else where its Via says. */
  function wayBack(message: SipMessage, { transport, connection }: Pick<Received, 'transport' | 'connection'>) {
    if (connection?.open) return { connection, hop: { transport, ...connection.remote } };
    const via = topVia(message);
    const place = via && responsePlace(via);
    if (!place) throw new SipFailure('not-numeric', 'expected a Via that names the address where the response goes');
    return { hop: { transport, ...place } };
  }

  return {
    bound,
    localFor(hop) {
      const { transport, local } = wireFor(hop);
      return { transport, ...local };
    },
    async send(message, hop) {
      const wire = wireFor(hop);
      await wire.send(announce(message, hop.transport, hop), hop);
    },
    async reply(response, to) {
      const { connection, hop } = wayBack(response, to);
      const bytes = announce(response, to.transport, hop);
      await (connection ? connection.send(bytes) : wireFor(hop).send(bytes, hop));
    },
    async replyBytes(bytes, request, to) {
      const { connection, hop } = wayBack(request, to);
      await (connection ? connection.send(bytes) : wireFor(hop).send(bytes, hop));
    },
    async sendBytes(bytes, hop) {
      await wireFor(hop).send(bytes, hop);
    },
    close,
  };
}

function openWire(
  { transport, host = '127.0.0.1', port = 0, tls }: Listen,
  limits: StreamLimits,
  clock: Clock,
  events: WireEvents,
): Promise<Wire> {
  const at = { host, port };
  if (net.isIP(host) === 0)
    throw new SipFailure('not-numeric', `expected a numeric address to listen at, found ${host}`);
  if (transport === 'UDP') return openUdp(at, events);
  if (transport === 'TLS' && !tls) throw new SipFailure('no-listener', 'TLS needs a key and a certificate');
  return openStream(at, transport === 'TLS' ? tls : undefined, { limits, clock, events });
}
