// Makes a folder and those above it. Node's own way of doing so goes round for ever where the system lets nothing be made,
// such as below /proc.

import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** @throws the error of the system where it cannot be made */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  let at = path.resolve(folder);
  for (; !existsSync(at) && path.dirname(at) !== at; at = path.dirname(at)) missing.push(at);
  if (!statSync(at).isDirectory()) throw new Error(`${at} is no folder`);
  for (const one of missing.toReversed()) makeOne(one);
}

/** Another process may have made it meanwhile. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
