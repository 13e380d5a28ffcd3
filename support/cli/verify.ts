// mcx-conformance verify: whether a sealed record is what was sealed, holds all that its profile requires, and comes to the
// same verdicts when its trace is judged again. It asks nobody and writes nothing.

import path from 'node:path';
import { inspectRecord, type Inspected, type Problem } from '../certification/inspect-record';
import { readPublicKey } from '../certification/keys';
import { readRecord } from '../certification/record-folder';
import { scenarioDifferences } from '../report/differences';
import { readResults } from '../report/results-file';
import { runFolder } from '../report/run-folder';
import { UserError } from '../verdict/errors';
import type { RunResult } from '../verdict/results';
import { runVerdict } from '../verdict/run-verdict';
import { judgedAgain } from './judge';

export interface VerifyOptions {
  readonly key?: string;
}

export async function verify(folder: string, { key }: VerifyOptions): Promise<void> {
  const trusted = key === undefined ? undefined : readPublicKey(key);
  const inspected = inspectRecord(readRecord(folder), trusted);
  // What was changed is not judged: it would be told twice, and wrongly.
  const judged = inspected.problems.length === 0 ? await judgement(folder) : undefined;
  const problems = [...inspected.problems, ...(judged?.problems ?? [])];
  const lines = problems.map(({ code, what }) => `${code}: ${what}`);
  const last = problems.length === 0 && judged ? verified(inspected, judged.run, key) : ['Not verified.'];
  process.stdout.write(`${[...lines, ...last].join('\n')}\n`);
  if (problems.length > 0) process.exitCode = 1;
}

interface Judged {
  readonly run: RunResult;
  readonly problems: readonly Problem[];
}

async function judgement(folder: string): Promise<Judged> {
  const dir = path.resolve(folder);
  const where = runFolder(path.dirname(dir), path.basename(dir));
  const run = readResults(where.results);
  try {
    const scenarios = await judgedAgain(where, run);
    const [first, ...more] = scenarioDifferences(run.scenarios, scenarios);
    const { verdict } = runVerdict(scenarios, run.notExecuted, run.faults);
    const others = more.length === 0 ? '' : ` and ${more.length} more`;
    if (first)
      return differs(run, `${first.tp} was ${first.then?.verdict ?? 'not executed'}, its trace says ${first.now?.verdict ?? 'nothing'}${others}`); // prettier-ignore
    return verdict === run.verdict ? { run, problems: [] } : differs(run, `the run was ${run.verdict}, its traces say ${verdict}`); // prettier-ignore
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return differs(run, error.message);
  }
}

const differs = (run: RunResult, what: string): Judged => ({ run, problems: [{ code: 'MCX-VERIFY-VERDICTS', what }] });

function verified(
  { signer, statement, redaction }: Inspected,
  run: RunResult,
  key: string | undefined,
): readonly string[] {
  // prettier-ignore
  const { name, version, underTest } = run.target;
  const vouched =
    key === undefined
      ? `Sealed by the key ${signer ?? ''}, which is in the record: that it is a lab's, nobody has said (--key).`
      : `Sealed by the key in ${key}.`;
  const withheld = redaction
    ? [
        `Redacted: ${redaction.classes.join(', ')}; left out: ${redaction.withheld.length} files that are derived or name what is redacted.`,
        'The verdicts were derived again from the redacted trace; the bytes of the messages cannot be looked at.',
      ]
    : [];
  return [
    `Verified: ${name} ${version} as ${underTest.join(', ')}, ${run.scenarios.length} test purposes, ${statement?.predicate.result ?? ''} (${run.verdict}).`,
    ...withheld,
    vouched,
  ];
}
