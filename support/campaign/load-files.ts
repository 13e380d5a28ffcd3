// What a load leaves in a folder of its own: its result, and the trace that the verdict rests on.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { TraceEvent } from '../evidence/trace';
import { isThere, MEBIBYTE, NotReadable, readPlainText } from '../files/plain-file';
import { parseShallow } from '../schema/json-depth';
import { validate } from '../schema/validate';
import { UserError } from '../verdict/errors';
import { harmless, harmlessIn } from '../verdict/harmless';
import { makeFolder } from '../record/make-folder';
import { unwritable } from '../record/run-folder';
import { writeAtomically } from '../record/write-atomically';
import type { LoadResult } from '../load/load-result';

export const LOAD_RESULT = 'load.json';
const EVENTS = 'events.jsonl';
const SCHEMA = 'report/load.schema.json';

/** @returns the path of the result */
export function writeLoad(root: string, result: LoadResult, events: readonly TraceEvent[]): string {
  const folder = path.join(root, result.startedAt.replace(/[:.]/g, '-'));
  const file = path.join(folder, LOAD_RESULT);
  try {
    makeFolder(folder);
    writeAtomically(path.join(folder, EVENTS), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    writeAtomically(file, `${JSON.stringify(result, null, 2)}\n`);
  } catch (error) {
    throw unwritable(folder, error, '--out');
  }
  return file;
}

/** A worker on another machine may have written it: it is held against its schema, as the results of a run are. */
export function readLoad(folder: string): LoadResult {
  const file = path.join(folder, LOAD_RESULT);
  const content = contentOf(file);
  const [problem] = validate(SCHEMA, content);
  if (problem)
    throw new UserError(
      'MCX-LOAD-INVALID',
      `${file} is not what a load writes: at ${problem.path || '/'} expected ${problem.expected}, found ${problem.found}. Was it edited? Run the load again.`,
    );
  return harmlessIn(content as LoadResult); // the schema has just said that it is one
}

function contentOf(file: string): unknown {
  try {
    return parseShallow(readPlainText(file, { most: MEBIBYTE, links: 'refused' }));
  } catch (error) {
    const found = error instanceof NotReadable ? error.why : harmless((error as Error).message);
    throw new UserError(
      'MCX-LOAD-UNREADABLE',
      `expected the result of a load at ${file}, found ${found}. Run it again.`,
    );
  }
}

/** The folder of the last load that has a result, below the folder that holds them. */
export function latestLoad(root: string): string | undefined {
  if (!isThere(root)) return undefined;
  return readdirSync(root)
    .toSorted()
    .findLast((name) => isThere(path.join(root, name, LOAD_RESULT)));
}
