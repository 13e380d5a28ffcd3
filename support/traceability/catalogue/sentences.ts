// Cuts a reader's own copy of the clause into sentences and takes the digest of each, so that the catalogue can point to
// a sentence without carrying it. Unaware of what any sentence means.

import { createHash } from 'node:crypto';

export interface Sentence {
  /** As it stands in the copy, white space folded. */
  readonly text: string;
  /** Line of the copy, counted from 1. */
  readonly line: number;
  readonly digest: string;
  /** Number of the heading that it stands under; undefined before the first. */
  readonly section: string | undefined;
  /** The how manieth it is of the sentences under this heading that read the same, counted from 1. */
  readonly occurrence: number;
}

/** Which part of a copy is the clause. */
export interface Extent {
  /** Of the clause. */
  readonly number: string;
  /** Where it is about some of its subclauses alone: their numbers, one behind the other. */
  readonly subclauses?: readonly string[] | undefined;
}

const HEADING = /^(\d+(?:\.\d+)+[a-z]?)\s+\p{Lu}/u;
const CHANGE_MARK = /^\/\*+.*\*+\/$/u;
const HEADING_MARK = /^#+\s+/u;
const LIST_MARK = /^(?:[-\u2022\u2013]|\d+[a-z]?\.|[ivx]+\.|(?:\d+|[ivx]+|\p{L})\))\s+/u;
/** A full stop ends a sentence before a capital; where an export lost the space between them, after a small letter only. */
const SENTENCE_END = /(?<=[\p{L}\d)]\.)\s+(?=\p{Lu})|(?<=\p{Ll}\.)(?=\p{Lu})/u;

/** Folds what differs between exports of one text: composition, quotes, bookmarks, list numbers, white space. */
export function normalise(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/\[bookmark:[^\]]*\]/gu, '')
    .replace(/[\u2018\u2019\u201A\u201B]/gu, "'")
    .replace(/[\u201C\u201D\u201E\u201F]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim();
  return plain.replace(HEADING_MARK, '').replace(LIST_MARK, '');
}

export const digest = (sentence: string): string =>
  `sha256:${createHash('sha256').update(normalise(sentence)).digest('hex')}`;

/** The sentences of the clause, from a copy with one paragraph a line, as a plain-text export of the document has it. */
export function splitClause(copy: string, extent: Extent): readonly Sentence[] {
  const lines = copy.split(/\r?\n/u).map((raw, index) => ({ text: normalise(raw), line: index + 1 }));
  const seen = new Map<string, number>();
  let section: string | undefined;
  return clauseOnly(lines, extent)
    .filter(({ text }) => text !== '' && !CHANGE_MARK.test(text))
    .flatMap(({ text, line }) => {
      section = HEADING.exec(text)?.[1] ?? section;
      return text.split(SENTENCE_END).map((part): Sentence => {
        const one = { text: part, line, digest: digest(part), section };
        const key = `${section ?? ''} ${one.digest}`;
        const occurrence = (seen.get(key) ?? 0) + 1;
        seen.set(key, occurrence);
        return { ...one, occurrence };
      });
    });
}

/** A copy may hold the whole specification: the last heading of the clause counts, because the first is in the contents. */
function clauseOnly<T extends { readonly text: string }>(
  lines: readonly T[],
  { number, subclauses = [number] }: Extent,
): readonly T[] {
  const isOf = (heading: string): boolean =>
    subclauses.some((known) => heading === known || heading.startsWith(`${known}.`));
  const headings = lines.map(({ text }) => HEADING.exec(text)?.[1]);
  const start = headings.findLastIndex((heading) => heading === subclauses[0]);
  const rest = lines.slice(Math.max(start, 0));
  /** A line that begins with two numbers may be a sentence; that of a clause further down has more. */
  const least = Math.min(3, levels(subclauses[0] ?? number));
  const end = headings
    .slice(Math.max(start, 0))
    .findIndex((heading, index) => index > 0 && heading && levels(heading) >= least && !isOf(heading));
  return end === -1 ? rest : rest.slice(0, end);
}

const levels = (heading: string): number => heading.split('.').length;
