// The files of a sealed record, by their names in it. Nothing outside its folder is ever read or written.

import fs from 'node:fs';
import path from 'node:path';
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

const MOST_FILES = 5000;
const MOST_BYTES = 2 ** 31;

export type RecordFiles = ReadonlyMap<string, Buffer>;

/** @throws UserError where it is no sealed record, or one that nobody would have made */
export function readRecord(folder: string): RecordFiles {
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory() || !fs.existsSync(path.join(folder, RECORD.envelope)))
    throw new UserError(
      'MCX-RECORD',
      `expected a sealed record, a folder with ${RECORD.envelope}, at ${folder}, found ${stat ? 'something else' : 'nothing'}. mcx-conformance certify makes one.`,
    );
  const files = new Map<string, Buffer>();
  let bytes = 0;
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join('/');
    if (entry.isDirectory()) continue;
    if (!entry.isFile())
      throw new UserError('MCX-RECORD', `${name} in ${folder} is no plain file; a sealed record holds nothing else.`);
    bytes += fs.statSync(file).size;
    if (files.size >= MOST_FILES || bytes > MOST_BYTES)
      throw new UserError('MCX-RECORD', `${folder} holds more than a sealed record can (${MOST_FILES} files, 2 GiB).`);
    files.set(name, fs.readFileSync(file));
  }
  return files;
}

/** Writes a new folder whole, or nothing. */
export function writeRecord(folder: string, files: RecordFiles): void {
  if (fs.existsSync(folder))
    throw new UserError(
      'MCX-RECORD-EXISTS',
      `${folder} is there already, and a record is never written over. Name another with --out.`,
    );
  const draft = `${folder}.${process.pid}.tmp`;
  try {
    for (const [name, bytes] of files) {
      makeFolder(path.dirname(path.join(draft, name)));
      fs.writeFileSync(path.join(draft, name), bytes);
    }
    fs.renameSync(draft, folder);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    throw new UserError(
      'MCX-RECORD-UNWRITABLE',
      `${folder} cannot be written: ${(error as Error).message}. Choose another with --out.`,
    );
  }
}

export const digestsOf = (files: RecordFiles): ReadonlyMap<string, string> =>
  new Map([...files].map(([name, bytes]) => [name, sha256(bytes)]));

/** The lines of a text file; its last line ends like the others. */
export function linesOf(bytes: Buffer): readonly string[] | undefined {
  const text = bytes.toString('utf8');
  if (!text.endsWith('\n') || !Buffer.from(text).equals(bytes)) return undefined;
  return text.slice(0, -1).split('\n');
}
