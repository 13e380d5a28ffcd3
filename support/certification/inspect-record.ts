// Whether a record is what was sealed: signature, files, lines of the trace, and all of the profile in it. What the verdicts are
// worth is for whoever judges the trace again. Pure but for the files that it is handed.

import { createPublicKey, type KeyObject } from 'node:crypto';
import type { RunResult } from '../verdict/results';
import { PREDICATE_TYPE, STATEMENT_TYPE, type Statement } from '../verdict/test-result';
import { chainDifference, chainOf, headOf } from './chain';
import { committer, FIELD_CLASSES, saltsFrom, saltsOf, type Commit, type FieldClass, type Salts } from './commitment';
import { sha256 } from './digest';
import { open } from './envelope';
import { fingerprint, pemOf } from './keys';
import { parseProfile, type Profile } from './profile';
import { linesOf, RECORD, type RecordFiles } from './record-folder';
import { resource, RESOURCE } from './statement';

export type ProblemCode =
  `MCX-VERIFY-${'SEAL' | 'KEY' | 'FILE' | 'EVENTS' | 'RESULTS' | 'PROFILE' | 'REDACTION' | 'VERDICTS'}`;

export interface Problem {
  readonly code: ProblemCode;
  readonly what: string;
}

export interface Redaction {
  readonly classes: readonly FieldClass[];
  readonly withheld: readonly string[];
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
  if (!key) return { ...nothing, problems: [problem('KEY', `${RECORD.signer} holds no Ed25519 public key`)] };
  if (trusted && own && fingerprint(trusted) !== fingerprint(own))
    return {
      ...nothing,
      problems: [
        problem('KEY', `it was sealed by ${fingerprint(own)}, not by the key that was given, ${fingerprint(trusted)}`),
      ],
    };
  const opened = open(textOf(files, RECORD.envelope), key);
  if (opened.kind === 'broken') return { ...nothing, problems: [problem('SEAL', `${RECORD.envelope}: ${opened.why}`)] };
  // Whoever holds the key wrote it; that it is a statement of ours is still to be seen.
  const statement = opened.statement as Statement;
  const types: readonly string[] = [statement._type, statement.predicateType];
  if (types[0] !== STATEMENT_TYPE || types[1] !== PREDICATE_TYPE)
    return { ...nothing, problems: [problem('SEAL', 'it seals something else than the result of a test run')] };

  const redaction = redactionIn(files);
  if (redaction === 'unreadable')
    return { ...nothing, statement, problems: [problem('REDACTION', `${RECORD.redaction} cannot be read`)] };
  const salts = saltsIn(files, redaction);
  const commit = salts && committer(salts);
  const results = resultsIn(files);
  const differing = differingFiles(files, statement);
  const problems = [
    ...filesProblems(files, statement, differing, redaction),
    // Where the bytes of the trace are those that were sealed nothing can differ; line by line it is told what does.
    ...(differing.has(RECORD.events) ? eventsProblems(files, statement, commit) : []),
    ...resultsProblems(results, statement, commit),
  ];
  // What was changed may be anything, and is not read any further.
  const incomplete = problems.length === 0 ? [...profileProblems(files, results, statement)] : [];
  return { signer: fingerprint(key), statement, redaction, problems: [...problems, ...incomplete] };
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

/** What a redaction replaces or leaves out, and nothing else may differ from what was sealed. */
const REPLACED: ReadonlySet<string> = new Set([RECORD.events, RECORD.results]);
/** Files that nobody sealed: they are judged by what they say. */
const ADDED: ReadonlySet<string> = new Set([RECORD.redaction, RECORD.salts]);

/** Names of files that are sealed, and there, and not as they were sealed. */
const differingFiles = (files: RecordFiles, { subject }: Statement): ReadonlySet<string> =>
  new Set(
    subject.flatMap(({ name, digest }) => {
      const bytes = files.get(name);
      return bytes === undefined || sha256(bytes) === digest.sha256 ? [] : [name];
    }),
  );

function* filesProblems(
  files: RecordFiles,
  { subject }: Statement,
  differing: ReadonlySet<string>,
  redaction: Redaction | undefined,
): Generator<Problem> {
  const sealed = new Set(subject.map(({ name }) => name));
  const withheld = new Set(redaction?.withheld);
  for (const name of sealed) {
    const isPresent = files.has(name);
    if (isPresent && withheld.has(name)) yield problem('REDACTION', `${name} is said to be withheld and is there`);
    else if (!isPresent && !withheld.has(name)) yield problem('FILE', `${name} was removed`);
    else if (differing.has(name) && !(redaction && REPLACED.has(name))) yield problem('FILE', `${name} was changed`);
  }
  for (const name of withheld)
    if (!sealed.has(name)) yield problem('REDACTION', `${name} is said to be withheld and was never sealed`);
  for (const name of files.keys()) {
    if (sealed.has(name) || name === RECORD.envelope || (redaction && ADDED.has(name))) continue;
    yield problem('FILE', `${name} was added`);
  }
}

function* eventsProblems(files: RecordFiles, statement: Statement, commit: Commit | undefined): Generator<Problem> {
  const bytes = files.get(RECORD.events);
  const links = linesOf(files.get(RECORD.links) ?? Buffer.alloc(0));
  const sealed = resource(statement, RESOURCE.events);
  if (!bytes || !commit) return; // told of as a file
  if (!links || headOf(links) !== sealed?.digest?.sha256) {
    yield problem('EVENTS', `${RECORD.links} is not the chain that was sealed`);
    return;
  }
  const lines = linesOf(bytes);
  if (!lines) {
    yield problem('EVENTS', `${RECORD.events} breaks off, or is no text`);
    return;
  }
  const actualLinks = lines.map((line) => linkOrWhy(line, commit));
  const difference = chainDifference(links, actualLinks);
  if (difference !== undefined) yield problem('EVENTS', `${RECORD.events}, ${difference}`);
}

function linkOrWhy(line: string, commit: Commit): string {
  try {
    return chainOf([line], commit).links[0] ?? '';
  } catch (error) {
    return String(error);
  }
}

function* resultsProblems(
  results: RunResult | 'unreadable' | undefined,
  statement: Statement,
  commit: Commit | undefined,
): Generator<Problem> {
  const sealed = resource(statement, RESOURCE.results)?.digest?.sha256;
  if (results === undefined || !commit) return; // told of as a file
  if (results === 'unreadable' || commit(results) !== sealed)
    yield problem('RESULTS', `${RECORD.results} does not tell what was sealed`);
}

function resultsIn(files: RecordFiles): RunResult | 'unreadable' | undefined {
  if (!files.has(RECORD.results)) return undefined;
  try {
    return JSON.parse(textOf(files, RECORD.results)) as RunResult;
  } catch {
    return 'unreadable';
  }
}

/** Everything that the profile requires is in the results with a verdict, under the roles and on the wire that it is for. */
function* profileProblems(
  files: RecordFiles,
  results: RunResult | 'unreadable' | undefined,
  statement: Statement,
): Generator<Problem> {
  const text = textOf(files, RECORD.profile);
  if (sha256(text) !== resource(statement, RESOURCE.profile)?.digest?.sha256) return; // told of as a file
  const profile = readProfile(text);
  if (!profile) yield problem('PROFILE', `${RECORD.profile} is of a version that this program does not read`);
  if (!profile || !results || results === 'unreadable') return;
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

function redactionIn(files: RecordFiles): Redaction | undefined | 'unreadable' {
  if (!files.has(RECORD.redaction)) return undefined;
  try {
    const data = JSON.parse(textOf(files, RECORD.redaction)) as Partial<Redaction>;
    const { classes = [], withheld = [] } = data;
    const sound =
      classes.every((one) => FIELD_CLASSES.includes(one)) && withheld.every((one) => typeof one === 'string');
    return sound ? { classes, withheld } : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function saltsIn(files: RecordFiles, redaction: Redaction | undefined): Salts | undefined {
  const seed = textOf(files, RECORD.seed).trim();
  if (!redaction) return /^[0-9a-f]{64}$/.test(seed) ? saltsFrom(seed) : undefined;
  try {
    return saltsOf(JSON.parse(textOf(files, RECORD.salts)) as Record<string, string>);
  } catch {
    return undefined;
  }
}
