// What the sockets of this process carry, told as events of the trace. Between two parties of ours each piece is told once, by
// its sender. It decides no verdict, so it goes past the recorder. Unaware of what the bytes mean.

import type { TransmissionEvent } from '../evidence/trace';
import type { NetworkPlace, OnSocket, OnTransmission, Transmission, WatchedSocket } from '../ports/transmission';

export interface Capture {
  readonly onTransmission: OnTransmission;
  readonly onSocket: OnSocket;
  /** What was carried since the last call. */
  take(): readonly TransmissionEvent[];
}

export interface CaptureOptions {
  /** Milliseconds since the run started, on the clock of the events. */
  readonly elapsed: () => number;
  /** Makes ids unlike those of every other process of the run. */
  readonly prefix: string;
  /** The text without secrets. */
  readonly hide: (text: string) => string;
}

const placeText = ({ host, port }: NetworkPlace): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

export function createCapture({ elapsed, prefix, hide }: CaptureOptions): Capture {
  let kept: TransmissionEvent[] = [];
  let seq = 0;
  /** Places of ours that something has left. */
  const own = new Set<string>();

  function keep({ protocol, transport, source, destination, bytes, leaves }: Transmission): void {
    const from = `${transport} ${placeText(source)}`;
    if (leaves) own.add(from);
    else if (own.has(from)) return;
    seq += 1;
    kept.push({
      ...{ kind: 'transmission', scope: null, id: `${prefix}t${seq}`, seq, at: elapsed(), protocol, transport },
      ...{ source: placeText(source), destination: placeText(destination), bytes: shown(bytes).toString('base64') },
    });
  }

  /** One character a byte, so that what is not hidden stays as it was. */
  const shown = (bytes: Buffer): Buffer => Buffer.from(hide(bytes.toString('latin1')), 'latin1');

  return {
    onTransmission: keep,
    onSocket: (socket) => {
      watch(socket, keep);
    },
    take() {
      const taken = kept;
      kept = [];
      return taken;
    },
  };
}

function watch(socket: WatchedSocket, keep: OnTransmission): void {
  const local = (): NetworkPlace => ({ host: canonical(socket.localAddress), port: socket.localPort ?? 0 });
  const remote = (): NetworkPlace => ({ host: canonical(socket.remoteAddress), port: socket.remotePort ?? 0 });
  const common = { protocol: 'http', transport: 'tcp' } as const;
  socket.on('data', (bytes: Buffer) => {
    keep({ ...common, source: remote(), destination: local(), bytes, leaves: false });
  });
  const write = socket.write.bind(socket) as (...given: readonly unknown[]) => boolean;
  socket.write = (chunk: Uint8Array | string, ...rest: readonly unknown[]): boolean => {
    const encoding = typeof rest[0] === 'string' ? (rest[0] as BufferEncoding) : 'utf8';
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    const tell = (): void => keep({ ...common, source: local(), destination: remote(), bytes, leaves: true });
    // What is written before the connection stands leaves when it does.
    if (socket.connecting) socket.once('connect', tell);
    else tell();
    return write(chunk, ...rest);
  };
}

const canonical = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/, '');
