// The folder of one run below the reports folder: where each file is, whether it can be written, and which run is the latest.
// Unaware of what is in the files.

import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isThere, MEBIBYTE, NotReadable, readPlainText } from '../files/plain-file';
import { namesBelow } from '../files/plain-folder';
import { UserError } from '../verdict/errors';
import { makeFolder } from './make-folder';
import { writeAtomically } from './write-atomically';

export interface RunFolder {
  readonly dir: string;
  readonly results: string;
  readonly events: string;
  readonly allureResults: string;
  readonly allureReport: string;
}

const SAFE = /^[A-Za-z0-9][\w.-]*$/;
const latestFile = (reportsDir: string) => join(reportsDir, 'latest.json');

/** A run's name where the user gives none; it sorts by time and every file system takes it. */
export const runIdAt = (time: Date): string => time.toISOString().replace(/[:.]/g, '-');

export function runFolder(reportsDir: string, runId: string): RunFolder {
  if (!SAFE.test(runId)) {
    throw new UserError(
      'MCX-RUN-ID',
      `The run id "${runId}" cannot name a folder. Use letters, digits, dots, dashes and underscores, and begin with a letter or digit.`,
    );
  }
  return runFolderAt(join(reportsDir, runId));
}

/** A folder that is there already, whatever whoever copied it has called it. */
export const runFolderAt = (dir: string): RunFolder => ({
  dir,
  results: join(dir, 'results.json'),
  events: join(dir, 'events.jsonl'),
  allureResults: join(dir, 'allure-results'),
  allureReport: join(dir, 'allure-report'),
});

/** Makes the folder before the run begins, so that no run is lost to a folder that cannot be written. */
export function prepareRunFolder(reportsDir: string, runId: string): RunFolder {
  const folder = runFolder(reportsDir, runId);
  mustBeWritable(reportsDir);
  mustBeWritable(folder.dir);
  if (existsSync(folder.results)) {
    throw new UserError(
      'MCX-RUN-EXISTS',
      `The run "${runId}" has its results in ${folder.dir} already. Give another run id, or remove that folder.`,
    );
  }
  return folder;
}

/**
 * Makes the folder of a run that begins now. Runs that begin in the same millisecond are named by one after another.
 *
 * @returns its id
 */
export function claimRun(reportsDir: string, startedAt: Date): string {
  mustBeWritable(reportsDir);
  for (let at = startedAt.getTime(); ; at += 1) {
    const runId = runIdAt(new Date(at));
    const { dir } = runFolder(reportsDir, runId);
    try {
      mkdirSync(dir);
      return runId;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(dir, error);
    }
  }
}

/** Makes a folder where there is none. @param option by which the user named it, or one above it @throws UserError */
export function mustBeWritable(folder: string, option?: Option): void {
  if (folder.trim() === '') throw unwritable('""', new Error('it is no name of a folder'), option);
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw unwritable(folder, error, option);
  }
}

/** More than any run leaves. */
const CAPACITY = { files: 100_000, bytes: 2 ** 36 };

/** Before anything is written into a folder that somebody else may have made: what is a link there would be followed. */
export function mustHoldPlainFilesAlone(dir: string): void {
  try {
    namesBelow(dir, CAPACITY);
  } catch (error) {
    throw new UserError(
      'MCX-RUN-FOLDER',
      `expected plain files alone in ${dir}, found ${error instanceof NotReadable ? error.why : String(error)}: nothing was written. Remove it.`,
    );
  }
}

export function markLatest(reportsDir: string, runId: string): void {
  writeAtomically(latestFile(reportsDir), `${JSON.stringify({ run: runId })}\n`);
}

export const hasFinishedRun = (reportsDir: string): boolean => isThere(latestFile(reportsDir));

/** The id of the run that finished last. */
export function latestRun(reportsDir: string): string {
  const file = latestFile(reportsDir);
  if (!hasFinishedRun(reportsDir)) {
    throw new UserError(
      'MCX-NO-RUN',
      `There is no finished run in ${reportsDir}. Begin one with: npx mcx-conformance run`,
    );
  }
  const run = runNamedIn(file);
  if (run !== undefined) return run;
  throw new UserError(
    'MCX-NO-RUN',
    `${file} does not name a run. Expected {"run":"<run id>"}; name the run yourself with --run.`,
  );
}

function runNamedIn(file: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(readPlainText(file, { most: MEBIBYTE, links: 'refused' }));
    const run = typeof parsed === 'object' && parsed !== null && 'run' in parsed ? parsed.run : undefined;
    return typeof run === 'string' ? run : undefined;
  } catch {
    return undefined;
  }
}

type Option = '--reports' | '--out';

export function unwritable(path: string, error: unknown, option: Option = '--reports'): UserError {
  const why = error instanceof Error ? error.message : String(error);
  return new UserError(
    'MCX-REPORTS-UNWRITABLE',
    `The reports cannot be written to ${path}: ${why}. Choose a folder that can be written with ${option}.`,
  );
}
