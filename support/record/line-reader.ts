// The lines of a text file, as many at a time as a piece of it holds. Unlike node:readline it ends a line at a line feed alone:
// what a product wrote may hold any other separator of Unicode. Unaware of what the lines say.

import { createReadStream } from 'node:fs';

const PIECE = 1_048_576;

export async function* linesInFile(file: string): AsyncGenerator<readonly string[]> {
  let begun = '';
  for await (const piece of createReadStream(file, { encoding: 'utf8', highWaterMark: PIECE })) {
    const lines = (begun + String(piece)).split('\n');
    begun = lines.pop() ?? '';
    yield lines;
  }
  if (begun !== '') yield [begun];
}
