// A ladder: what happened in one scenario as lifelines and rows, for every renderer alike. Types only.

import type { DeliveryEvent, MessageEvent, PhaseEvent } from '../../evidence/trace';
import type { Lifeline } from './lifelines';

export interface Ladder {
  readonly lifelines: readonly Lifeline[];
  readonly rows: readonly Row[];
  /** Where the scenario first left the clause: an index in rows. */
  readonly divergence: number | undefined;
}

export type Row = Arrow | Missing | Again | Note | Mark;
export type Phase = PhaseEvent['phase'];

interface Placed {
  /** Of the event that it shows; of a missing message, where it was due. No two rows of a ladder have the same. */
  readonly id: string;
  /** Milliseconds since the stimulus. */
  readonly at: number;
  readonly phase: Phase;
  /** The breaches that this row shows. */
  readonly breaks: readonly string[];
}

/** A message between two lifelines. */
export interface Arrow extends Placed {
  readonly kind: 'arrow';
  readonly step: string | undefined;
  readonly name: string;
  /** Indexes of lifelines. */
  readonly from: number;
  readonly to: number;
  /** The lifeline of the gateway that passed it on. */
  readonly through: number | undefined;
  readonly message: MessageFacts;
  /** What became of it, where it was not taken. */
  readonly trouble?: Trouble;
}

export type Trouble = Exclude<DeliveryEvent['outcome'], 'arrived' | 'accepted' | 'answered' | 'relayed'>;

export interface MessageFacts extends Pick<MessageEvent, 'flow' | 'raw' | 'schemaErrors' | 'writtenBy' | 'wire'> {
  readonly from: string;
  readonly to: string;
  /** What was read from the bytes, where that is not the same JSON. */
  readonly body?: MessageEvent['body'];
  /** With the id of one that a check names as evidence. */
  readonly deliveries: readonly (Pick<DeliveryEvent, 'by' | 'outcome' | 'detail'> & { readonly id?: string })[];
}

/** A message that had to come and did not. */
export interface Missing extends Placed {
  readonly kind: 'missing';
  readonly step: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly expected: string;
  /** How long it was waited for: the row at which nothing more came, and when that was. */
  readonly until?: { readonly id: string; readonly at: number };
}

/** Bytes that left once more, or that the weather of the target file changed on their way. */
export interface Again extends Placed {
  readonly kind: 'again';
  readonly of: 'sent again' | 'sent again, challenged' | 'lost' | 'doubled' | 'held';
  /** Of the message whose bytes they are; undefined for an answer to one. */
  readonly message: string | undefined;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The bytes as text. */
  readonly raw: string;
}

/** Something at one lifeline: a command of the upper tester, or bytes that were no information flow. */
export interface Note extends Placed {
  readonly kind: 'note';
  readonly of: 'control' | 'malformed' | 'aside';
  readonly over: number;
  readonly text: string;
  /** The command and its answer, or the bytes. */
  readonly detail: string;
}

/** What concerns every lifeline: a phase begins, or it was decided that nothing more comes. */
export interface Mark extends Placed {
  readonly kind: 'mark';
  readonly text: string;
}
