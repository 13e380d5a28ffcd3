// Stage 2 adds and removes; presence tells the whole. This turns the one into the other and back, and keeps what was last
// told between two entities. Unaware of what the members are.

import { canonical, canonicalId } from '../../../procedure/identities';

export interface SetKey {
  readonly from: string;
  readonly to: string;
  /** The user whose groups, or the group whose members; or `clients` of the user who told it. */
  readonly of: string;
}

export interface CompleteSet extends SetKey {
  readonly members: readonly string[];
}

/** What is added to a set, whatever it has by then; the oldest members make room. */
export interface Addition extends SetKey {
  readonly added: readonly string[];
}

export type Settling = CompleteSet | Addition;

export interface Change {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Each once, as it was first written. */
export function joined(members: readonly string[], added: readonly string[]): readonly string[] {
  const once = new Map<string, string>();
  for (const member of [...members, ...added])
    if (!once.has(canonicalId(member))) once.set(canonicalId(member), member);
  return [...once.values()];
}

export function without(members: readonly string[], removed: readonly string[]): readonly string[] {
  const gone = new Set(removed.map(canonicalId));
  return members.filter((member) => !gone.has(canonicalId(member)));
}

export const changed = (members: readonly string[], { added, removed }: Change): readonly string[] =>
  joined(without(members, removed), added);

/** Of what is added one by one so many are remembered. */
const MOST_ADDED = 50;

/** By their values, of which each has its own, whoever it is of (TS 24.379 9.2.1.2, item 6). */
export const publicationsTo = (server: string): SetKey => ({ from: server, to: server, of: 'publications' });

/** Beside those that others make meanwhile. */
export const published = (server: string, ids: readonly string[]): Addition => ({
  ...publicationsTo(server),
  added: ids,
});

export const changeOf = (before: readonly string[], after: readonly string[]): Change => ({
  added: without(joined(after, []), before),
  removed: without(before, after),
});

export interface Sets {
  standing(key: SetKey): readonly string[];
  settle(set: Settling): void;
}

export function createSets(): Sets {
  const kept = new Map<string, readonly string[]>();
  const standing = (key: SetKey): readonly string[] => kept.get(nameOf(key)) ?? [];
  return {
    standing,
    settle(set) {
      const members = 'members' in set ? set.members : [...standing(set), ...set.added].slice(-MOST_ADDED);
      if (members.length > 0) kept.set(nameOf(set), members);
      else kept.delete(nameOf(set));
    },
  };
}

const nameOf = ({ from, to, of }: SetKey): string => JSON.stringify(canonical([from, to, of]));
