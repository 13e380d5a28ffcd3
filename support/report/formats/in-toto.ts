// The results of a run as an in-toto statement about its two sources. Nobody has signed it: that is what certify does, or
// whoever hands it to a signer of their own.

import path from 'node:path';
import { named, product, testResult } from '../../verdict/test-result';
import { sourceDigests } from '../../record/source-digests';
import { writeAtomically } from '../../record/write-atomically';
import type { ReportSource, ReportWriter } from './derived-report';

export const createInTotoStatement = (file: string, { run }: ReportSource): ReportWriter => ({
  finish() {
    const statement = testResult(run, sourceDigests(path.dirname(file)), [
      product('product', run),
      ...run.clauses.map((one) => named(`clause:${one.clause}`, [], { ...one })),
      named('suite', [run.suite.version], { ...run.suite, options: run.options }),
    ]);
    writeAtomically(file, `${JSON.stringify(statement, null, 2)}\n`);
  },
});
