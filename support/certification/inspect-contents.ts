// What the files of a record say, each held against the others and against the statement, and all of the profile in the results.

import { isDeepStrictEqual } from 'node:util';
import { parseShallow } from '../schema/json-depth';
import type { RunResult } from '../verdict/results';
import type { Statement } from '../verdict/test-result';
import { headOf } from './chain';
import { missingIn } from './complete-run';
import { sha256 } from './digest';
import { linksIn } from './inspect-trace';
import { problem, type Problem } from './problem';
import { parseProfile, type Profile } from './profile';
import { linesOf, RECORD, textOf, type RecordFiles } from './record-folder';
import { manifestOf } from './seal-record';
import { digestIn, RESOURCE, statementOf } from './statement';

export function* contentProblems(files: RecordFiles, statement: Statement): Generator<Problem> {
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
  const { version } = Object(data) as { readonly version?: unknown };
  // What differs between them is how checks are told, which nobody asks for here.
  return version === 2 || version === 3 ? (data as RunResult) : undefined;
}

/** Everything that the profile requires is in the results with a verdict, under the roles and on the wire that it is for. */
function* profileProblems(results: RunResult, profile: Profile): Generator<Problem> {
  const missing = missingIn(results, profile);
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
