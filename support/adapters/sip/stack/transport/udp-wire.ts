// UDP: one socket for what comes and what goes, so that an answer finds its way back through whatever stands between.

import dgram from 'node:dgram';
import net from 'node:net';
import { SipFailure, asFailure } from '../failure';
import { canonicalHost, placeText, type Place } from '../place';
import type { Wire, WireEvents } from './wire';

const RECEIVE_BUFFER = 4_194_304;

export async function openUdp(at: Place, events: WireEvents): Promise<Wire> {
  const socket = dgram.createSocket({
    type: net.isIPv6(at.host) ? 'udp6' : 'udp4',
    lookup: (host, _options, done) => done(null, host, net.isIP(host)),
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(at.port, at.host, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  const local = { host: at.host, port: socket.address().port };
  let closed = false;
  // Once it is bound an error belongs to one packet, and who sent that is told by its callback.
  socket.on('error', () => undefined);
  enlarge(socket);
  socket.on('message', (bytes, { address, port }) => {
    if (!closed) events.arrived({ transport: 'UDP', local, remote: { host: canonicalHost(address), port }, bytes });
  });

  return {
    transport: 'UDP',
    local,
    async send(bytes, to) {
      if (closed) throw new SipFailure('closed', 'the stack is closed');
      if (!events.allows(to)) throw new SipFailure('refused-by-guard', `nothing may be sent to ${placeText(to)}`);
      events.left('UDP', local, to, bytes);
      await sendDatagram(socket, bytes, to);
    },
    async close() {
      if (closed) return;
      closed = true;
      await new Promise<void>((resolve) => socket.close(resolve));
    },
  };
}

const sendDatagram = (socket: dgram.Socket, bytes: Buffer, { host, port }: Place): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.send(bytes, port, host, (error) => {
      if (!error) resolve();
      else reject(asFailure(error, 'code' in error && error.code === 'EMSGSIZE' ? 'too-large' : 'unreachable'));
    });
  });

/** A burst must not be lost before it is read; where the system does not allow it, it stays as it is. */
function enlarge(socket: dgram.Socket): void {
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER);
  } catch {
    return;
  }
}
