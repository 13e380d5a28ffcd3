// TCP and TLS: a port that listens, and connections that are opened when they are needed and used again, whoever opened
// them, as long as they last.

import { X509Certificate } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import { SipFailure } from '../failure';
import { canonicalHost, placeText, type Place } from '../place';
import { openConnection, type StreamConnection, type StreamContext } from './stream-connection';
import type { Wire } from './wire';

export interface TlsSettings {
  /** Ours, PEM. */
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
  /** Whom we trust, PEM; without it, whom Node trusts. */
  readonly ca?: string | Buffer;
  /** Whether a peer that connects to us must show a certificate. */
  readonly requestCert?: boolean;
  /** Default: a peer without a certificate that holds is refused. */
  readonly rejectUnauthorized?: boolean;
  /** The name that the certificate of a peer must bear, where it is not its address. */
  readonly serverName?: string;
}

export async function openStream(
  at: Place,
  settings: TlsSettings | undefined,
  context: Omit<StreamContext, 'transport' | 'onClosed'>,
): Promise<Wire> {
  const { limits, events } = context;
  const transport = settings ? 'TLS' : 'TCP';
  const connections = new Map<string, Set<StreamConnection>>();
  let count = 0;
  let closed = false;

  const accept = (socket: net.Socket) => {
    const remote = { host: canonicalHost(socket.remoteAddress ?? ''), port: socket.remotePort ?? 0 };
    if (closed || count >= limits.maxConnections || remote.port === 0) socket.destroy();
    else register(socket, remote, true);
  };
  const server = settings
    ? tls.createServer(
        {
          key: settings.key,
          cert: settings.cert,
          ...(settings.ca === undefined ? {} : { ca: settings.ca }),
          requestCert: settings.requestCert ?? false,
          rejectUnauthorized: settings.rejectUnauthorized ?? true,
          handshakeTimeout: limits.partialMs,
        },
        accept,
      )
    : net.createServer(accept);
  // Those whose handshake is not done count too.
  server.maxConnections = limits.maxConnections;
  // A handshake that fails is the peer's affair: there is no connection then.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', () => undefined);
  const local = { host: at.host, port: (server.address() as net.AddressInfo).port };

  function register(socket: net.Socket, remote: Place, established: boolean): StreamConnection {
    const key = placeText(remote);
    const localOf = () => ({
      host: canonicalHost(socket.localAddress ?? at.host),
      port: socket.localPort ?? local.port,
    });
    const connection = openConnection(
      socket,
      { local: established ? always(localOf()) : localOf, remote, established },
      { ...context, transport, onClosed: forget },
    );
    count += 1;
    const same = connections.get(key) ?? new Set();
    connections.set(key, same.add(connection));
    return connection;
  }

  function forget(connection: StreamConnection): void {
    const key = placeText(connection.remote);
    const same = connections.get(key);
    if (!same?.delete(connection)) return;
    count -= 1;
    if (same.size === 0) connections.delete(key);
  }

  function connect(to: Place): StreamConnection {
    if (count >= limits.maxConnections)
      throw new SipFailure(
        'congested',
        `expected at most ${limits.maxConnections} connections, and one more is asked for`,
      );
    const socket = settings ? tls.connect({ ...to, ...trust(settings), ...identityAt(to, settings) }) : net.connect(to);
    return register(socket, to, false);
  }

  return {
    transport,
    local,
    // Nothing is connected to a place that the guard refuses.
    async send(bytes, to) {
      if (closed) throw new SipFailure('closed', 'the stack is closed');
      if (!events.allows(to)) throw new SipFailure('refused-by-guard', `nothing may be sent to ${placeText(to)}`);
      const known = [...(connections.get(placeText(to)) ?? [])].find(({ open }) => open);
      await (known ?? connect(to)).send(bytes);
    },
    async close() {
      if (closed) return;
      closed = true;
      const ended = new Promise((resolve) => server.close(resolve));
      for (const same of connections.values()) for (const one of same) one.destroy();
      await ended;
    },
  };
}

const always =
  <T>(value: T) =>
  () =>
    value;

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

const trust = ({ key, cert, ca, rejectUnauthorized, serverName }: TlsSettings): tls.ConnectionOptions => ({
  key,
  cert,
  ...(ca === undefined ? {} : { ca }),
  rejectUnauthorized: rejectUnauthorized ?? true,
  ...(serverName === undefined ? {} : { servername: serverName }),
});
