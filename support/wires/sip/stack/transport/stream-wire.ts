// TCP and TLS: a port that listens, and connections that are opened when they are needed and used again, whoever opened
// them, as long as they last.

import type net from 'node:net';
import { SipFailure } from '../failure';
import { canonicalHost, placeText, type Place } from '../place';
import { openConnection, type StreamConnection, type StreamContext } from './stream-connection';
import { connectStream, createStreamServer, type StreamSocket, type TlsSettings } from './stream-sockets';
import type { Wire } from './wire';

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

  const accept = (accepted: StreamSocket) => {
    const { remoteAddress = '', remotePort = 0 } = accepted.connection;
    const remote = { host: canonicalHost(remoteAddress), port: remotePort };
    if (closed || count >= limits.maxConnections || remote.port === 0) accepted.socket.destroy();
    else register(accepted, remote, true);
  };
  const server = createStreamServer(settings, limits.handshakeMs, accept);
  // Those whose handshake is not done count too.
  server.maxConnections = limits.maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', () => undefined);
  const local = { host: at.host, port: (server.address() as net.AddressInfo).port };

  function register(
    { socket, connection: below }: StreamSocket,
    remote: Place,
    established: boolean,
  ): StreamConnection {
    const key = placeText(remote);
    const localOf = () => ({
      host: canonicalHost(below.localAddress ?? at.host),
      port: below.localPort ?? local.port,
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
    return register(connectStream(to, settings), to, false);
  }

  /** Nothing is connected to a place that the guard refuses. */
  function connectionTo(to: Place): StreamConnection {
    if (closed) throw new SipFailure('closed', 'the stack is closed');
    if (!events.allows(to)) throw new SipFailure('refused-by-guard', `nothing may be sent to ${placeText(to)}`);
    const known = [...(connections.get(placeText(to)) ?? [])].find(({ open }) => open);
    return known ?? connect(to);
  }

  return {
    transport,
    local,
    async reach(to) {
      await connectionTo(to).established();
    },
    async send(bytes, to) {
      await connectionTo(to).send(bytes);
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
