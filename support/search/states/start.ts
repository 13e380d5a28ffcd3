// Where a search starts, and what may happen on the way, as data. Types only.

import type { PartyName } from '../../procedure/roles';
import type { Fate } from '../deployment';
import type { Setup, StoryAct } from '../stories/story';
import type { ReadingName } from './readings';

export interface Start {
  readonly setup: Setup;
  /** Regroups that users initiate before anything else; each request is under way until it arrives. */
  readonly requests: readonly Extract<StoryAct, { act: 'initiate' }>[];
}

/** What a network does to a message between MC service servers. */
export type Fault = Exclude<Fate, 'arrives'>;

export type WalkMove =
  | { readonly act: StoryAct }
  /** The first message of a link arrives, `client-1>primary-server`. */
  | { readonly arrives: string }
  | { readonly fault: Fault; readonly link: string }
  /** A party takes up the step that it put off first. */
  | { readonly resumes: PartyName };

/** A way through a search: it replays by itself. What nobody heeds arrives at once. */
export interface Walk {
  readonly start: Start;
  readonly readings: readonly ReadingName[];
  readonly moves: readonly WalkMove[];
}
