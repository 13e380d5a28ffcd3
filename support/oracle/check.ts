// A check reads the story of a scenario and says, for one requirement, what it found. Pure: no clock, no I/O, and nothing
// from the reference parties; if the oracle and the reference shared a decision, both would be wrong together.

import type { PartyName } from '../procedure/roles';
import type { Finding } from '../verdict/finding';
import type { Story } from './story';

export interface JudgeOptions {
  /** `lenient`: the order in which one sender writes to different receivers never fails. */
  readonly ordering: 'strict' | 'lenient';
}

/** What the clause lets a party leave, so that a requirement finds nothing to ask. */
export interface Freedom {
  readonly party: PartyName;
  readonly because: string;
}

export interface Check {
  /** Requirement id in the catalogue, the same for pass and fail. */
  readonly requirement: string;
  /** One finding for each time that the requirement came to bear; none where it never did. */
  judge(story: Story, options: JudgeOptions): readonly Finding[];
  /** Asked where it came to bear on nobody; undefined where no freedom was used. */
  freedom?(story: Story): Freedom | undefined;
}

/** Of one requirement: what each of them finds, in their order. */
export const together = (first: Check, ...others: readonly Check[]): Check => ({
  ...first,
  judge: (story, options) => [first, ...others].flatMap((one) => one.judge(story, options)),
});
