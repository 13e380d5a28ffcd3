// Cuts bytes into lines, within a limit, whatever the chunks are. Unaware of what the lines say.

export interface Lines {
  /** The lines that the chunk completes, without empty ones. */
  take(chunk: Buffer): readonly string[];
  /** True where the last line has no end yet. */
  isOpen(): boolean;
}

export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

const LINE_FEED = 10;

export function createLines(mostBytes: number): Lines {
  let begun: Buffer[] = [];
  let size = 0;

  function add(part: Buffer): void {
    size += part.length;
    if (size > mostBytes) {
      begun = [];
      throw new LineTooLong(`a line of more than ${mostBytes} bytes`);
    }
    if (part.length > 0) begun.push(part);
  }

  function end(): string {
    const line = Buffer.concat(begun).toString('utf8').replace(/\r$/, '');
    begun = [];
    size = 0;
    return line;
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
