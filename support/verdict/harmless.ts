// The one way by which text of a product, of a file or of anybody else comes to a terminal, a log or Markdown: in one line, of
// bounded length, without anything that moves a cursor, turns text round, hides in it or commands a CI server. Pure.

/** The longest text that anybody reads in one line. */
const LONGEST = 4000;
/** Letters of some languages have a few; a tower of them covers the lines around it. */
const TOWERS = /(\p{M}{4})\p{M}+/gu;
/** Control characters, bidi marks and what else is not seen, ends of lines, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** `::error::` at the beginning of a line or of a word, `##[error]` and `##vso[...]` anywhere. */
const COMMANDS = /(^|\s)::(?=[A-Za-z])|##(?=\[|[A-Za-z]+\[)/g;
const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

export function harmless(text: string, longest = LONGEST): string {
  const safe = withoutHarm(text.slice(0, longest + 1));
  return safe.length > longest ? `${safe.slice(0, longest - 1)}…` : safe;
}

function withoutHarm(text: string): string {
  if (!/[^ -~]|::|##/.test(text)) return text;
  return text
    .replace(UNSEEN, (character) => NAMED[character] ?? escaped(character))
    .replace(TOWERS, '$1')
    .replace(COMMANDS, (found, before: string | undefined) =>
      found === '##' ? '#\\u0023' : `${before ?? ''}:\\u003a`,
    );
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** All texts in it, at any depth; names too. The value itself where nothing in it does harm, as in nearly all. */
export function harmlessIn<T>(value: T): T {
  return isHarmless(value) ? value : (shown(value) as T); // strings become strings, and lists and records keep their shape
}

function isHarmless(value: unknown): boolean {
  if (typeof value === 'string') return harmless(value) === value;
  if (!isComposed(value)) return true;
  if (Array.isArray(value)) return value.every(isHarmless);
  return Object.keys(value).every((name) => isHarmless(name) && isHarmless(value[name]));
}

function shown(value: unknown): unknown {
  if (typeof value === 'string') return harmless(value);
  if (!isComposed(value)) return value;
  if (Array.isArray(value)) return value.map(shown);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [harmless(name), shown(one)]));
}

const isComposed = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
