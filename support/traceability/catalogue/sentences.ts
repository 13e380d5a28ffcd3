// Cuts a reader's own copy of the clause into sentences and takes the digest of each, so that the catalogue can point to
// a sentence without carrying it. Unaware of what any sentence means.

import { createHash } from 'node:crypto';

export interface Sentence {
  /** As it stands in the copy, white space folded. */
  readonly text: string;
  /** Line of the copy, counted from 1. */
  readonly line: number;
  readonly digest: string;
}

const CLAUSE = /^10\.15\.3\.3\.1\s+\p{L}/u;
const ANY_HEADING = /^\d+(?:\.\d+){2,}[a-z]?\s+\p{Lu}/u;
const CHANGE_MARK = /^\/\*+.*\*+\/$/u;
const LIST_MARK = /^(?:[-\u2022\u2013]|\d+[a-z]?\.|[ivx]+\.)\s+/u;
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
  return plain.replace(LIST_MARK, '');
}

export const digest = (sentence: string): string =>
  `sha256:${createHash('sha256').update(normalise(sentence)).digest('hex')}`;

/** The sentences of the clause, from a copy with one paragraph a line, as a plain-text export of the document has it. */
export function splitClause(copy: string): readonly Sentence[] {
  const lines = copy.split(/\r?\n/u).map((raw, index) => ({ text: normalise(raw), line: index + 1 }));
  return clauseOnly(lines)
    .filter(({ text }) => text !== '' && !CHANGE_MARK.test(text))
    .flatMap(({ text, line }) => text.split(SENTENCE_END).map((part) => ({ text: part, line, digest: digest(part) })));
}

/** A copy may hold the whole specification: the last heading of the clause counts, because the first is in the contents. */
function clauseOnly<T extends { readonly text: string }>(lines: readonly T[]): readonly T[] {
  const start = lines.findLastIndex(({ text }) => CLAUSE.test(text));
  const rest = lines.slice(Math.max(start, 0));
  const end = rest.findIndex(({ text }, index) => index > 0 && ANY_HEADING.test(text));
  return end === -1 ? rest : rest.slice(0, end);
}
