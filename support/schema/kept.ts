// Keeps what is slow to make of a text, by the text, below node_modules, so that only the first start pays for it. Unaware
// of what is kept.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package-root';

const FOLDER = path.join(packageRoot, 'node_modules/.cache/mcx-conformance');

/**
 * @param sources everything that the result depends on
 * @param make what throws is not kept
 */
export function kept(sources: readonly string[], make: () => unknown, folder = FOLDER): unknown {
  const file = path.join(folder, `${digestOf(sources)}.data.json`);
  const known = readIfThere(file);
  if (known !== undefined) return known;
  const made = make();
  keep(file, made);
  return made;
}

/** Stands for many sources that several results depend on. */
export const digestOf = (sources: readonly string[]): string =>
  createHash('sha1').update(JSON.stringify(sources)).digest('hex');

function readIfThere(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Two processes may write the same file at once; a rename is whole or not at all. No cache is no failure. */
function keep(file: string, data: unknown): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(`${file}.${process.pid}`, JSON.stringify(data));
    fs.renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A package that cannot be written to only starts more slowly.
  }
}
