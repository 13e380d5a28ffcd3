// One TCP or TLS connection: what arrives is cut into messages, pings are answered, and a peer that is silent, sends half a
// message or does not read is let go. Never throws.

import type net from 'node:net';
import type { Clock } from '../clock';
import { SipFailure, asFailure } from '../failure';
import { placeText, type Place, type TransportName } from '../place';
import { createFramer, type Cut, type Frame } from './framer';
import type { Connection, StreamLimits, WireEvents } from './wire';

export interface StreamConnection extends Connection {
  /** Resolves when bytes can leave by it. @throws SipFailure where they never will */
  established(): Promise<void>;
  /** Ends it without waiting for anything. */
  destroy(): void;
}

export interface StreamContext {
  readonly transport: TransportName;
  readonly limits: StreamLimits;
  readonly clock: Clock;
  readonly events: WireEvents;
  readonly onClosed: (connection: StreamConnection) => void;
}

const PONG = Buffer.from('\r\n');

/** @param established whether it is connected, and for TLS whether the handshake is done */
export function openConnection(
  socket: net.Socket,
  ends: { readonly local: () => Place; readonly remote: Place; readonly established: boolean },
  { transport, limits, clock, events, onClosed }: StreamContext,
): StreamConnection {
  const { remote } = ends;
  const framer = createFramer(limits);
  let lastUse = clock.now();
  let queued = 0;
  let cancelPartial: (() => void) | undefined;
  let cut: Cut = 'unfinished';
  let cancelIdle = clock.after(limits.idleMs, closeIfIdle);
  let failure: Error | undefined;
  let established = ends.established;

  const connected = transport === 'TLS' ? 'secureConnect' : 'connect';
  const destroy = () => void socket.destroy();
  const cancelConnect = ends.established
    ? undefined
    : clock.after(limits.connectMs, () => {
        failure = new Error(`no connection to ${placeText(remote)} within ${limits.connectMs} ms`);
        destroy();
      });

  const connection: StreamConnection = {
    get open() {
      return !socket.destroyed && socket.writable;
    },
    get local() {
      return ends.local();
    },
    remote,
    established: () =>
      new Promise((resolve, reject) => {
        if (established) resolve();
        else if (socket.destroyed) reject(asFailure(failure ?? new Error('it is closed'), 'unreachable'));
        else {
          socket.once(connected, resolve);
          socket.once('close', () => reject(asFailure(failure ?? new Error('it was closed'), 'unreachable')));
        }
      }),
    send,
    destroy,
  };

  async function send(bytes: Buffer): Promise<void> {
    if (!events.allows(remote)) throw new SipFailure('refused-by-guard', `nothing may be sent to ${placeText(remote)}`);
    if (socket.writableLength + bytes.length > limits.maxQueuedBytes || queued >= limits.maxQueued) {
      destroy();
      throw new SipFailure('congested', `${placeText(remote)} does not read what it is sent`);
    }
    lastUse = clock.now();
    queued += 1;
    await new Promise<void>((resolve, reject) => {
      socket.write(bytes, (error) => {
        queued -= 1;
        if (error) reject(asFailure(failure ?? error, 'unreachable'));
        else resolve();
      });
    });
    events.left(transport, connection.local, remote, bytes);
  }

  function take(frame: Frame): void {
    // The answer to a ping may find the connection gone, which its end tells anyway.
    if (frame.kind === 'ping') send(PONG).catch(() => undefined);
    else {
      const fault = frame.kind === 'broken' ? { fault: frame.fault } : {};
      events.arrived({ transport, local: connection.local, remote, bytes: frame.bytes, connection, ...fault });
      if (frame.kind === 'broken') socket.end();
    }
  }

  function closeIfIdle(): void {
    const rest = lastUse + limits.idleMs - clock.now();
    if (rest <= 0) destroy();
    else cancelIdle = clock.after(rest, closeIfIdle);
  }

  function giveUp(): void {
    cut = 'stalled';
    destroy();
  }

  function watchPartial(): void {
    if (framer.partial) cancelPartial ??= clock.after(limits.partialMs, giveUp);
    else {
      cancelPartial?.();
      cancelPartial = undefined;
    }
  }

  socket.setNoDelay(true);
  socket.setKeepAlive(true, 60_000);
  socket.on('data', (chunk: Buffer) => {
    lastUse = clock.now();
    const frames = framer.push(chunk);
    // A whole message ends the time that the one before it had.
    if (frames.length > 0) {
      cancelPartial?.();
      cancelPartial = undefined;
    }
    for (const frame of frames) take(frame);
    watchPartial();
  });
  // Not a byte leaves before it is known whom it goes to.
  if (!ends.established) socket.cork();
  socket.once(connected, () => {
    established = true;
    cancelConnect?.();
    socket.uncork();
  });
  socket.on('error', (error) => {
    failure ??= error;
  });
  socket.once('close', () => {
    cancelConnect?.();
    cancelIdle();
    cancelPartial?.();
    const rest = framer.end(cut);
    if (rest) take(rest);
    onClosed(connection);
  });
  return connection;
}
