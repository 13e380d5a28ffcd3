// Whether a run was asked for a part of the suite alone. A part may pass; conformance is for the whole to tell.

import type { NotExecuted, RunResult } from './results';

export interface Part {
  readonly passed: number;
  /** Of the clause, in the whole suite. */
  readonly scenarios: number;
}

/** Undefined for a run of everything that there is for its target. */
export function partOfSuite({
  scenarios,
  notExecuted,
}: Pick<RunResult, 'scenarios' | 'notExecuted'>): Part | undefined {
  if (leftOutBy(notExecuted) === undefined) return undefined;
  const ofClause = scenarios.filter(({ beyondSpec }) => !beyondSpec);
  return {
    passed: ofClause.filter(({ verdict }) => verdict === 'pass').length,
    scenarios: ofClause.length + notExecuted.filter(({ beyondSpec }) => !beyondSpec).length,
  };
}

/** What part of the suite it was, and that it is no more; undefined for a run of everything. */
export function partInWords({
  scenarios,
  notExecuted,
}: Pick<RunResult, 'scenarios' | 'notExecuted'>): string | undefined {
  const left = leftOutBy(notExecuted);
  if (left === undefined) return undefined;
  const executed = scenarios.filter(({ verdict }) => verdict !== 'not-applicable').length;
  const all = scenarios.length + notExecuted.length;
  return `a part of the suite was run, ${executed} of ${all} scenarios (${left}): that an implementation conforms only the whole can tell`;
}

/** By what scenarios were left out that could have been run, in words. */
export function leftOutBy(notExecuted: readonly NotExecuted[]): string | undefined {
  const left = notExecuted.filter(({ notAsked }) => notAsked);
  const reasons = [...new Set(left.map(({ reason }) => reason))];
  if (left.length === 0) return undefined;
  const ofClause = left.filter(({ beyondSpec }) => !beyondSpec).length;
  const beyond = left.length - ofClause;
  const counts = [...(ofClause > 0 ? [`${ofClause}`] : []), ...(beyond > 0 ? [`${beyond} beyond the clause`] : [])];
  return `${counts.join(' and ')} left out by ${reasons.join(' and ')}`;
}
