// What one port takes of whoever sends to it, before anybody has looked at what it says. Data only.

export interface WireLimits {
  /** Largest message, in bytes. */
  readonly messageBytes: number;
  /** Connections at one port at a time. */
  readonly connections: number;
}

export const DEFAULT_WIRE_LIMITS: WireLimits = { messageBytes: 1_048_576, connections: 1000 };

/** Of the head of one HTTP message: what Node has by default, whatever options it was started with. */
export const MOST_HEAD_BYTES = 16_384;
