// results.json: the result of a run, written in one piece and checked against its schema both when written and when read.
// Unaware of what is derived from it.

import { parseShallow } from '../schema/json-depth';
import { isThere, MEBIBYTE, NotReadable, readPlainText } from '../files/plain-file';
import { validate } from '../schema/validate';
import { HarnessFault, UserError } from '../verdict/errors';
import { harmlessIn } from '../verdict/harmless';
import type { RunResult } from '../verdict/results';
import { upgraded } from './results-of-version-1';
import { unwritable } from './run-folder';
import { writeAtomically } from './write-atomically';

const SCHEMA = 'report/results.schema.json';
const VERSION = 2;
const SHOWN = 3;
/** More than any run writes. */
const LARGEST = 256 * MEBIBYTE;

export function writeResults(file: string, run: RunResult): void {
  const text = `${JSON.stringify(run, null, 2)}\n`;
  // What is checked is what a reader will find, so without the properties that JSON leaves out.
  const problems = problemsOf(JSON.parse(text));
  if (problems.length > 0)
    throw new HarnessFault(`the results of the run do not match ${SCHEMA}: ${problems.join('; ')}`);
  try {
    writeAtomically(file, text);
  } catch (error) {
    throw unwritable(file, error);
  }
}

export function readResults(file: string): RunResult {
  if (!isThere(file)) {
    throw new UserError(
      'MCX-RESULTS-MISSING',
      `There is no ${file}: that run did not finish, or the name is wrong. Run it again.`,
    );
  }
  const content = parsed(file);
  const data = versionOf(content) === 1 ? upgraded(content as object) : content; // it has a version
  const version = versionOf(data);
  if (version !== VERSION) {
    throw new UserError(
      'MCX-RESULTS-VERSION',
      `${file} has results of version ${version === undefined ? 'none' : JSON.stringify(version)}; this program reads versions 1 and ${VERSION}. Use the program that wrote it.`,
    );
  }
  const problems = problemsOf(data);
  // The schema has just said that it is one. It may be of a suite that took texts as they came, or written by anybody.
  if (problems.length === 0) return harmlessIn(data as RunResult);
  throw new UserError(
    'MCX-RESULTS-INVALID',
    `${file} is not what a run writes: ${problems.join('; ')}. Was it edited? Run it again.`,
  );
}

const versionOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;

function parsed(file: string): unknown {
  try {
    return parseShallow(readPlainText(file, { most: LARGEST, links: 'refused' }));
  } catch (error) {
    if (error instanceof NotReadable)
      throw new UserError(
        'MCX-RESULTS-UNREADABLE',
        `expected the results of a run at ${file}, found ${error.why}. Restore the file.`,
      );
    // What a parser quotes from the file may be anything.
    const why = (error as Error).message.replaceAll(/[^\x20-\x7e]+/g, ' ');
    throw new UserError(
      'MCX-RESULTS-TRUNCATED',
      `${file} is not complete JSON (${why}). Run it again, or restore the file.`,
    );
  }
}

const problemsOf = (data: unknown): string[] =>
  validate(SCHEMA, data)
    .slice(0, SHOWN)
    .map(({ path, expected, found }) => `at ${path || '/'} expected ${expected}, found ${found}`);
