// The lines of a trace, each with its own digest, and one digest over all in their order: a line that is changed, gone, added or
// in another place is not only noticed but named.

import { sha256 } from './digest';

export interface Chain {
  /** Digest of each line, in order. */
  readonly links: readonly string[];
  /** Digest over all of them. */
  readonly head: string;
}

const START = sha256('mcx-conformance events');

/** Each link has one length, so that no two lists of them have one head. */
export const headOf = (links: readonly string[]): string => links.reduce((head, link) => sha256(head + link), START);

export const chainOf = (links: readonly string[]): Chain => ({ links, head: headOf(links) });

/** In words what differs between the lines as sealed and as they are; undefined where nothing does. */
export function chainDifference(sealed: readonly string[], actual: readonly string[]): string | undefined {
  const at = sealed.findIndex((link, index) => link !== actual[index]);
  if (at === -1 && sealed.length === actual.length) return undefined;
  if (at === -1) return `line ${sealed.length + 1}: an event was added`;
  const shift = actual.length - sealed.length;
  if (shift === 0 && sameLines(sealed, actual)) return `line ${at + 1}: events were put in another order`;
  if (shift < 0) return `line ${at + 1}: an event was removed`;
  return shift > 0 ? `line ${at + 1}: an event was added` : `line ${at + 1}: the event was changed`;
}

const sameLines = (some: readonly string[], others: readonly string[]): boolean =>
  some.toSorted().join() === others.toSorted().join();
