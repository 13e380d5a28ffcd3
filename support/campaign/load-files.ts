// What a load leaves in a folder of its own: its result, and the trace that the verdict rests on.

import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { TraceEvent } from '../evidence/trace';
import { isThere, MEBIBYTE, readPlainText } from '../files/plain-file';
import { unwritable } from '../record/run-folder';
import { writeAtomically } from '../record/write-atomically';
import type { LoadResult } from '../load/load-result';

export const LOAD_RESULT = 'load.json';
const EVENTS = 'events.jsonl';

/** @returns the path of the result */
export function writeLoad(root: string, result: LoadResult, events: readonly TraceEvent[]): string {
  const folder = path.join(root, result.startedAt.replace(/[:.]/g, '-'));
  const file = path.join(folder, LOAD_RESULT);
  try {
    mkdirSync(folder, { recursive: true });
    writeAtomically(path.join(folder, EVENTS), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    writeAtomically(file, `${JSON.stringify(result, null, 2)}\n`);
  } catch (error) {
    throw unwritable(folder, error);
  }
  return file;
}

/** This program wrote it. */
export const readLoad = (folder: string): LoadResult =>
  JSON.parse(readPlainText(path.join(folder, LOAD_RESULT), { most: MEBIBYTE, links: 'refused' })) as LoadResult;

/** The folder of the last load that has a result, below the folder that holds them. */
export function latestLoad(root: string): string | undefined {
  if (!isThere(root)) return undefined;
  return readdirSync(root)
    .toSorted()
    .findLast((name) => isThere(path.join(root, name, LOAD_RESULT)));
}
