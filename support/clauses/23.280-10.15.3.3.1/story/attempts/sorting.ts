// What the messages of a scenario are sorted by, as far as those before have been sorted: which attempts there are, what stands for
// which, and what had arrived when a message was written.

import type { Story } from '../../../../oracle/story';
import type { Arrivals } from '../../../../oracle/story/arrivals';
import type { Controls } from '../../../../oracle/story/controls';
import type { Membership } from '../../../../oracle/story/membership';
import type { Message, Undelivered } from '../../../../oracle/story/message';
import type { Places } from '../../../../oracle/story/places';
import type { Abilities } from '../../../../ports/abilities';
import { readAnnouncements } from './announcements';
import { readAnswersToCome } from './answers-to-come';
import { createAskedUsers } from './asked-users';
import type { AttemptDraft } from './attempt';
import { createAttemptIndex } from './attempt-index';
import { createNamedElsewhere } from './named-elsewhere';

/** What of a story it takes. */
export interface Sources {
  readonly messages: readonly Message[];
  readonly places: Places;
  readonly undelivered: Undelivered;
  readonly membership: Pick<Membership, 'affiliation' | 'reported' | 'service'>;
  readonly controls: Pick<Controls, 'withdrawals' | 'acts'>;
  readonly arrivalOf: Arrivals;
  readonly settledAfter: (seq: number) => { readonly seq: number } | undefined;
  readonly abilities: Pick<Abilities, 'looksWhoCancels' | 'findsMembersElsewhere'>;
  readonly refusals: Story['refusals'];
  readonly malformed: Story['malformed'];
}

export interface Stray {
  readonly message: Message;
  /** Why nothing called for it. */
  readonly because: string;
  /** The reading by which nothing does, where the clause is ambiguous. */
  readonly reading?: string;
}

export type IsOpen = (attempt: AttemptDraft) => boolean;

export interface Sorting extends Pick<Sources, 'places' | 'membership' | 'controls' | 'arrivalOf' | 'settledAfter'> {
  readonly index: ReturnType<typeof createAttemptIndex>;
  readonly askedUsers: ReturnType<typeof createAskedUsers>;
  readonly namedElsewhere: ReturnType<typeof createNamedElsewhere>;
  readonly announcements: ReturnType<typeof readAnnouncements>;
  readonly answersToCome: ReturnType<typeof readAnswersToCome>;
  /** The last answer of a partner that names a regroup, by primary and identity. */
  readonly heardOf: Map<string, Message>;
  readonly stray: (message: Message, because: string, reading?: string) => void;
  /** Its primary had the request when the message was written. */
  readonly reachedBy: (message: Message) => IsOpen;
}

export function createSorting(sources: Sources, strays: Stray[]): Sorting {
  const { messages, places, membership, controls, arrivalOf, settledAfter, abilities } = sources;
  const index = createAttemptIndex();
  return {
    places,
    membership,
    controls,
    arrivalOf,
    settledAfter,
    index,
    askedUsers: createAskedUsers(),
    namedElsewhere: createNamedElsewhere(index, abilities),
    announcements: readAnnouncements(messages),
    answersToCome: readAnswersToCome(messages),
    heardOf: new Map(),
    stray(message, because, reading) {
      strays.push({ message, because, ...(reading !== undefined && { reading }) });
    },
    reachedBy:
      ({ seq }) =>
      ({ step2 }) =>
        arrivalOf(step2).from <= seq,
  };
}
