// What observers of the adapter are told of: each piece of bytes with its direction, whichever protocol it belongs to.

import type net from 'node:net';
import type { OnTransmission, Transmission } from '../../../ports/transmission';
import { canonicalHost } from '../stack/place';
import type { Tap } from '../stack/tap';

export type { OnTransmission };

export const sipTap =
  (tell: OnTransmission): Tap =>
  (event) => {
    if (event.event !== 'bytes-in' && event.event !== 'bytes-out') return;
    const { local, remote, bytes } = event;
    const [source, destination] = event.event === 'bytes-in' ? [remote, local] : [local, remote];
    const transport = event.transport.toLowerCase() as Transmission['transport'];
    tell({ protocol: 'sip', transport, source, destination, bytes, leaves: event.event === 'bytes-out' });
  };

/** Tells of all that a socket reads and writes from now on; what is written before it is connected leaves then. */
export function watchSocket(socket: net.Socket, tell: OnTransmission): void {
  const report = (direction: 'in' | 'out', bytes: Buffer): void => {
    if (bytes.length === 0) return;
    const local = { host: canonicalHost(socket.localAddress ?? ''), port: socket.localPort ?? 0 };
    const remote = { host: canonicalHost(socket.remoteAddress ?? ''), port: socket.remotePort ?? 0 };
    const [source, destination] = direction === 'in' ? [remote, local] : [local, remote];
    tell({ protocol: 'http', transport: 'tcp', source, destination, bytes, leaves: direction === 'out' });
  };
  socket.on('data', (bytes: Buffer) => report('in', bytes));
  const write = socket.write.bind(socket) as (...given: readonly unknown[]) => boolean;
  socket.write = (chunk: Uint8Array | string, ...rest: readonly unknown[]): boolean => {
    const encoding = typeof rest[0] === 'string' ? (rest[0] as BufferEncoding) : 'utf8';
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    if (socket.connecting) socket.once('connect', () => report('out', bytes));
    else report('out', bytes);
    return write(chunk, ...rest);
  };
}
