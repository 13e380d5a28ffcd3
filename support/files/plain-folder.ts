// All files below a folder that somebody else may have made, by their names in it. Nothing outside is ever read: a link, a pipe or
// a device among them makes it no such folder. Unaware of what the files say.

import { lstatSync, opendirSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { NotReadable, readPlainFile } from './plain-file';

export interface Capacity {
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
}

const DEEPEST = 20;

/** With a slash between folders, in the order of their names. @throws NotReadable */
export function namesBelow(folder: string, { files, bytes }: Capacity): readonly string[] {
  const names: string[] = [];
  let size = 0;
  function walk(below: string, depth: number): void {
    if (depth > DEEPEST) throw new NotReadable(`${below}, which nests deeper than ${DEEPEST} folders`);
    const directory = opendirSync(path.join(folder, below));
    try {
      for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
        const name = below === '' ? entry.name : `${below}/${entry.name}`;
        const stats = lstatSync(path.join(folder, name));
        if (stats.isDirectory()) walk(name, depth + 1);
        else if (!stats.isFile()) throw new NotReadable(`${name}, which is no plain file`);
        else {
          size += stats.size;
          names.push(name);
          if (names.length > files || size > bytes)
            throw new NotReadable(`more than ${files} files or ${bytes / 2 ** 30} GiB`);
        }
      }
    } finally {
      directory.closeSync();
    }
  }
  walk('', 0);
  return names.sort();
}

/** @throws NotReadable */
export const filesBelow = (folder: string, capacity: Capacity): ReadonlyMap<string, Buffer> =>
  new Map(
    namesBelow(folder, capacity).map((name) => [
      name,
      readPlainFile(path.join(folder, name), { most: capacity.bytes, links: 'refused' }),
    ]),
  );

/** Names of the folders that a folder holds, sorted. @throws NotReadable */
export function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .toSorted();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new NotReadable('nothing', true);
    if (code === 'ENOTDIR') throw new NotReadable('no folder');
    if (code === 'EACCES') throw new NotReadable('a folder that may not be read');
    throw new NotReadable(`something that cannot be read (${code ?? message})`);
  }
}

/** Whether a path lies below a folder, whatever links lead to either. */
export function liesBelow(folder: string, file: string): boolean {
  const real = (name: string): string => {
    try {
      return realpathSync(name);
    } catch {
      return path.resolve(name);
    }
  };
  const relative = path.relative(real(folder), path.join(real(path.dirname(file)), path.basename(file)));
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}
