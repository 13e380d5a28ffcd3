// Writes the kill matrix below the reports folder: as data, as a text and as a page.

import path from 'node:path';
import { claimRun, unwritable } from '../record/run-folder';
import { writeAtomically } from '../record/write-atomically';
import { validate } from '../schema/validate';
import { HarnessFault } from '../verdict/errors';
import type { KillMatrix } from './matrix';
import { matrixMarkdown } from './matrix-markdown';
import { matrixPage } from './matrix-page';

const SCHEMA = 'report/kill-matrix.schema.json';

/** @returns the folder */
export function writeMatrix(reports: string, matrix: KillMatrix): string {
  const data = `${JSON.stringify(matrix, null, 2)}\n`;
  // What is checked is what a reader will find, so without the properties that JSON leaves out.
  const [first] = validate(SCHEMA, JSON.parse(data));
  if (first)
    throw new HarnessFault(`the kill matrix does not match ${SCHEMA}: ${first.path}: expected ${first.expected}`);
  const matrices = path.resolve(reports, 'mutants');
  const folder = path.join(matrices, claimRun(matrices, new Date(matrix.startedAt)));
  try {
    writeAtomically(path.join(folder, 'kill-matrix.json'), data);
    writeAtomically(path.join(folder, 'kill-matrix.md'), matrixMarkdown(matrix));
    writeAtomically(path.join(folder, 'kill-matrix.html'), matrixPage(matrix));
  } catch (error) {
    throw unwritable(folder, error);
  }
  return folder;
}
