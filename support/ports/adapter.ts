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
  /** Where it was one of the procedure's as far as can be seen, and was not taken: whoever sent it is charged with that. */
  readonly refused?: RefusedMessage;
}

/** What was taken, or what the wire sends by itself, and is none of the information flows: it tells something of the wire alone. */
export interface AsideMessage {
  readonly raw: string;
  /** What it is, in words. */
  readonly says: string;
  /** Who it says that it is from. */
  readonly from: string;
  /** What it was asked for by, as bytes: where it names nothing of a scenario itself, it belongs where that does. */
  readonly about?: string;
  /** It ends a subscription, by this cause. */
  readonly ended?: string;
  /** Whoever subscribed is not to come again. */
  readonly forGood?: boolean;
}

/** What was refused at the level of the wire, and all that can be read of it. */
export interface RefusedMessage {
  /** Such as `415`; absent where no answer could be given. */
  readonly answer?: string;
  readonly flow?: FlowId;
  /** Who it says that it is from. */
  readonly from?: string;
  /** What can be read of bytes that are not what they had to be, for the names in it. */
  readonly readable?: string;
  /** Nobody is guessed to have sent it: only a name in it tells. */
  readonly byNameOnly?: true;
}

/** What the receiver says to the sender at the level of the wire; never an information flow. */
export type Reception =
  | { readonly accepted: true }
  | {
      readonly accepted: false;
      readonly problem: string;
      readonly errors?: readonly SchemaError[];
      /** It was not looked at: products sent more than is taken. */
      readonly beyondLimits?: true;
      /** It could be taken and is not: how often that was so before. A wire has several ways to say it. */
      readonly unwilling?: number;
    };

export interface Receiver {
  /** Called for each message; the wire's answer waits for the returned promise. */
  onMessage(message: InboundMessage): Reception | Promise<Reception>;
  onMalformed(message: MalformedMessage): void;
  onAside?(message: AsideMessage): void;
  /** Asked before anything of a message is read, where a wire can: why nothing is taken just now. */
  isFull?(messageId: string | undefined): string | undefined;
  /** Asked before a message is taken, where a wire refuses what is for nobody: whether anybody has the identity that it is for. */
  isSomebody?(id: string, message: Pick<InboundMessage, 'body' | 'raw'>): boolean;
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

interface Answered {
  readonly detail: string;
  /** The bytes as text, of an answer that is no information flow. */
  readonly answer?: string;
}

export type DeliveryOutcome =
  | (Answered & { readonly outcome: 'accepted' })
  | (Answered & {
      readonly outcome: 'refused';
      /** Its answer began and did not end in time. */
      readonly timedOut?: true;
    })
  /** The receiver asked for credentials first, and nobody has any that it takes. */
  | (Answered & { readonly outcome: 'challenged' })
  /** The receiver has too much to do; that it would not take it at another time is not said. */
  | (Answered & { readonly outcome: 'overloaded' })
  | {
      readonly outcome: 'undeliverable';
      readonly detail: string;
      /** There was somebody, who did not answer in time. */
      readonly timedOut?: true;
    };

/** What a sender is told while a message is on its way, for wires on which its end comes late. */
export interface Progress {
  /** Nothing that is sent from now on overtakes it. */
  readonly left: () => void;
  /** Nothing of it is in hand here any more, until an answer comes. */
  readonly taken: () => void;
}

/** A message that left once more in other bytes, since it was answered with a challenge. */
export interface Again {
  readonly raw: string;
  /** What it was answered with, the bytes as text. */
  readonly challenge: string;
}

/** Sends what was prepared, once. Never rejects: what goes wrong on the wire is an outcome. */
export type Leave = (signal: AbortSignal, onAgain?: (again: Again) => void) => Promise<DeliveryOutcome>;

/** What stands on the wire for a message, every byte of it fixed before any leaves. */
export type Prepared =
  | {
      readonly carried: true;
      /** The bytes that leave, as text. Several requests that are one message stand one after another. */
      readonly raw: string;
      /** The elements that a reader of the wire finds. */
      readonly body: Json;
      /** What a reader of the wire objects to; the schema of the flow says where it is absent. */
      readonly errors?: readonly SchemaError[];
      /** Facts of the wire beside the bytes. */
      readonly wire?: Readonly<Record<string, string>>;
      readonly leave: Leave;
      /** Hands the same bytes to a listener of this process over no socket; absent where none listens at the address. */
      readonly leaveInside?: Leave;
    }
  /**
   * The wire has nothing for the message: it is never sent, and that is no fault. Or what leaves for it is none of the
   * information flows (`leave`), so that nobody can take it for one.
   */
  | { readonly carried: false; readonly why: string; readonly leave?: Leave };

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
  /**
   * Makes the bytes of a message, which are then recorded and only then leave. On wires on which one message is made of
   * what became of another it waits for that.
   */
  prepare(message: OutboundMessage, progress?: Progress): Prepared | Promise<Prepared>;
  close(): Promise<void>;
}
