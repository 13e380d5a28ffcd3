// What the audit of a blind run lets be proposed as answers to the ICS: one made with no answer, so that every item was put to the
// test. A proposal is for the maker to confirm: what a product was not seen to do, it may do elsewhere. Pure.

import type { AuditEntry } from '../../verdict/results';

export interface ProposedAnswer {
  readonly item: string;
  readonly description: string;
  /** Undefined where nothing in the run can tell. */
  readonly answer: 'yes' | 'no' | undefined;
  /** What was seen, in words. */
  readonly seen: string;
  /** What the target file says now, where that is something else. */
  readonly now?: 'yes' | 'no' | 'some';
}

const ANSWER = { agrees: 'yes', contradicts: 'yes', 'not-shown': 'no', 'not-exercised': undefined } as const;

export const proposedIcs = (
  audit: readonly AuditEntry[],
  optional: ReadonlyMap<string, string>,
  given: Readonly<Record<string, 'yes' | 'no' | 'some'>>,
): readonly ProposedAnswer[] =>
  audit.flatMap(({ item, finding, seen }) => {
    const description = optional.get(item);
    if (description === undefined) return [];
    const answer = ANSWER[finding];
    const now = given[item];
    return [{ item, description, answer, seen, ...(now !== undefined && now !== answer && { now }) }];
  });

/** Lines for a target file; what cannot be told is a comment. */
export function proposedLines(proposed: readonly ProposedAnswer[], run: string): readonly string[] {
  return [
    `# Proposed by what was seen in ${run}; whether it is so, the maker of the product knows.`,
    'ics:',
    ...proposed.map(({ item, description, answer, seen, now }) => {
      const about = `${description} (${seen})${now === undefined ? '' : `; the target file says ${now}`}`;
      return answer === undefined ? `  # ${item}:  # ${about}` : `  ${item}: ${answer} # ${about}`;
    }),
  ];
}
