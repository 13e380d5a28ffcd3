// What a seal says: the result of the run, about the files of the record, all that it was made with, and the form of the record. Pure.

import type { RunResult } from '../verdict/results';
import {
  digested,
  named,
  PREDICATE_TYPE,
  product,
  STATEMENT_TYPE,
  testResult,
  type Descriptor,
  type Statement,
} from '../verdict/test-result';
import { FORMAT } from './commitment';
import type { Profile } from './profile';

/** What the record commits to besides the bytes of its files. */
export interface Commitments {
  readonly events: { readonly head: string; readonly lines: number };
  /** Of results.json with its texts as salted hashes. */
  readonly results: string;
}

export interface Sealed {
  readonly run: RunResult;
  readonly profile: Profile;
  readonly profileDigest: string;
  /** By path in the record, the SHA-256. */
  readonly files: ReadonlyMap<string, string>;
  readonly commitments: Commitments;
  readonly suiteDigest: string;
  /** SHA-256 of the catalogue of a clause. */
  readonly catalogueDigest: (clause: string) => string;
}

/** Names of the resources that the statement was made with. */
export const RESOURCE = {
  record: 'record',
  suite: 'suite',
  profile: 'profile',
  product: 'product',
  events: 'events',
  results: 'results',
  clause: (clause: string): string => `clause:${clause}`,
} as const;

export function statementOf({ run, profile, files, commitments, ...digests }: Sealed): Statement {
  return testResult(run, files, [
    named(RESOURCE.record, [String(FORMAT.version)], { ...FORMAT }),
    product(RESOURCE.product, run),
    digested(RESOURCE.profile, digests.profileDigest, { name: profile.profile, version: profile.version }),
    ...run.clauses.map((one) => digested(RESOURCE.clause(one.clause), digests.catalogueDigest(one.clause), { ...one })),
    digested(RESOURCE.suite, digests.suiteDigest, { ...run.suite }),
    digested(RESOURCE.events, commitments.events.head, { lines: commitments.events.lines }),
    digested(RESOURCE.results, commitments.results),
  ]);
}

export const resource = ({ predicate }: Statement, name: string): Descriptor | undefined =>
  predicate.configuration.find((one) => one.name === name);

/** Digest of a resource; empty where the statement has none. */
export const digestIn = (statement: Statement, name: string): string => resource(statement, name)?.digest?.sha256 ?? '';

/** The version of the record that it is about: the first had no word for it. */
export const versionOf = (statement: Statement): unknown =>
  resource(statement, RESOURCE.record)?.annotations?.['version'] ?? 1;

/** Whoever holds the key may have signed anything; undefined for what is no statement of a test result. */
export function asStatement(signed: unknown): Statement | undefined {
  const { _type, predicateType, subject, predicate } = record(signed);
  const { result, configuration, passedTests, warnedTests, failedTests } = record(predicate);
  const isStatement =
    _type === STATEMENT_TYPE &&
    predicateType === PREDICATE_TYPE &&
    typeof result === 'string' &&
    isListOf(subject, (one) => isText(record(one)['name']) && isDigest(record(one)['digest'])) &&
    isListOf(configuration, isDescriptor) &&
    [passedTests, warnedTests, failedTests].every((list) => isListOf(list, isText));
  return isStatement ? (signed as Statement) : undefined;
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
const isListOf = (value: unknown, is: (one: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);
const isText = (value: unknown): boolean => typeof value === 'string';
const isDigest = (value: unknown): boolean => /^[0-9a-f]{64}$/.test(String(record(value)['sha256']));

function isDescriptor(value: unknown): boolean {
  const { name, digest, annotations } = record(value);
  return (
    isText(name) &&
    (digest === undefined || isDigest(digest)) &&
    (annotations === undefined || (typeof annotations === 'object' && annotations !== null))
  );
}
