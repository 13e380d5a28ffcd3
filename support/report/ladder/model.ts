// A ladder: what happened in one scenario as lifelines and rows, for every renderer alike. Types only.

import type { DeliveryEvent, MessageEvent, PhaseEvent } from '../../evidence/trace';
import type { Lifeline } from './lifelines';

export interface Ladder {
  readonly lifelines: readonly Lifeline[];
  readonly rows: readonly Row[];
  /** Where the scenario first left the clause: an index in rows. */
  readonly divergence: number | undefined;
}

export type Row = Arrow | Missing | Note | Mark;
export type Phase = PhaseEvent['phase'];

interface Placed {
  /** Milliseconds since the stimulus. */
  readonly at: number;
  readonly phase: Phase;
  /** The breaches that this row shows. */
  readonly breaks: readonly string[];
}

/** A message between two lifelines. */
export interface Arrow extends Placed {
  readonly kind: 'arrow';
  readonly id: string;
  readonly step: string | undefined;
  readonly name: string;
  /** Indexes of lifelines. */
  readonly from: number;
  readonly to: number;
  /** The lifeline of the gateway that passed it on. */
  readonly through: number | undefined;
  readonly message: MessageFacts;
}

export interface MessageFacts extends Pick<MessageEvent, 'flow' | 'raw' | 'schemaErrors' | 'writtenBy' | 'wire'> {
  readonly from: string;
  readonly to: string;
  /** What was read from the bytes, where that is not the same JSON. */
  readonly body?: MessageEvent['body'];
  readonly deliveries: readonly Pick<DeliveryEvent, 'by' | 'outcome' | 'detail'>[];
}

/** A message that had to come and did not. */
export interface Missing extends Placed {
  readonly kind: 'missing';
  readonly step: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly expected: string;
}

/** Something at one lifeline: a command of the upper tester, or bytes that were no information flow. */
export interface Note extends Placed {
  readonly kind: 'note';
  readonly id: string;
  readonly of: 'control' | 'malformed';
  readonly over: number;
  readonly text: string;
  /** The command and its answer, or the bytes. */
  readonly detail: string;
}

/** What concerns every lifeline: a phase begins, or it was decided that nothing more comes. */
export interface Mark extends Placed {
  readonly kind: 'mark';
  readonly id: string;
  readonly text: string;
}
