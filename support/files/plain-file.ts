// Opens and reads files that somebody else may have made: plain files alone, of a size that is known beforehand. A link inside a
// stranger's folder is not followed, a pipe is not waited for, a device is not read. Unaware of what the files say.

import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { notUtf8, wideEncoding } from './text-encoding';

export interface Reading {
  /** In bytes; what holds more is not read at all. */
  readonly most: number;
  /**
   * `refused`: the file lies in a folder that somebody else made. `followed`: the user named this very file, which may be a link
   * of their own.
   */
  readonly links: 'refused' | 'followed';
}

export const MEBIBYTE = 1_048_576;

/** Why a file was not read, in words that follow "it is" or "there is". */
export class NotReadable extends Error {
  override readonly name = 'NotReadable';

  constructor(
    readonly why: string,
    /** There is nothing at all under that name. */
    readonly missing = false,
  ) {
    super(why);
  }
}

/** A descriptor of a plain file, for the caller to close. Returns at once, whatever lies there. @throws NotReadable */
export function openPlainFile(file: string, { links }: Pick<Reading, 'links'>): number {
  // Windows has neither flag.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants> & { O_RDONLY: number };
  let descriptor: number;
  try {
    if (links === 'refused' && lstatSync(file).isSymbolicLink()) throw new NotReadable('a link, which is not followed');
    descriptor = openSync(file, O_RDONLY | O_NONBLOCK | (links === 'refused' ? O_NOFOLLOW : 0));
  } catch (error) {
    throw error instanceof NotReadable ? error : notOpened(error);
  }
  const kind = kindOf(fstatSync(descriptor));
  if (kind === undefined) return descriptor;
  closeSync(descriptor);
  throw new NotReadable(`${kind}, and no plain file`);
}

/** What is read at a time of a file that holds more than it said. */
const FURTHER = 65_536;

/** @throws NotReadable */
export function readPlainFile(file: string, { most, links }: Reading): Buffer {
  const descriptor = openPlainFile(file, { links });
  try {
    const pieces: Buffer[] = [];
    let length = 0;
    for (let next = fstatSync(descriptor).size; ; next = FURTHER) {
      // A file of /proc says that it is empty, and one that is written to grows: a byte more than there is would say so.
      const piece = Buffer.alloc(Math.min(next, most - length) + 1);
      const read = readSync(descriptor, piece);
      if (read === 0) return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
      length += read;
      if (length > most) throw new NotReadable(`larger than ${inWords(most)}`);
      pieces.push(piece.subarray(0, read));
    }
  } catch (error) {
    throw error instanceof NotReadable ? error : notOpened(error);
  } finally {
    closeSync(descriptor);
  }
}

/** A text in UTF-8, without the mark that some editors put before it. @throws NotReadable */
export function readPlainText(file: string, reading: Reading): string {
  const bytes = readPlainFile(file, reading);
  const other = notUtf8(bytes);
  if (other !== undefined) throw new NotReadable(other);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** PEM, which is ASCII; what stands around it may be in any encoding that has ASCII in it. @throws NotReadable */
export function readPem(file: string, reading: Reading): Buffer {
  const bytes = readPlainFile(file, reading);
  const wide = wideEncoding(bytes);
  if (wide !== undefined) throw new NotReadable(`text in ${wide}: save it in ASCII`);
  return bytes;
}

/** Whether something lies under that name, be it a link that leads nowhere. */
export function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // What should be a folder on the way is a file: Node takes that for something else than no entry.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}

export const inWords = (bytes: number): string =>
  bytes % MEBIBYTE === 0 ? `${bytes / MEBIBYTE} MiB` : `${bytes} bytes`;

function notOpened(error: unknown): NotReadable {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new NotReadable('nothing', true);
  if (code === 'ELOOP') return new NotReadable('a link, which is not followed');
  if (code === 'EACCES' || code === 'EPERM') return new NotReadable('a file that may not be read');
  if (code === 'EISDIR') return new NotReadable('a folder, and no plain file');
  return new NotReadable(`something that cannot be read (${code ?? message})`);
}

function kindOf(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
