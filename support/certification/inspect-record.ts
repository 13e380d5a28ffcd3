// Whether a record is what was sealed: signature, form, files, lines of the trace, what the statement says of the results, and all
// of the profile in it. What the verdicts are worth is for whoever judges the trace again. Pure but for the files that it is handed.

import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Statement } from '../verdict/test-result';
import { FORMAT } from './commitment';
import { sha256 } from './digest';
import { open } from './envelope';
import { contentProblems } from './inspect-contents';
import { redactedProblems } from './inspect-redaction';
import { eventProblems } from './inspect-trace';
import { fingerprint, pemOf } from './keys';
import { problem, type Problem } from './problem';
import { RECORD, textOf, type RecordFiles } from './record-folder';
import { leftOut, redactionIn, REPLACED, type Redaction } from './redaction';
import { asStatement, resource, RESOURCE, versionOf } from './statement';

export interface Inspected {
  readonly problems: readonly Problem[];
  /** Of the key that sealed it, if one did. */
  readonly signer: string | undefined;
  readonly statement: Statement | undefined;
  readonly redaction: Redaction | undefined;
}

/** @param trusted the key that is expected; where absent, the one in the record, for which nobody vouches */
export function inspectRecord(files: RecordFiles, trusted?: KeyObject): Inspected {
  const own = signerIn(files);
  const key = trusted ?? own;
  const nothing = { signer: own && fingerprint(own), statement: undefined, redaction: undefined };
  const only = (one: Problem): Inspected => ({ ...nothing, problems: [one] });
  if (!key) return only(problem('KEY', `${RECORD.signer} holds no Ed25519 public key`));
  if (trusted && own && fingerprint(trusted) !== fingerprint(own))
    return only(
      problem('KEY', `it was sealed by ${fingerprint(own)}, not by the key that was given, ${fingerprint(trusted)}`),
    );
  const opened = open(textOf(files, RECORD.envelope), key);
  if (opened.kind === 'broken') return only(problem('SEAL', `${RECORD.envelope}: ${opened.why}`));
  const statement = asStatement(opened.statement);
  if (!statement) return only(problem('SEAL', 'it seals something else than the result of a test run'));
  if (versionOf(statement) !== FORMAT.version) return { ...only(otherVersion(statement)), statement };

  const given = files.get(RECORD.redaction);
  const redaction = given && redactionIn(given);
  if (given && !redaction)
    return { ...only(problem('REDACTION', `${RECORD.redaction} is not as this program writes it`)), statement };
  const problems = [
    ...fileProblems(files, statement, redaction),
    ...(redaction ? redactedProblems(files, statement, redaction) : eventProblems(files, statement)),
  ];
  // What was changed may be anything, and is not read any further.
  if (problems.length === 0) problems.push(...contentProblems(files, statement));
  return { signer: fingerprint(key), statement, redaction, problems };
}

function signerIn(files: RecordFiles): KeyObject | undefined {
  try {
    const text = textOf(files, RECORD.signer);
    const key = createPublicKey(text);
    return key.asymmetricKeyType === 'ed25519' && pemOf(key) === text ? key : undefined;
  } catch {
    return undefined;
  }
}

function otherVersion(statement: Statement): Problem {
  const { name, version } = resource(statement, RESOURCE.suite)?.annotations ?? {};
  return problem(
    'VERSION',
    `it is a record of version ${JSON.stringify(versionOf(statement))}, sealed by ${String(name)} ${String(version)}, and this program verifies version ${FORMAT.version}: have its run sealed again, or use the program that sealed it`,
  );
}

/** Files that nobody sealed: they follow from the rest of a redacted record. */
const ADDED: readonly string[] = [RECORD.redaction, RECORD.salts];

function* fileProblems(
  files: RecordFiles,
  { subject }: Statement,
  redaction: Redaction | undefined,
): Generator<Problem> {
  const sealed = new Map(subject.map(({ name, digest }) => [name, digest.sha256]));
  const withheld = redaction ? leftOut([...sealed.keys()]) : [];
  if (redaction && redaction.withheld.join('\n') !== withheld.join('\n'))
    yield problem('REDACTION', `${RECORD.redaction} names other files than a redaction leaves out`);
  for (const [name, digest] of sealed) {
    const bytes = files.get(name);
    if (withheld.includes(name)) {
      if (bytes !== undefined) yield problem('REDACTION', `${name} is said to be withheld and is there`);
    } else if (bytes === undefined) yield problem('FILE', `${name} was removed`);
    else if (sha256(bytes) !== digest && !(redaction && REPLACED.includes(name)))
      yield problem('FILE', `${name} was changed`);
  }
  for (const name of files.keys()) {
    if (sealed.has(name) || name === RECORD.envelope || (redaction && ADDED.includes(name))) continue;
    yield problem('FILE', `${name} was added`);
  }
}
