// An adapter carries information flows over one wire. Types only. It knows no scenario and gives no verdict.

import type { FlowId } from '../procedure/flows';
import type { PartyName } from '../procedure/roles';
import type { SchemaError } from '../procedure/schema-error';

export type Json = Readonly<Record<string, unknown>>;

export interface InboundMessage {
  readonly flow: FlowId;
  readonly body: Json;
  /** The bytes as text. */
  readonly raw: string;
  /** The id that the sender gave the message, where it gave one. */
  readonly messageId: string | undefined;
  readonly wire: Readonly<Record<string, string>>;
  /** Of a wire that judges by rules of its own (adr/0007); the schema of the flow does where it is absent. */
  readonly verdict?: WireVerdict;
}

export interface WireVerdict {
  /** What the wire objects to; whoever wrote the bytes is charged with it. */
  readonly errors: readonly SchemaError[];
  /** Whether enough was understood to act on it. */
  readonly understood: boolean;
}

export interface MalformedMessage {
  readonly raw: string;
  readonly problem: string;
  readonly wire: Readonly<Record<string, string>>;
}

/** What the receiver says to the sender at the level of the wire; never an information flow. */
export type Reception =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly problem: string; readonly errors?: readonly SchemaError[] };

export interface Receiver {
  /** Called for each message; the wire's answer waits for the returned promise. */
  onMessage(message: InboundMessage): Reception | Promise<Reception>;
  onMalformed(message: MalformedMessage): void;
}

export interface OutboundMessage {
  readonly flow: FlowId;
  /** Who sends it, for wires on which an answer comes back to where the sender listens. */
  readonly by?: PartyName;
  /** Where the receiver listens, as its listener or the target file said. */
  readonly address: string;
  readonly body: Json;
  readonly messageId: string;
}

export type DeliveryOutcome =
  | { readonly outcome: 'accepted'; readonly detail: string }
  | { readonly outcome: 'refused'; readonly detail: string }
  | { readonly outcome: 'undeliverable'; readonly detail: string };

/** What a sender is told while a message is on its way, for wires on which its end comes late. */
export interface Progress {
  /** Nothing that is sent from now on overtakes it. */
  readonly left: () => void;
  /** Nothing of it is in hand here any more, until an answer comes. */
  readonly taken: () => void;
}

/** What stands on the wire for a message. */
export type Written =
  | {
      readonly carried: true;
      readonly raw: string;
      /** The elements that a reader of the wire finds. */
      readonly body: Json;
      /** What a reader of the wire objects to. */
      readonly errors: readonly SchemaError[];
    }
  /**
   * The wire has nothing for the message: it is never sent, and that is no fault. Or what leaves for it is none of the
   * information flows (`leaves`), so that nobody can take it for one.
   */
  | { readonly carried: false; readonly why: string; readonly leaves?: true };

export interface Listener {
  /** What a sender must be told to reach this listener. */
  readonly address: string;
  /** Idempotent; ends open connections. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** Loopback unless the target file says otherwise. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Who listens. */
  readonly party?: PartyName;
  /** The host by which others reach it, where that is not the one it listens on. */
  readonly advertise?: string;
}

export interface Adapter {
  listen(receiver: Receiver, options: ListenOptions): Promise<Listener>;
  /** The text that `send` would put on the wire, so that the trace shows bytes and not an intention. */
  encode(message: Omit<OutboundMessage, 'messageId'>): string;
  /** Of a wire that carries less than the flow, or something else; where absent it carries the flow. */
  written?(message: Omit<OutboundMessage, 'messageId'>): Written;
  /** Never rejects: what goes wrong on the wire is an outcome. */
  send(message: OutboundMessage, signal: AbortSignal, progress?: Progress): Promise<DeliveryOutcome>;
  close(): Promise<void>;
}
