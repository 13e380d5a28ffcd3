// What an observer of the stack is told: each message as bytes when it meets the wire, and as a message, with what is
// wrong with it, on the other side of the parser.

import type { Parsing } from './message/parse';
import type { SipMessage } from './message/message';
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

export interface ParsedIn extends OnTheWire, Parsing {
  readonly event: 'parsed-in';
}

/** Before it is written; it may still be refused or fail. */
export interface MessageOut {
  readonly event: 'message-out';
  readonly at: number;
  readonly transport: TransportName;
  readonly remote: Place;
  readonly message: SipMessage;
}

export type TapEvent = BytesIn | BytesOut | ParsedIn | MessageOut;
export type Tap = (event: TapEvent) => void;
