// The SHA-256 of what a run leaves and everything else is derived from, by name.

import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import path from 'node:path';
import { openPlainFile } from '../files/plain-file';

const SOURCES = ['results.json', 'events.jsonl'];
const PIECE = 1_048_576;

export const sourceDigests = (folder: string): ReadonlyMap<string, string> =>
  new Map(SOURCES.map((name) => [name, digestOf(path.join(folder, name))]));

/** For whoever wants to see that nothing was changed since. */
export const digestLines = (folder: string): string =>
  [...sourceDigests(folder)].map(([name, digest]) => `${name}  SHA-256 ${digest}\n`).join('');

/** A trace may be larger than what fits into one text. */
function digestOf(file: string): string {
  const hash = createHash('sha256');
  const descriptor = openPlainFile(file, { links: 'refused' });
  try {
    const piece = Buffer.alloc(PIECE);
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece))
      hash.update(piece.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
