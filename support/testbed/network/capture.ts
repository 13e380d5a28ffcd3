// What the sockets of this process carry, told as events of the trace. Between two parties of ours each piece is told once, by
// its sender. It decides no verdict, so it goes past the recorder. Unaware of what the bytes mean.

import { withoutCredentials } from '../../evidence/without-credentials';
import type { KeyLogEvent, TransmissionEvent } from '../../evidence/trace';
import type {
  BelowTls,
  NetworkPlace,
  OnSocket,
  OnTransmission,
  Transmission,
  WatchedSocket,
} from '../../ports/transmission';
import { relayed } from './below-tls';

export interface Capture {
  readonly onTransmission: OnTransmission;
  readonly onSocket: OnSocket;
  /** Only where records and keys are wanted in place of what went into TLS and came out of it. */
  readonly belowTls?: BelowTls;
  /** What was carried since the last call, after what opens it. */
  take(): readonly (KeyLogEvent | TransmissionEvent)[];
}

export interface CaptureOptions {
  /** Milliseconds since the run started, on the clock of the events. */
  readonly elapsed: () => number;
  /** Makes ids unlike those of every other process of the run. */
  readonly prefix: string;
  /** The text with its secrets made unreadable, as long as it was. */
  readonly mask: (text: string) => string;
  /** Whether TLS is kept as it was on the wire, with the secrets that open it. */
  readonly tls?: boolean;
  /** Bytes between two calls of `take`; what comes beyond is counted and not kept. */
  readonly most: number;
}

/** What each piece takes besides its bytes. */
const PIECE = 256;

const placeText = ({ host, port }: NetworkPlace): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

export function createCapture({ elapsed, prefix, mask, tls = false, most }: CaptureOptions): Capture {
  let kept: Kept[] = [];
  let keys = new Set<string>();
  let seq = 0;
  /** Places of ours that something has left. */
  const own = new Set<string>();
  let held = 0;
  let leftOut = 0;

  /** Once something was left out, all is that follows, or a stream would go on as if nothing had been between. */
  function hasRoom(size: number): boolean {
    if (leftOut > 0 || held + size + PIECE > most) leftOut += size;
    else held += size + PIECE;
    return leftOut === 0;
  }

  function keep({ protocol, transport, source, destination, bytes, leaves, weather }: Transmission): void {
    const from = `${transport} ${placeText(source)}`;
    if (leaves) own.add(from);
    else if (own.has(from)) return;
    if (!hasRoom(bytes.length)) return;
    seq += 1;
    kept.push({
      kind: 'transmission',
      scope: null,
      id: `${prefix}t${seq}`,
      seq,
      at: elapsed(),
      protocol,
      transport,
      source: placeText(source),
      destination: placeText(destination),
      bytes,
      ...(weather && { weather }),
    });
  }

  const forget = (place: string): boolean => own.delete(place);

  function takeKeys(): readonly KeyLogEvent[] {
    if (keys.size === 0) return [];
    const lines = [...keys];
    keys = new Set();
    seq += 1;
    return [{ kind: 'key-log', scope: null, id: `${prefix}t${seq}`, seq, at: elapsed(), lines }];
  }

  return {
    onTransmission: keep,
    onSocket: (socket) => {
      watch(socket, 'http', keep, forget);
    },
    ...(tls && {
      belowTls: {
        between: (connection) => {
          watch(connection, 'tls', keep, forget);
          return relayed(connection);
        },
        // Where both ends are ours, each tells the same.
        onKeys: (line) => {
          if (hasRoom(line.length)) keys.add(line.toString('latin1').trimEnd());
        },
      },
    }),
    take() {
      const taken = [...takeKeys(), ...masked(kept, mask)];
      const last = taken.at(-1);
      if (leftOut > 0 && last?.kind === 'transmission') taken.splice(-1, 1, { ...last, leftOut });
      kept = [];
      held = 0;
      leftOut = 0;
      return taken;
    },
  };
}

type Kept = Omit<TransmissionEvent, 'bytes'> & { readonly bytes: Buffer };

/** A secret may lie across two pieces of one stream: each direction of it is masked as a whole, one character a byte. */
function masked(kept: readonly Kept[], mask: (text: string) => string): readonly TransmissionEvent[] {
  const streams = new Map<string, Kept[]>();
  for (const piece of kept) {
    const key = `${piece.protocol} ${piece.transport} ${piece.source} ${piece.destination}`;
    const stream = streams.get(key);
    if (stream) stream.push(piece);
    else streams.set(key, [piece]);
  }
  const texts = new Map<Kept, string>();
  for (const pieces of streams.values()) {
    const plain = pieces.map(({ bytes }) => bytes.toString('latin1')).join('');
    // A change to a record of TLS would hide nothing and break it.
    const whole = pieces[0]?.protocol === 'tls' ? plain : mask(withoutCredentials(plain));
    let at = 0;
    for (const piece of pieces) texts.set(piece, whole.slice(at, (at += piece.bytes.length)));
  }
  return kept.map((piece) => ({
    ...piece,
    bytes: Buffer.from(texts.get(piece) ?? '', 'latin1').toString('base64'),
  }));
}

function watch(
  socket: WatchedSocket,
  protocol: Transmission['protocol'],
  keep: OnTransmission,
  closed: (place: string) => void,
): void {
  const local = (): NetworkPlace => ({ host: canonical(socket.localAddress), port: socket.localPort ?? 0 });
  const remote = (): NetworkPlace => ({ host: canonical(socket.remoteAddress), port: socket.remotePort ?? 0 });
  const common = { protocol, transport: socket.encrypted ? 'tls' : 'tcp' } as const;
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
