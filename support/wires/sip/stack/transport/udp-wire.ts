// UDP: one socket for what comes and what goes, so that an answer finds its way back through whatever stands between. What
// leaves may meet bad weather, for those who try how it is borne.

import dgram from 'node:dgram';
import net from 'node:net';
import { SipFailure, asFailure } from '../failure';
import { canonicalHost, placeText, type Place } from '../place';
import { FAIR, type Weather } from './weather';
import type { Wire, WireEvents } from './wire';

const RECEIVE_BUFFER = 4_194_304;
/** As many as one turn of the event loop reads: what is answered at once is not sent faster than it is heard. */
const MOST_IN_A_TURN = 32;

export async function openUdp(at: Place, events: WireEvents, weather: Weather = FAIR): Promise<Wire> {
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
  const queue: Departure[] = [];
  const held = new Set<NodeJS.Timeout>();
  // Once it is bound an error belongs to one packet, and who sent that is told by its callback.
  socket.on('error', () => undefined);
  enlarge(socket);
  socket.on('message', (bytes, { address, port }) => {
    if (!closed) events.arrived({ transport: 'UDP', local, remote: { host: canonicalHost(address), port }, bytes });
  });

  function depart(most = MOST_IN_A_TURN): void {
    for (const { bytes, to, done } of queue.splice(0, most)) {
      const { fate, copies } = weather();
      events.left('UDP', local, to, bytes, fate);
      const [first, second] = copies;
      if (first === 0) socket.send(bytes, to.port, to.host, done);
      else {
        if (first !== undefined) hold(first, bytes, to);
        // Of what becomes of it on the way its sender is not told.
        done(null);
      }
      if (second !== undefined) hold(second, bytes, to);
    }
    if (queue.length > 0) setImmediate(depart);
  }

  function hold(milliseconds: number, bytes: Buffer, to: Place): void {
    const timer = setTimeout(() => {
      held.delete(timer);
      socket.send(bytes, to.port, to.host, () => undefined);
    }, milliseconds);
    held.add(timer);
  }

  return {
    transport: 'UDP',
    local,
    send(bytes, to) {
      if (closed) return Promise.reject(new SipFailure('closed', 'the stack is closed'));
      if (!events.allows(to))
        return Promise.reject(new SipFailure('refused-by-guard', `nothing may be sent to ${placeText(to)}`));
      return new Promise((resolve, reject) => {
        const done = (error: Error | null) => (error ? reject(failureOf(error)) : resolve());
        // All that one turn of the event loop brings about leaves together: waking the receiver costs more than a packet.
        if (queue.push({ bytes, to, done }) === 1) setImmediate(depart);
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      depart(Infinity);
      for (const timer of held) clearTimeout(timer);
      await new Promise<void>((resolve) => socket.close(resolve));
    },
  };
}

interface Departure {
  readonly bytes: Buffer;
  readonly to: Place;
  readonly done: (error: Error | null) => void;
}

const failureOf = (error: Error): SipFailure =>
  asFailure(error, 'code' in error && error.code === 'EMSGSIZE' ? 'too-large' : 'unreachable');

/** A burst must not be lost before it is read; where the system does not allow it, it stays as it is. */
function enlarge(socket: dgram.Socket): void {
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER);
  } catch {
    return;
  }
}
