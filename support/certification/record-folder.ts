// The files of a sealed record, by their names in it. Nothing outside its folder is ever read or written.

import fs from 'node:fs';
import path from 'node:path';
import { isThere, NotReadable } from '../files/plain-file';
import { filesBelow } from '../files/plain-folder';
import { makeFolder } from '../record/make-folder';
import { UserError } from '../verdict/errors';
import { sha256 } from './digest';

export const RECORD = {
  envelope: 'record.dsse.json',
  signer: 'signer.pub.pem',
  manifest: 'manifest.json',
  seed: 'salts.seed',
  salts: 'salts.json',
  redaction: 'redaction.json',
  links: 'events.links',
  events: 'events.jsonl',
  results: 'results.json',
  profile: 'profile.yaml',
} as const;

/** More than any record holds. */
export const CAPACITY = { files: 5000, bytes: 2 ** 31 };

export type RecordFiles = ReadonlyMap<string, Buffer>;

/** @throws UserError where it is no sealed record, or one that nobody would have made */
export function readRecord(folder: string): RecordFiles {
  const stat = isThere(folder) ? fs.statSync(folder, { throwIfNoEntry: false }) : undefined;
  if (!stat?.isDirectory() || !isThere(path.join(folder, RECORD.envelope)))
    throw new UserError(
      'MCX-RECORD',
      `expected a sealed record, a folder with ${RECORD.envelope}, at ${folder}, found ${stat ? 'something else' : 'nothing'}. mcx-conformance seal makes one.`,
    );
  try {
    return filesBelow(folder, CAPACITY);
  } catch (error) {
    const why = error instanceof NotReadable ? error.why : String(error);
    throw new UserError(
      'MCX-RECORD',
      `expected plain files alone in ${folder}, found ${why}; a sealed record holds nothing else.`,
    );
  }
}

/** Writes a new folder whole, or nothing. */
export function writeRecord(folder: string, files: RecordFiles): void {
  mustBeFree(folder);
  const draft = `${folder}.${process.pid}.tmp`;
  try {
    makeFolder(path.dirname(draft));
    fs.mkdirSync(draft);
  } catch (error) {
    throw unwritable(folder, error);
  }
  try {
    for (const [name, bytes] of files) {
      makeFolder(path.dirname(path.join(draft, name)));
      fs.writeFileSync(path.join(draft, name), bytes, { flag: 'wx' });
    }
    fs.renameSync(draft, folder);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    throw unwritable(folder, error);
  }
}

export function mustBeFree(folder: string): void {
  if (!isThere(folder)) return;
  throw new UserError(
    'MCX-RECORD-EXISTS',
    `${folder} is there already, and a record is never written over. Name another with --out.`,
  );
}

const unwritable = (folder: string, error: unknown): UserError =>
  new UserError(
    'MCX-RECORD-UNWRITABLE',
    `${folder} cannot be written: ${(error as Error).message}. Choose another with --out.`,
  );

export const digestsOf = (files: RecordFiles): ReadonlyMap<string, string> =>
  new Map([...files].map(([name, bytes]) => [name, sha256(bytes)]));

/** Empty where there is no such file. */
export const textOf = (files: RecordFiles, name: string): string => files.get(name)?.toString('utf8') ?? '';

/** The lines of a text file; its last line ends like the others. */
export function linesOf(bytes: Buffer): readonly string[] | undefined {
  const text = bytes.toString('utf8');
  if (!text.endsWith('\n') || !Buffer.from(text).equals(bytes)) return undefined;
  return text.slice(0, -1).split('\n');
}

/** As this program writes it. */
export const jsonFile = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
