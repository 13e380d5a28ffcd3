// Where the package lies and which one it is, so that schemas, features and targets are found whether the sources run or the compiled code.

import fs from 'node:fs';
import path from 'node:path';

export const packageRoot: string = findRoot(__dirname);

export const packageVersion: string = String(manifestOf(path.join(packageRoot, 'package.json'))['version']);

function findRoot(folder: string): string {
  if (isOurs(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('mcx-conformance is not installed whole: its package.json was not found');
  return findRoot(parent);
}

function isOurs(file: string): boolean {
  return fs.existsSync(file) && manifestOf(file)['name'] === 'mcx-conformance';
}

function manifestOf(file: string): Readonly<Record<string, unknown>> {
  const manifest: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null ? { ...manifest } : {};
}
