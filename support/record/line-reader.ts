// The lines of a trace, as many at a time as a piece of it holds. Unlike node:readline it ends a line at a line feed alone: what a
// product wrote may hold any other separator of Unicode. A line has a length that no run writes more than. Unaware of what the
// lines say.

import { closeSync, createReadStream, readSync } from 'node:fs';
import { inWords, MEBIBYTE, NotReadable, openPlainFile } from '../files/plain-file';
import { wideEncoding } from '../files/text-encoding';
import { UserError } from '../verdict/errors';

const PIECE = MEBIBYTE;
/** Of a line, and of all lines of a scenario, in characters: beyond it nobody could hold them in memory. */
export const LONGEST_LINE = 32 * MEBIBYTE;
export const LONGEST_SCENARIO = 256 * MEBIBYTE;

/** @throws UserError where it is no plain file, or a line is too long */
export async function* linesInFile(file: string): AsyncGenerator<readonly string[]> {
  let begun = '';
  let isFirst = true;
  for await (const piece of createReadStream('', { fd: opened(file), encoding: 'utf8', highWaterMark: PIECE })) {
    // Some editors put a mark before a text.
    const text = isFirst ? String(piece).replace(/^\uFEFF/, '') : String(piece);
    isFirst = false;
    const lines = (begun + text).split('\n');
    begun = lines.pop() ?? '';
    if (begun.length > LONGEST_LINE) throw tooLong(file, 'a line', LONGEST_LINE);
    yield lines;
  }
  if (begun !== '') yield [begun];
}

export const tooLong = (file: string, what: string, most: number): UserError =>
  unreadable(file, `a trace with ${what} of at most ${inWords(most)}`, 'a longer one');

function opened(file: string): number {
  let descriptor: number;
  try {
    descriptor = openPlainFile(file, { links: 'refused' });
  } catch (error) {
    throw unreadable(file, 'the trace of a run', error instanceof NotReadable ? error.why : String(error));
  }
  const first = Buffer.alloc(4);
  const wide = wideEncoding(first.subarray(0, readSync(descriptor, first, 0, first.length, 0)));
  if (wide === undefined) return descriptor;
  closeSync(descriptor);
  throw unreadable(file, 'the trace of a run', `text in ${wide}`);
}

const unreadable = (file: string, expected: string, found: string): UserError =>
  new UserError(
    'MCX-EVENTS-UNREADABLE',
    `expected ${expected} at ${file}, found ${found}. Was it edited? Restore the file.`,
  );
