// The folder of the run that the user names: by its id below the reports folder, by its path, or by a file in it.

import fs from 'node:fs';
import path from 'node:path';
import { latestRun, runFolder, runFolderAt, type RunFolder } from '../record/run-folder';

/** @param run the latest run where absent */
export function namedRun(run: string | undefined, reports: string): RunFolder {
  if (run === undefined) return runFolder(reports, latestRun(reports));
  if (path.basename(run) === run && !fs.existsSync(run)) return runFolder(reports, run);
  const dir = path.resolve(fs.existsSync(run) && fs.statSync(run).isFile() ? path.dirname(run) : run);
  return runFolderAt(dir);
}
