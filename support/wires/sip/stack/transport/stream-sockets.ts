// The sockets of TCP and TLS: listening and connecting, and whom TLS trusts. Where somebody stands below TLS, it speaks
// through them. Unaware of messages.

import { X509Certificate } from 'node:crypto';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { Place } from '../place';

/** Stands between TLS and the connection below it. */
export interface BelowTls {
  /** What TLS is to speak through in place of the connection. */
  readonly between: (connection: net.Socket) => Duplex;
  /** A line of the NSS key log. */
  readonly onKeys: (line: Buffer) => void;
}

export interface TlsSettings {
  /** Ours, PEM. */
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
  /** Whom we trust, PEM; without it, whom Node trusts. */
  readonly ca?: string | Buffer;
  /** Default: a peer to which we connect, and whose certificate does not hold, is refused. */
  readonly rejectUnauthorized?: boolean;
  /** The name that the certificate of a peer must bear, where it is not its address. */
  readonly serverName?: string;
  readonly below?: BelowTls;
}

export interface StreamSocket {
  /** What messages are written to and read from. */
  readonly socket: net.Socket;
  /** What knows its addresses: the same, or the connection below TLS. */
  readonly connection: net.Socket;
}

export function createStreamServer(
  settings: TlsSettings | undefined,
  handshakeMs: number,
  accept: (accepted: StreamSocket) => void,
): net.Server {
  const alone = (socket: net.Socket): void => accept({ socket, connection: socket });
  if (!settings) return net.createServer(alone);
  const { key, cert, below } = settings;
  const secured = (onSecure: (socket: tls.TLSSocket) => void): tls.Server => {
    // Whoever connects to us is asked for no certificate.
    const server = tls.createServer({ key, cert, handshakeTimeout: handshakeMs }, onSecure);
    // A handshake that fails is the peer's affair: there is no connection then.
    return server.on('tlsClientError', () => undefined);
  };
  if (!below) return secured(alone);
  // One for each connection, since nothing tells of a secured socket which connection it came by.
  return net.createServer((connection) => {
    secured((socket) => accept({ socket, connection }))
      .on('keylog', below.onKeys)
      .emit('connection', below.between(connection));
  });
}

export function connectStream(to: Place, settings: TlsSettings | undefined): StreamSocket {
  if (!settings?.below) {
    const socket = settings ? tls.connect({ ...to, ...trust(to, settings) }) : net.connect(to);
    return { socket, connection: socket };
  }
  const { between, onKeys } = settings.below;
  const connection = net.connect(to);
  const socket = tls.connect({ ...to, ...trust(to, settings), socket: between(connection) });
  return { socket: socket.on('keylog', onKeys), connection };
}

function trust(to: Place, settings: TlsSettings): tls.ConnectionOptions {
  const { key, cert, ca, rejectUnauthorized = true, serverName } = settings;
  return {
    key,
    cert,
    rejectUnauthorized,
    ...(ca !== undefined && { ca }),
    ...(serverName !== undefined && { servername: serverName }),
    ...identityAt(to, settings),
  };
}

/** Node 22.23 takes an IPv6 address for a name that no certificate bears: there the certificate itself is asked. */
function identityAt({ host }: Place, { serverName }: TlsSettings): tls.ConnectionOptions {
  if (serverName !== undefined || !net.isIPv6(host)) return {};
  return {
    checkServerIdentity: (_name, { raw }) =>
      new X509Certificate(raw).checkIP(host) === undefined
        ? new Error(`the certificate of the peer is not for the address ${host}`)
        : undefined,
  };
}
