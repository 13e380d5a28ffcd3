// The results of a run as an in-toto statement about its two sources. Nobody has signed it: that is what certify does, or
// whoever hands it to a signer of their own.

import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { named, product, testResult } from '../../verdict/test-result';
import { writeAtomically } from '../write-atomically';
import type { ReportSource, ReportWriter } from './derived-report';

/** What a run leaves and everything else is derived from. */
const SOURCES = ['results.json', 'events.jsonl'];
const PIECE = 1_048_576;

export const createInTotoStatement = (file: string, { run }: ReportSource): ReportWriter => ({
  finish() {
    const folder = path.dirname(file);
    const digests = SOURCES.map((name) => [name, digestOf(path.join(folder, name))] as const);
    const statement = testResult(run, new Map(digests), [
      product('product', run),
      named('spec', [run.spec.clause], { number: 'TS 23.280', clause: run.spec.clause }),
      named('suite', [run.suite.version], { ...run.suite, options: run.options }),
    ]);
    writeAtomically(file, `${JSON.stringify(statement, null, 2)}\n`);
  },
});

/** A trace may be larger than what fits into one text. */
function digestOf(file: string): string {
  const hash = createHash('sha256');
  const descriptor = openSync(file, 'r');
  try {
    const piece = Buffer.alloc(PIECE);
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece))
      hash.update(piece.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
