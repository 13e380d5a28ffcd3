// Whether a file would go along with the next commit: it lies in a git work tree that does not ignore it. Git is asked, with
// nothing of its configuration that would start a program.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const LONGEST_MS = 5000;

/** The root of the work tree; undefined where there is none, or where it ignores the file. */
export function unignoredIn(file: string): string | undefined {
  const root = workTreeOf(path.dirname(path.resolve(file)));
  return root === undefined || isIgnored(path.resolve(file), root) ? undefined : root;
}

/** A line for the user; empty where nothing is to be said. */
export function commitWarning(file: string, what: string): string {
  const root = unignoredIn(file);
  return root === undefined
    ? ''
    : `note: ${file} lies in the git work tree ${root}, which does not ignore it: ${what} would be committed with it.\n`;
}

function workTreeOf(folder: string): string | undefined {
  if (existsSync(path.join(folder, '.git'))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : workTreeOf(parent);
}

/** Without git nobody can tell, and it is taken for not ignored. */
function isIgnored(file: string, root: string): boolean {
  try {
    const quiet = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
    execFileSync('git', [...quiet, '-C', root, 'check-ignore', '--quiet', '--', file], {
      stdio: 'ignore',
      timeout: LONGEST_MS,
    });
    return true;
  } catch {
    return false;
  }
}
