// A place in the text of one header value, and the reading of what stands there. Whoever reads says what was expected;
// `reading` turns the first thing that did not fit into a result. Unaware of which header it is.

/** The text does not fit: only ever thrown inside `reading`. */
class Unfit extends Error {}

export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly expected: string };

const TOKEN = /[\w\-.!%*+`'~]+/y;
const QUOTED = /"[^"\\]*(?:\\[^][^"\\]*)*"/y;

/** Space, tab, carriage return or line feed. */
const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;

export class Cursor {
  private at = 0;

  constructor(readonly text: string) {}

  unfit(expected: string): never {
    const found = this.text.slice(this.at, this.at + 20);
    throw new Unfit(`${expected} at ${this.at}, found ${found === '' ? 'the end' : JSON.stringify(found)}`);
  }

  /** @param pattern sticky */
  take(pattern: RegExp, expected: string): string {
    return this.takeIf(pattern) ?? this.unfit(expected);
  }

  /** @param pattern sticky */
  takeIf(pattern: RegExp): string | undefined {
    const from = this.at;
    pattern.lastIndex = from;
    // Where it ends is all that is asked: what exec returns is a list that nobody reads.
    if (!pattern.test(this.text)) return undefined;
    this.at = pattern.lastIndex;
    return this.text.slice(from, this.at);
  }

  /** Whether the very next character is this one; it is then taken. */
  takesNext(character: string): boolean {
    if (this.text.charAt(this.at) !== character) return false;
    this.at += 1;
    return true;
  }

  space(): this {
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
    return this;
  }

  token(expected = 'a token'): string {
    return this.take(TOKEN, expected);
  }

  /** The content of a quoted string, its escapes undone. */
  quoted(): string {
    return this.take(QUOTED, 'a quoted string')
      .slice(1, -1)
      .replace(/\\([^])/g, '$1');
  }

  peek(): string {
    return this.text.charAt(this.at);
  }

  /** Whether the next character, after any space, is this one; it is then taken, and the space after it. */
  takes(character: string): boolean {
    const before = this.at;
    this.space();
    if (this.peek() !== character) {
      this.at = before;
      return false;
    }
    this.at += 1;
    this.space();
    return true;
  }

  /** The text up to the first of these characters, or to the end. @param characters one of them, global */
  until(characters: RegExp): string {
    const from = this.at;
    characters.lastIndex = from;
    this.at = characters.test(this.text) ? characters.lastIndex - 1 : this.text.length;
    return this.text.slice(from, this.at);
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }
}

/** Reads the whole text: what is left over does not fit. */
export function reading<T>(text: string, read: (cursor: Cursor) => T): Reading<T> {
  try {
    const cursor = new Cursor(text);
    const value = read(cursor.space());
    if (!cursor.space().ended) cursor.unfit('the end');
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Unfit) return { ok: false, expected: error.message };
    throw error;
  }
}

/** One or more of the same, with commas between. */
export const listOf =
  <T>(read: (cursor: Cursor) => T) =>
  (cursor: Cursor): readonly T[] => {
    const values = [read(cursor)];
    while (cursor.takes(',')) values.push(read(cursor));
    return values;
  };
