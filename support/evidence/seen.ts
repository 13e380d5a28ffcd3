// What parties and wires tell the recorder of: messages that left or arrived, bytes that are none, and what is beside the procedure.

import type { FlowId } from '../procedure/flows';
import type { PartyName } from '../procedure/roles';
import type { SchemaError } from './trace';

export interface SeenMessage {
  readonly flow: FlowId;
  readonly body: Readonly<Record<string, unknown>>;
  readonly raw: string;
  readonly schemaErrors: readonly SchemaError[];
  readonly wire: Readonly<Record<string, string>>;
  /** Who sent it, where that is known though the message does not say so. */
  readonly writer?: PartyName | undefined;
}

export interface ArrivedMessage extends Omit<SeenMessage, 'schemaErrors'> {
  /** The id that a message of ours carries. */
  readonly messageId: string | undefined;
  /** Asked for a message that nobody checked yet. */
  check(): readonly SchemaError[];
  /** Whoever got it takes nothing for others, so that it was sent to the wrong address where it is for another. */
  readonly takesItsOwn?: boolean;
}

/** Bytes that a party could not take as an information flow. */
export interface SeenMalformed {
  readonly raw: string;
  readonly problem: string;
  /** Where it was one of the procedure's as far as can be seen, what it was answered and all that can be read of it. */
  readonly refused?:
    | { readonly answer?: string; readonly from?: string; readonly readable?: string; readonly byNameOnly?: true }
    | undefined;
}

/** What was taken, and is none of the information flows. */
export interface SeenAside {
  readonly raw: string;
  readonly says: string;
  readonly from: string;
  readonly about?: string;
  readonly ended?: string;
  readonly forGood?: boolean;
}
