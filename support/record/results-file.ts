// results.json: the result of a run, written in one piece and checked against its schema both when written and when read.
// Unaware of what is derived from it.

import { parseShallow } from '../schema/json-depth';
import { isThere, MEBIBYTE, NotReadable, readPlainText } from '../files/plain-file';
import { validate } from '../schema/validate';
import { HarnessFault, UserError } from '../verdict/errors';
import { harmlessIn } from '../verdict/harmless';
import type { RunResult } from '../verdict/results';
import { fromVersion1, fromVersion2 } from './older-results';
import { createPassedReader, createPassedWriter, type PassedCheck, type ReferringScenario } from './passed-checks';
import { unwritable } from './run-folder';
import { writeAtomically } from './write-atomically';

const SCHEMA = 'report/results.schema.json';
const VERSION = 3;
const SHOWN = 3;
/** More than any run writes. */
const LARGEST = 256 * MEBIBYTE;

/** What the file holds: scenarios refer to what passed. */
interface WrittenRun extends Omit<RunResult, 'scenarios'> {
  readonly passed: readonly PassedCheck[];
  readonly scenarios: readonly ReferringScenario[];
}

export function writeResults(file: string, run: RunResult): void {
  const text = `${JSON.stringify(written(run))}\n`;
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
  const data = upgraded(content);
  const version = versionOf(data);
  if (version !== VERSION) {
    throw new UserError(
      'MCX-RESULTS-VERSION',
      `${file} has results of version ${version === undefined ? 'none' : JSON.stringify(version)}; this program reads versions 1 to ${VERSION}. Use the program that wrote it.`,
    );
  }
  const problems = problemsOf(data);
  if (problems.length > 0) throw invalid(file, problems.join('; '));
  try {
    // The schema has just said that it is one. It may be of a suite that took texts as they came, or written by anybody.
    return read(harmlessIn(data as WrittenRun));
  } catch (error) {
    throw invalid(file, (error as Error).message);
  }
}

const invalid = (file: string, why: string): UserError =>
  new UserError('MCX-RESULTS-INVALID', `${file} is not what a run writes: ${why}. Was it edited? Run it again.`);

function written({ scenarios, ...run }: RunResult): WrittenRun {
  const checks = createPassedWriter();
  const referring = scenarios.map((scenario) => checks.refer(scenario));
  return {
    ...run,
    passed: referring.flatMap(({ added }) => added),
    scenarios: referring.map(({ scenario }) => scenario),
  };
}

function read({ passed, scenarios, ...run }: WrittenRun): RunResult {
  const checks = createPassedReader();
  checks.learn(passed);
  return { ...run, scenarios: scenarios.map((scenario) => checks.whole(scenario)) };
}

function upgraded(content: unknown): unknown {
  const version = versionOf(content);
  // What has a version is an object.
  if (version === 1) return fromVersion1(content as object);
  return version === 2 ? fromVersion2(content as object) : content;
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
