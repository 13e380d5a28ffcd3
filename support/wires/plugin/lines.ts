// Cuts bytes into lines of text in UTF-8, within a limit, whatever the chunks are. Unaware of what the lines say.

import { TextDecoder } from 'node:util';
import { packing, wideEncoding } from '../../files/text-encoding';

export interface Lines {
  /**
   * The lines that the chunk completes, without empty ones.
   *
   * @throws NoLine where one is too long, or not in UTF-8
   */
  take(chunk: Buffer): readonly string[];
  /** True where the last line has no end yet. */
  isOpen(): boolean;
}

/** What is no such line, in words that go on with "it wrote ...". */
export class NoLine extends Error {
  override readonly name = 'NoLine';
}

const LINE_FEED = 10;

export function createLines(mostBytes: number): Lines {
  // It leaves a byte order mark out, which a program need not know that it writes; between lines there is none.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let begun: Buffer[] = [];
  let size = 0;

  function add(part: Buffer): void {
    size += part.length;
    if (size > mostBytes) {
      begun = [];
      throw new NoLine(`a line of more than ${mostBytes} bytes`);
    }
    if (part.length > 0) begun.push(part);
  }

  function end(): string {
    const bytes = Buffer.concat(begun);
    begun = [];
    size = 0;
    const other = wideEncoding(bytes) ?? packing(bytes);
    try {
      if (other === undefined) return decoder.decode(bytes).replace(/\r$/, '');
    } catch {
      // In another encoding of one byte a character, which nothing names.
    }
    throw new NoLine(`a line that is not UTF-8${other === undefined ? '' : ` but ${other}`}`);
  }

  return {
    take(chunk) {
      const lines: string[] = [];
      let from = 0;
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
        add(chunk.subarray(from, at));
        lines.push(end());
        from = at + 1;
      }
      add(chunk.subarray(from));
      return lines.filter((line) => line !== '');
    },
    isOpen: () => size > 0,
  };
}
