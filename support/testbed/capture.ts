// What the sockets of this process carry, told as events of the trace. Between two parties of ours each piece is told once, by
// its sender. It decides no verdict, so it goes past the recorder. Unaware of what the bytes mean.

import { withoutCredentials } from '../evidence/without-credentials';
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
  /** The text with its secrets made unreadable, as long as it was. */
  readonly mask: (text: string) => string;
}

const placeText = ({ host, port }: NetworkPlace): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

export function createCapture({ elapsed, prefix, mask }: CaptureOptions): Capture {
  let kept: Kept[] = [];
  let seq = 0;
  /** Places of ours that something has left. */
  const own = new Set<string>();

  function keep({ protocol, transport, source, destination, bytes, leaves, weather }: Transmission): void {
    const from = `${transport} ${placeText(source)}`;
    if (leaves) own.add(from);
    else if (own.has(from)) return;
    seq += 1;
    kept.push({
      ...{ kind: 'transmission', scope: null, id: `${prefix}t${seq}`, seq, at: elapsed(), protocol, transport },
      ...{ source: placeText(source), destination: placeText(destination), bytes },
      ...(weather && { weather }),
    });
  }

  return {
    onTransmission: keep,
    onSocket: (socket) => {
      watch(socket, keep, (place) => own.delete(place));
    },
    take() {
      const taken = masked(kept, mask);
      kept = [];
      return taken;
    },
  };
}

type Kept = Omit<TransmissionEvent, 'bytes'> & { readonly bytes: Buffer };

/** A secret may lie across two pieces of one stream: each direction of it is masked as a whole, one character a byte. */
function masked(kept: readonly Kept[], mask: (text: string) => string): readonly TransmissionEvent[] {
  const streams = new Map<string, Kept[]>();
  for (const piece of kept) {
    const key = `${piece.transport} ${piece.source} ${piece.destination}`;
    const stream = streams.get(key);
    if (stream) stream.push(piece);
    else streams.set(key, [piece]);
  }
  const texts = new Map<Kept, string>();
  for (const pieces of streams.values()) {
    const whole = mask(withoutCredentials(pieces.map(({ bytes }) => bytes.toString('latin1')).join('')));
    let at = 0;
    for (const piece of pieces) texts.set(piece, whole.slice(at, (at += piece.bytes.length)));
  }
  return kept.map((piece) => ({
    ...piece,
    bytes: Buffer.from(texts.get(piece) ?? '', 'latin1').toString('base64'),
  }));
}

function watch(socket: WatchedSocket, keep: OnTransmission, closed: (place: string) => void): void {
  const local = (): NetworkPlace => ({ host: canonical(socket.localAddress), port: socket.localPort ?? 0 });
  const remote = (): NetworkPlace => ({ host: canonical(socket.remoteAddress), port: socket.remotePort ?? 0 });
  const common = { protocol: 'http', transport: socket.encrypted ? 'tls' : 'tcp' } as const;
  let left: NetworkPlace | undefined;
  // Whoever takes the port next is somebody else.
  socket.once('close', () => {
    if (left) closed(`${common.transport} ${placeText(left)}`);
  });
  socket.on('data', (bytes: Buffer) => {
    keep({ ...common, source: remote(), destination: local(), bytes, leaves: false });
  });
  const write = socket.write.bind(socket) as (...given: readonly unknown[]) => boolean;
  socket.write = (chunk: Uint8Array | string, ...rest: readonly unknown[]): boolean => {
    const encoding = typeof rest[0] === 'string' ? (rest[0] as BufferEncoding) : 'utf8';
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    const tell = (): void => {
      left = local();
      keep({ ...common, source: left, destination: remote(), bytes, leaves: true });
    };
    // What is written before the connection stands leaves when it does.
    if (socket.connecting) socket.once('connect', tell);
    else tell();
    return write(chunk, ...rest);
  };
}

const canonical = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/, '');
