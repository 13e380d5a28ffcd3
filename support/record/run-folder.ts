// The folder of one run below the reports folder: where each file is, whether it can be written, and which run is the latest.
// Unaware of what is in the files.

import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const dir = join(reportsDir, runId);
  return {
    dir,
    results: join(dir, 'results.json'),
    events: join(dir, 'events.jsonl'),
    allureResults: join(dir, 'allure-results'),
    allureReport: join(dir, 'allure-report'),
  };
}

/** Makes the folder before the run begins, so that no run is lost to a folder that cannot be written. */
export function prepareRunFolder(reportsDir: string, runId: string): RunFolder {
  const folder = runFolder(reportsDir, runId);
  try {
    makeFolder(folder.dir);
    accessSync(folder.dir, constants.W_OK);
  } catch (error) {
    throw unwritable(folder.dir, error);
  }
  if (existsSync(folder.results)) {
    throw new UserError(
      'MCX-RUN-EXISTS',
      `The run "${runId}" has its results in ${folder.dir} already. Give another run id, or remove that folder.`,
    );
  }
  return folder;
}

export function markLatest(reportsDir: string, runId: string): void {
  writeAtomically(latestFile(reportsDir), `${JSON.stringify({ run: runId })}\n`);
}

/** The id of the run that finished last. */
export function latestRun(reportsDir: string): string {
  const file = latestFile(reportsDir);
  if (!existsSync(file)) {
    throw new UserError(
      'MCX-NO-RUN',
      `There is no finished run in ${reportsDir}. Begin one with: npx mcx-conformance run`,
    );
  }
  const run = runNamedIn(readFileSync(file, 'utf8'));
  if (run !== undefined) return run;
  throw new UserError(
    'MCX-NO-RUN',
    `${file} does not name a run. Expected {"run":"<run id>"}; name the run yourself with --run.`,
  );
}

function runNamedIn(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const run = typeof parsed === 'object' && parsed !== null && 'run' in parsed ? parsed.run : undefined;
    return typeof run === 'string' ? run : undefined;
  } catch {
    return undefined;
  }
}

export function unwritable(path: string, error: unknown): UserError {
  const why = error instanceof Error ? error.message : String(error);
  return new UserError(
    'MCX-REPORTS-UNWRITABLE',
    `The reports cannot be written to ${path}: ${why}. Choose a folder that can be written with --reports.`,
  );
}
