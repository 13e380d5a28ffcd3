// Every finished run of a reports folder, in the order of their names, which is that of time. What cannot be read is told and left
// out. Unaware of what the runs found.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NotReadable } from '../files/plain-file';
import { foldersIn } from '../files/plain-folder';
import { UserError } from '../verdict/errors';
import type { RunResult } from '../verdict/results';
import { readResults } from './results-file';

/** @param leftOut called with why a folder that looks like a run was left out */
export function runsIn(folder: string, leftOut: (why: string) => void): readonly RunResult[] {
  return namesIn(folder).flatMap((name) => {
    const file = join(folder, name, 'results.json');
    if (!existsSync(file)) return [];
    try {
      return [readResults(file)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      leftOut(error.message);
      return [];
    }
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return foldersIn(folder);
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    const why = error.missing ? 'there is none' : `it is ${error.why}`;
    throw new UserError('MCX-REPORTS', `expected a folder of runs at ${folder}, but ${why}; name another`);
  }
}
