// An adapter carries information flows over one wire. Types only. It knows no scenario and gives no verdict.

import type { FlowId } from '../procedure/flows';
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
  /** Where the receiver listens, as its listener or the target file said. */
  readonly address: string;
  readonly body: Json;
  readonly messageId: string;
}

export type DeliveryOutcome =
  | { readonly outcome: 'accepted'; readonly detail: string }
  | { readonly outcome: 'refused'; readonly detail: string }
  | { readonly outcome: 'undeliverable'; readonly detail: string };

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
}

export interface Adapter {
  readonly name: 'http-json' | 'sip' | 'plugin' | 'memory';
  listen(receiver: Receiver, options: ListenOptions): Promise<Listener>;
  /** The text that `send` would put on the wire, so that the trace shows bytes and not an intention. */
  encode(message: Omit<OutboundMessage, 'messageId'>): string;
  /** Never rejects: what goes wrong on the wire is an outcome. */
  send(message: OutboundMessage, signal: AbortSignal): Promise<DeliveryOutcome>;
  close(): Promise<void>;
}
