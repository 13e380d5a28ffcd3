// mcx-conformance verify: whether a sealed record is what was sealed, holds all that its profile requires, and comes to the
// same verdicts when its trace is judged again. It asks nobody and writes nothing.

import { inspectRecord, type Inspected } from '../../../certification/inspect-record';
import { readPublicKey } from '../../../certification/keys';
import type { Problem } from '../../../certification/problem';
import { readRecord } from '../../../certification/record-folder';
import type { Judged } from '../../../compare/judged-record';
import { judgeBeside } from '../../../compare/judging-thread';
import { printJson, printLines, type AsJson } from '../../print';

export interface VerifyOptions extends AsJson {
  readonly key?: string;
}

export async function verify(folder: string, { key, json }: VerifyOptions): Promise<void> {
  const trusted = key === undefined ? undefined : readPublicKey(key);
  const files = readRecord(folder);
  const judging = judgeBeside(folder);
  const inspected = inspectRecord(files, trusted);
  // What was changed is not judged: it would be told twice, and wrongly.
  const judged = inspected.problems.length === 0 ? await judging.outcome() : undefined;
  await judging.abandon();
  const problems = [...inspected.problems, ...problemsOf(judged)];
  const isVerified = problems.length === 0 && judged !== undefined;
  if (json)
    printJson({
      verified: isVerified,
      problems,
      signer: inspected.signer,
      vouchedFor: key !== undefined,
      ...(isVerified && { result: inspected.statement?.predicate.result, run: judged.run }),
    });
  else {
    const last = isVerified ? verified(inspected, judged.run, key) : ['Not verified.'];
    printLines([...problems.map(({ code, what }) => `${code}: ${what}`), ...last]);
  }
  if (problems.length > 0) process.exitCode = 1;
}

const problemsOf = (judged: Judged | undefined): readonly Problem[] =>
  judged?.differs === undefined ? [] : [{ code: 'MCX-VERIFY-VERDICTS', what: judged.differs }];

function verified(
  { signer, statement, redaction }: Inspected,
  run: Judged['run'],
  key: string | undefined,
): readonly string[] {
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
    `Verified: ${name} ${version} as ${underTest.join(', ')}, ${run.testPurposes} test purposes, ${statement?.predicate.result ?? ''} (${run.verdict}).`,
    ...withheld,
    vouched,
  ];
}
