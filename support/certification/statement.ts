// What a seal says: the result of the run, about the files of the record, and all that it was made with. Pure.

import type { RunResult } from '../verdict/results';
import { digested, product, testResult, type Descriptor, type Statement } from '../verdict/test-result';
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
  suite: 'suite',
  profile: 'profile',
  product: 'product',
  events: 'events',
  results: 'results',
} as const;

export function statementOf({ run, profile, files, commitments, ...digests }: Sealed): Statement {
  return testResult(run, files, [
    product(RESOURCE.product, run),
    digested(RESOURCE.profile, digests.profileDigest, { name: profile.profile, version: profile.version }),
    ...run.clauses.map((one) => digested(`clause:${one.clause}`, digests.catalogueDigest(one.clause), { ...one })),
    digested(RESOURCE.suite, digests.suiteDigest, { ...run.suite }),
    digested(RESOURCE.events, commitments.events.head, { lines: commitments.events.lines }),
    digested(RESOURCE.results, commitments.results),
  ]);
}

export const resource = ({ predicate }: Statement, name: string): Descriptor | undefined =>
  predicate.configuration.find((one) => one.name === name);
