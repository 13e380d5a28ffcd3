// The trace: everything that was seen, append-only, bytes beside meaning. The only thing that the oracle looks at.
// Unaware of what any of it proves.

import type { Fixture } from '../procedure/fixture';
import type { FlowId } from '../procedure/flows';
import type { PartyName } from '../procedure/roles';
import type { SchemaError } from '../procedure/schema-error';

export type { SchemaError };

interface Common {
  /** Position in the trace of the run: the one order that decides. */
  readonly seq: number;
  /** Milliseconds since the run started, on a monotonic clock. */
  readonly at: number;
  /** The scenario's scope, or null where the event belongs to none that is known. */
  readonly scope: string | null;
}

export interface Endpoint {
  /** The party that carries the identity; null for an identity that the scenario does not know. */
  readonly party: PartyName | null;
  /** MC service ID, or the identity of a server or group management server. */
  readonly id: string;
}

/**
 * One information flow, recorded once: when a played party writes it, or else when a played party receives it, or a tap
 * passes it on. A relay by a gateway and the arrival at the receiver are deliveries of the same message.
 */
export interface MessageEvent extends Common {
  readonly kind: 'message';
  readonly id: string;
  readonly flow: FlowId;
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** The decoded message; whatever it was when it is not valid. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The bytes as text, as they were on the wire. */
  readonly raw: string;
  /** Empty for a valid message. */
  readonly schemaErrors: readonly SchemaError[];
  /** Whose bytes these are: a violation is charged to the writer. */
  readonly writtenBy: 'harness' | 'implementation';
  /** Facts of the wire that the adapter adds: addresses, path, headers without secrets. */
  readonly wire: Readonly<Record<string, string>>;
}

/** What became of a message that a played party wrote or relayed, or that arrived at one or at a tap in front of a product. */
export interface DeliveryEvent extends Common {
  readonly kind: 'delivery';
  readonly id: string;
  readonly message: string;
  readonly by: PartyName;
  /** Of a relay: the bytes as text, as they left for its next hop. */
  readonly raw?: string;
  /** `answered`: a played receiver, where it has arrived, has answered it by what is no message of its own. */
  readonly outcome:
    'arrived' | 'accepted' | 'answered' | 'refused' | 'challenged' | 'overloaded' | 'undeliverable' | 'relayed';
  readonly detail: string;
  /** What it was answered with, the bytes as text, where the answer is no information flow and so no message of its own. */
  readonly answer?: string;
}

/**
 * A message of ours that left once more, in other bytes, since it was challenged: with credentials, a new CSeq and a new
 * branch. It is the same message; what its event has as bytes left first.
 */
export interface ResentEvent extends Common {
  readonly kind: 'resent';
  readonly id: string;
  readonly message: string;
  readonly by: PartyName;
  readonly raw: string;
  /** The bytes, as text, that those before these were answered with. */
  readonly challenge: string;
}

/** What a party of ours had to say and the wire has nothing for: nobody was sent it, and nobody can miss it there. */
export interface NotCarriedEvent extends Common {
  readonly kind: 'not-carried';
  readonly id: string;
  readonly party: PartyName;
  readonly flow: FlowId;
  readonly why: string;
}

/** Bytes that were no information flow at all. */
export interface MalformedEvent extends Common {
  readonly kind: 'malformed';
  readonly id: string;
  readonly party: PartyName;
  readonly raw: string;
  readonly problem: string;
  /** The product that sent a message of the procedure so; absent where it was none, or where nobody can tell whose it was. */
  readonly writer?: PartyName;
  /** Nothing in the bytes tells the writer: it is a product that could have written them. They may be a stranger's. */
  readonly guessed?: true;
  /** What it was refused with. */
  readonly answer?: string;
  /** No bytes: from here on products sent more than is taken, and what was refused for that is not in the trace. */
  readonly beyondLimits?: true;
}

/** What a party of ours took, or sent by itself, and is none of the information flows: it tells something of the wire alone. */
export interface AsideEvent extends Common {
  readonly kind: 'aside';
  readonly id: string;
  readonly party: PartyName;
  /** Whose name it has; null for nobody of the scenario. */
  readonly writer: PartyName | null;
  readonly raw: string;
  readonly says: string;
  /** It ends a subscription, by this cause. */
  readonly ended?: string;
  /** Whoever subscribed is not to come again. */
  readonly forGood?: boolean;
}

/** A command of the upper tester and its answer. */
export interface ControlEvent extends Common {
  readonly kind: 'control';
  readonly id: string;
  readonly party: PartyName;
  readonly command: Readonly<Record<string, unknown>> & { readonly command: string };
  readonly answer: Readonly<Record<string, unknown>> & { readonly status: string };
}

/** The facts that the scenario declares. Later ones replace earlier ones. */
export interface FixtureEvent extends Common {
  readonly kind: 'fixture';
  readonly id: string;
  readonly fixture: Fixture;
}

/** A phase of the scenario: everything before `stimulus` is preamble, everything after `postamble` is clean-up. */
export interface PhaseEvent extends Common {
  readonly kind: 'phase';
  readonly id: string;
  readonly phase: 'preamble' | 'stimulus' | 'postamble';
  readonly text: string;
}

/** How it was decided that nothing more would come. */
export interface SettledEvent extends Common {
  readonly kind: 'settled';
  readonly id: string;
  /** All played parties were idle, or no message came for a quiet window, or the deadline passed while some still came. */
  readonly by: 'idle' | 'quiet-window' | 'deadline';
  readonly waitedMs: number;
  /** How late our own event loop was meanwhile; deadlines were put off by as much. */
  readonly lateMs?: number;
  /** Statements by which an implementation owed something that was waited for until the deadline and did not come. */
  readonly owed?: readonly string[];
}

/** The products between any two of which the harness passes the messages on, so that it sees them. */
export interface TappedEvent extends Common {
  readonly kind: 'tapped';
  readonly id: string;
  readonly parties: readonly PartyName[];
}

/** Roles that are one product: what passes between them stays inside it. */
export interface OneProductEvent extends Common {
  readonly kind: 'one-product';
  readonly id: string;
  readonly parties: readonly PartyName[];
}

/** Bytes as a socket of ours carried them. It decides nothing: it stands beside the events that it is the wire of. */
export interface TransmissionEvent extends Common {
  readonly kind: 'transmission';
  readonly id: string;
  /** `tls`: records as they were on the wire; otherwise of TLS stands here what went in and came out. */
  readonly protocol: string;
  readonly transport: 'udp' | 'tcp' | 'tls';
  /** Address and port. */
  readonly source: string;
  readonly destination: string;
  /** In base64. */
  readonly bytes: string;
  /** What the bad weather of the target file made of it after it had left. */
  readonly weather?: 'lost' | 'doubled' | 'held';
  /** So many bytes that came after these until the scenario ended were not kept. */
  readonly leftOut?: number;
}

/** What opens the TLS records of this run, in the NSS key log format (RFC 9850). */
export interface KeyLogEvent extends Common {
  readonly kind: 'key-log';
  readonly id: string;
  readonly lines: readonly string[];
}

export type TraceEvent =
  | MessageEvent
  | DeliveryEvent
  | ResentEvent
  | NotCarriedEvent
  | MalformedEvent
  | AsideEvent
  | ControlEvent
  | FixtureEvent
  | PhaseEvent
  | SettledEvent
  | TappedEvent
  | OneProductEvent
  | TransmissionEvent
  | KeyLogEvent;
