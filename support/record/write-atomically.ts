// Puts a file in its place in one go, so that nobody ever reads half of it.

import { renameSync, rmSync, writeFileSync } from 'node:fs';

export function writeAtomically(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
