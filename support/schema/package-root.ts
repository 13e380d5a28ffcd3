// Where the package lies, so that schemas, features and targets are found whether the sources run or the compiled code.

import fs from 'node:fs';
import path from 'node:path';

export const packageRoot: string = findRoot(__dirname);

function findRoot(folder: string): string {
  if (isOurs(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('mcx-conformance is not installed whole: its package.json was not found');
  return findRoot(parent);
}

function isOurs(file: string): boolean {
  if (!fs.existsSync(file)) return false;
  const manifest: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'name' in manifest && manifest.name === 'mcx-conformance';
}
