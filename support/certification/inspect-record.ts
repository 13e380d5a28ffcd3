// Whether a record is what was sealed: signature, form, files, lines of the trace, what the statement says of the results, and all
// of the profile in it. What the verdicts are worth is for whoever judges the trace again. Pure but for the files that it is handed.

import { createPublicKey, type KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { parseShallow } from '../schema/json-depth';
import type { RunResult } from '../verdict/results';
import type { Statement } from '../verdict/test-result';
import { chainDifference, headOf } from './chain';
import { commitmentTo, FORMAT } from './commitment';
import { sha256 } from './digest';
import { open } from './envelope';
import { fingerprint, pemOf } from './keys';
import { parseProfile, type Profile } from './profile';
import { jsonFile, linesOf, RECORD, type RecordFiles } from './record-folder';
import {
  leftOut,
  redactionIn,
  REPLACED,
  saltsFile,
  shownIn,
  walkWith,
  withheldBeside,
  type Redaction,
  type Walk,
} from './redaction';
import { committed, manifestOf } from './seal-record';
import { asStatement, digestIn, resource, RESOURCE, statementOf, versionOf } from './statement';

export type ProblemCode =
  `MCX-VERIFY-${'SEAL' | 'KEY' | 'VERSION' | 'FILE' | 'EVENTS' | 'RESULTS' | 'STATEMENT' | 'PROFILE' | 'REDACTION' | 'VERDICTS'}`;

export interface Problem {
  readonly code: ProblemCode;
  readonly what: string;
}

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

const problem = (what: ProblemCode extends `MCX-VERIFY-${infer P}` ? P : never, text: string): Problem => ({
  code: `MCX-VERIFY-${what}`,
  what: text,
});

const textOf = (files: RecordFiles, name: string): string => files.get(name)?.toString('utf8') ?? '';

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

/** Where the bytes of a whole trace are those that were sealed nothing can differ; line by line it is told what does. */
function* eventProblems(files: RecordFiles, statement: Statement): Generator<Problem> {
  const links = linksIn(files, statement);
  const bytes = files.get(RECORD.events);
  if (!links) yield problem('EVENTS', `${RECORD.links} is not the chain that was sealed`);
  const sealed = statement.subject.find(({ name }) => name === RECORD.events)?.digest.sha256;
  if (!links || !bytes || sha256(bytes) === sealed) return;
  if (!linesOf(bytes)) yield problem('EVENTS', `${RECORD.events} breaks off, or is no text`);
  else yield* lineProblem(links, actualLinks(files));
}

function actualLinks(files: RecordFiles): readonly string[] | string {
  try {
    return committed(files, textOf(files, RECORD.seed).trim()).links;
  } catch (error) {
    return String(error);
  }
}

function* lineProblem(sealed: readonly string[], actual: readonly string[] | string): Generator<Problem> {
  if (typeof actual === 'string') yield problem('EVENTS', `${RECORD.events} is no trace (${actual})`);
  else {
    const difference = chainDifference(sealed, actual);
    if (difference !== undefined) yield problem('EVENTS', `${RECORD.events}, ${difference}`);
  }
}

/** Undefined where the chain is not the one that was sealed. */
function linksIn(files: RecordFiles, statement: Statement): readonly string[] | undefined {
  const links = linesOf(files.get(RECORD.links) ?? Buffer.alloc(0));
  const isChain =
    links?.every((link) => /^[0-9a-f]{64}$/.test(link)) && headOf(links) === digestIn(statement, RESOURCE.events);
  return isChain ? links : undefined;
}

function* redactedProblems(files: RecordFiles, statement: Statement, redaction: Redaction): Generator<Problem> {
  const known = shownIn(files.get(RECORD.salts));
  if (!known) {
    yield problem('REDACTION', `${RECORD.salts} is not as this program writes it`);
    return;
  }
  const walk = walkWith(known);
  const links = linksIn(files, statement);
  if (!links) yield problem('EVENTS', `${RECORD.links} is not the chain that was sealed`);
  const lines = linesOf(files.get(RECORD.events) ?? Buffer.alloc(0));
  if (!lines) yield problem('EVENTS', `${RECORD.events} breaks off, or is no text`);
  if (!links || !lines) return;
  yield* lineProblem(
    links,
    lines.map((line) => commitmentIn(line, (value) => JSON.stringify(value), walk)),
  );
  const results = commitmentIn(textOf(files, RECORD.results), (value) => jsonFile(value).toString('utf8'), walk);
  if (results !== digestIn(statement, RESOURCE.results))
    yield problem('RESULTS', `${RECORD.results} does not tell what was sealed`);
  yield* walkProblems(files, walk, redaction);
}

/** Of a text that is written as this program writes it; empty for any other. */
function commitmentIn(text: string, written: (value: unknown) => string, { form }: Walk): string {
  try {
    const value = parseShallow(text);
    return written(value) === text ? commitmentTo(value, form) : '';
  } catch {
    return '';
  }
}

function* walkProblems(files: RecordFiles, walk: Walk, { classes }: Redaction): Generator<Problem> {
  if (walk.unreadable.length > 0) yield problem('REDACTION', 'it shows a text that looks like a hash and is none');
  if (!saltsFile(walk.shown.values()).equals(files.get(RECORD.salts) ?? Buffer.alloc(0)))
    yield problem('REDACTION', `${RECORD.salts} lists other texts than are shown`);
  const actual = withheldBeside(walk.shown.values());
  if (classes.length === 0) yield problem('REDACTION', 'it is said to be redacted, and nothing is withheld');
  else if (actual.join() !== classes.join())
    yield problem(
      'REDACTION',
      `${classes.join(', ')} are said to be withheld, and ${actual.join(', ') || 'none of them'} are`,
    );
  for (const hidden of walk.hashed.values())
    if (!hidden.some((one) => actual.includes(one)))
      yield problem('REDACTION', `a text of ${hidden.join(', ')} is withheld, and others of that class are shown`);
}

/** What the files say, each held against the others and against the statement. */
function* contentProblems(files: RecordFiles, statement: Statement): Generator<Problem> {
  const results = resultsIn(files);
  const profile = readProfile(textOf(files, RECORD.profile));
  if (!profile) yield problem('PROFILE', `${RECORD.profile} is of a version that this program does not read`);
  if (!results) yield problem('RESULTS', `${RECORD.results} is of a version that this program does not read`);
  if (!profile || !results) return;
  try {
    yield* statementProblems(files, statement, results, profile);
    yield* profileProblems(results, profile);
  } catch (error) {
    // The lab sealed what is no result: a field that has to be there is not.
    yield problem('RESULTS', `${RECORD.results} is not what a run writes (${String(error)})`);
  }
}

/** The statement is made once more, of what the record holds; nothing may differ. */
function* statementProblems(
  files: RecordFiles,
  statement: Statement,
  run: RunResult,
  profile: Profile,
): Generator<Problem> {
  const lines = linesOf(files.get(RECORD.events) ?? Buffer.alloc(0))?.length ?? 0;
  const digests = new Map(statement.subject.map(({ name, digest }) => [name, digest.sha256]));
  const again = statementOf({
    run,
    profile,
    profileDigest: sha256(textOf(files, RECORD.profile)),
    files: digests,
    commitments: {
      events: { head: headOf(linksIn(files, statement) ?? []), lines },
      results: digestIn(statement, RESOURCE.results),
    },
    suiteDigest: digestIn(statement, RESOURCE.suite),
    catalogueDigest: (clause) => digestIn(statement, RESOURCE.clause(clause)),
  });
  const { result } = again.predicate;
  if (result !== statement.predicate.result)
    yield problem('STATEMENT', `it says ${statement.predicate.result}, and the results say ${result}`);
  else if (!isDeepStrictEqual(JSON.parse(JSON.stringify(again)), statement))
    yield problem('STATEMENT', `${differingPart(again, statement)} of the statement is not that of the results`);
  const without = new Map([...digests].filter(([name]) => name !== RECORD.manifest));
  if (!sameFiles(files, without)) yield problem('STATEMENT', `${RECORD.manifest} lists other files than were sealed`);
}

function differingPart(again: Statement, { predicate, subject }: Statement): string {
  const { configuration: other, ...lists } = again.predicate;
  const list = Object.entries(lists).find(([name, value]) => !isDeepStrictEqual(value, predicate[name as 'result']));
  if (list) return list[0];
  const names = [...new Set([...other, ...predicate.configuration].map(({ name }) => name))];
  const of = (all: Statement['predicate']['configuration'], name: string): string =>
    JSON.stringify(all.filter((one) => one.name === name));
  const name = names.find((one) => of(other, one) !== of(predicate.configuration, one));
  return name ?? (again.subject.length === subject.length ? 'the order' : 'the subject');
}

/** Sizes of what is withheld nobody can tell. */
function sameFiles(files: RecordFiles, digests: ReadonlyMap<string, string>): boolean {
  const listed = parsedOrNothing(textOf(files, RECORD.manifest)) as
    { readonly files?: readonly { readonly name: string; readonly bytes: number }[] } | undefined;
  const sizes = new Map((listed?.files ?? []).map(({ name, bytes }) => [name, bytes]));
  const sizeOf = (name: string): number => {
    const isWhole = files.has(name) && sha256(files.get(name) ?? '') === digests.get(name);
    return (isWhole ? files.get(name)?.length : sizes.get(name)) ?? -1;
  };
  return manifestOf(digests, sizeOf).equals(files.get(RECORD.manifest) ?? Buffer.alloc(0));
}

function parsedOrNothing(text: string): unknown {
  try {
    return parseShallow(text);
  } catch {
    return undefined;
  }
}

function resultsIn(files: RecordFiles): RunResult | undefined {
  const data = parsedOrNothing(textOf(files, RECORD.results));
  return (Object(data) as { readonly version?: unknown }).version === 2 ? (data as RunResult) : undefined;
}

/** Everything that the profile requires is in the results with a verdict, under the roles and on the wire that it is for. */
function* profileProblems(results: RunResult, profile: Profile): Generator<Problem> {
  const executed = new Set(results.scenarios.map(({ tp }) => tp));
  const missing = profile.required.filter((tp) => !executed.has(tp));
  if (missing.length > 0)
    yield problem('PROFILE', `the profile requires ${missing.join(', ')}, not executed in the run`);
  const { underTest, adapter } = results.target;
  if (underTest.toSorted().join() !== profile.roles.toSorted().join() || adapter !== profile.wire)
    yield problem(
      'PROFILE',
      `the profile is for ${profile.roles.join(', ')} over ${profile.wire}, the run was of ${underTest.join(', ') || 'no role'} over ${adapter}`,
    );
}

function readProfile(text: string): Profile | undefined {
  try {
    return parseProfile(text, RECORD.profile);
  } catch {
    return undefined;
  }
}
