// The results of a run as an in-toto statement with the predicate for test results, v0.1
// (https://in-toto.io/attestation/test-result/v0.1). Unaware of who signs it, if anybody does. Pure.

import { partInWords, partOfSuite } from './part-of-suite';
import type { RunResult, ScenarioResult } from './results';
import { notCounted } from './counted';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://in-toto.io/attestation/test-result/v0.1';

/** A ResourceDescriptor: one of its URI and its digest it must have. */
export interface Descriptor {
  readonly name: string;
  readonly uri?: string;
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

/**
 * Without a verdict that passes nothing is called passed: what could not be told has failed too. A part of the suite that
 * passed is told of with a warning.
 * @param files by name, the SHA-256
 */
export function testResult(
  run: RunResult,
  files: ReadonlyMap<string, string>,
  configuration: readonly Descriptor[],
): Statement {
  const those = (is: (scenario: ScenarioResult) => boolean): readonly string[] =>
    run.scenarios.filter(is).map(({ tp }) => tp);
  return {
    _type: STATEMENT_TYPE,
    subject: [...files].map(([name, sha256]) => ({ name, digest: { sha256 } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      result: resultOf(run),
      configuration,
      passedTests: those(({ verdict }) => verdict === 'pass'),
      warnedTests: those((one) => ['inconclusive', 'error'].includes(one.verdict) || isUncountedFailure(one)),
      failedTests: those((one) => one.verdict === 'fail' && !notCounted(one)),
    },
  };
}

function resultOf(run: RunResult): Statement['predicate']['result'] {
  if (run.verdict !== 'pass') return 'FAILED';
  return partOfSuite(run) ? 'WARNED' : 'PASSED';
}

/** Beyond the clause: told of, and no part of the result. */
const isUncountedFailure = (one: ScenarioResult): boolean => one.verdict === 'fail' && notCounted(one);

/** What was tested has no digest that anybody here could know. */
export function product(name: string, run: RunResult): Descriptor {
  const { target, verdict } = run;
  const part = partInWords(run);
  return named(name, [target.name, target.version], {
    name: target.name,
    version: target.version,
    roles: target.underTest,
    wire: target.adapter,
    verdict,
    ...(part !== undefined && { part }),
  });
}

/** What there is no one file of. */
export const named = (
  name: string,
  identity: readonly string[],
  annotations: NonNullable<Descriptor['annotations']>,
): Descriptor => ({
  name,
  uri: ['urn:mcx-conformance', name, ...identity.map(encodeURIComponent)].join(':'),
  annotations,
});

export const digested = (name: string, sha256: string, annotations?: Descriptor['annotations']): Descriptor => ({
  name,
  digest: { sha256 },
  ...(annotations && { annotations }),
});
