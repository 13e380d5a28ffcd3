// What the three transports have in common: a bound port that bytes leave by and arrive at.

import type { Place, TransportName } from '../place';
import type { FramingFault } from './framer';
import type { Fate } from './weather';

/** One stream that bytes came by, for what goes back by the same. */
export interface Connection {
  readonly open: boolean;
  readonly remote: Place;
  readonly local: Place;
  send(bytes: Buffer): Promise<void>;
}

export interface Arrival {
  readonly transport: TransportName;
  readonly local: Place;
  readonly remote: Place;
  readonly bytes: Buffer;
  readonly connection?: Connection;
  /** The stream could not be cut any further: it is closed after this. */
  readonly fault?: FramingFault;
}

export interface WireEvents {
  arrived(arrival: Arrival): void;
  /** The bytes meet the wire. */
  left(transport: TransportName, local: Place, remote: Place, bytes: Buffer, fate?: Fate): void;
  /** Asked before anything leaves, also an answer to a ping. */
  allows(place: Place): boolean;
}

export interface Wire {
  readonly transport: TransportName;
  readonly local: Place;
  /** Of a stream: resolves when there is a connection to there, which is made where there is none. @throws SipFailure */
  reach?(to: Place): Promise<void>;
  /** @throws SipFailure */
  send(bytes: Buffer, to: Place): Promise<void>;
  close(): Promise<void>;
}

export interface StreamLimits {
  readonly maxHeadBytes: number;
  readonly maxBodyBytes: number;
  /** Nothing came or went for so long: closed. */
  readonly idleMs: number;
  /** A message that has begun takes so long: closed. */
  readonly partialMs: number;
  /** Likewise of TLS. */
  readonly handshakeMs: number;
  readonly connectMs: number;
  /** At most so many connections, in and out together. */
  readonly maxConnections: number;
  /** A peer that does not read: closed once so much waits for it. */
  readonly maxQueuedBytes: number;
  /** The same, counted: an answer to a ping has two bytes and takes a hundred times as many to keep. */
  readonly maxQueued: number;
}

export const DEFAULT_STREAM_LIMITS: StreamLimits = {
  maxHeadBytes: 65_536,
  maxBodyBytes: 1_048_576,
  idleMs: 600_000,
  partialMs: 30_000,
  handshakeMs: 30_000,
  connectMs: 5_000,
  maxConnections: 2_000,
  maxQueuedBytes: 16_777_216,
  maxQueued: 10_000,
};
