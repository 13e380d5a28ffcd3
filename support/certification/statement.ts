// What a seal says: an in-toto statement about the files of the record, with the predicate for test results
// (https://in-toto.io/attestation/test-result/v0.1). Pure.

import type { RunResult } from '../verdict/results';
import type { Profile } from './profile';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://in-toto.io/attestation/test-result/v0.1';

export interface Descriptor {
  readonly name: string;
  readonly digest?: { readonly sha256: string };
  readonly annotations?: Readonly<Record<string, unknown>>;
}

export interface Statement {
  readonly _type: typeof STATEMENT_TYPE;
  readonly subject: readonly Required<Pick<Descriptor, 'name' | 'digest'>>[];
  readonly predicateType: typeof PREDICATE_TYPE;
  readonly predicate: {
    readonly result: 'PASSED' | 'WARNED' | 'FAILED';
    readonly configuration: readonly Descriptor[];
    readonly passedTests: readonly string[];
    readonly warnedTests: readonly string[];
    readonly failedTests: readonly string[];
  };
}

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
  readonly specDigest: string;
}

/** Names of the resources that the statement was made with. */
export const RESOURCE = {
  suite: 'suite',
  spec: 'spec',
  profile: 'profile',
  product: 'product',
  events: 'events',
  results: 'results',
} as const;

/** Without a verdict of the run that passes nothing is called passed: what could not be told is a failed certification too. */
export function statementOf({ run, profile, files, commitments, ...digests }: Sealed): Statement {
  const named = (wanted: readonly string[]): readonly string[] =>
    run.scenarios.filter(({ verdict }) => wanted.includes(verdict)).map(({ tp }) => tp);
  const { name, version, adapter, underTest } = run.target;
  const { number, clause, release, change } = profile.spec;
  return {
    _type: STATEMENT_TYPE,
    subject: [...files].map(([path, sha256]) => ({ name: path, digest: { sha256 } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      result: run.verdict === 'pass' ? 'PASSED' : 'FAILED',
      configuration: [
        described(RESOURCE.product, undefined, {
          name,
          version,
          roles: underTest,
          wire: adapter,
          verdict: run.verdict,
        }),
        described(RESOURCE.profile, digests.profileDigest, { name: profile.profile, version: profile.version }),
        described(RESOURCE.spec, digests.specDigest, { number, clause, release, change }),
        described(RESOURCE.suite, digests.suiteDigest, { ...run.suite }),
        described(RESOURCE.events, commitments.events.head, { lines: commitments.events.lines }),
        described(RESOURCE.results, commitments.results),
      ],
      passedTests: named(['pass']),
      warnedTests: named(['inconclusive', 'error']),
      failedTests: named(['fail']),
    },
  };
}

const described = (name: string, sha256?: string, annotations?: Descriptor['annotations']): Descriptor => ({
  name,
  ...(sha256 !== undefined && { digest: { sha256 } }),
  ...(annotations && { annotations }),
});

export const resource = ({ predicate }: Statement, name: string): Descriptor | undefined =>
  predicate.configuration.find((one) => one.name === name);
