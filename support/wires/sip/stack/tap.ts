// What an observer of the stack is told: each message as bytes when it meets the wire.

import type { Place, TransportName } from './place';
import type { Fate } from './transport/weather';

interface OnTheWire {
  readonly at: number;
  readonly transport: TransportName;
  readonly local: Place;
  readonly remote: Place;
  readonly bytes: Buffer;
}

export interface BytesIn extends OnTheWire {
  readonly event: 'bytes-in';
}

export interface BytesOut extends OnTheWire {
  readonly event: 'bytes-out';
  /** What the weather made of it. */
  readonly fate?: Fate;
}

export type TapEvent = BytesIn | BytesOut;
export type Tap = (event: TapEvent) => void;
