// What a run was held against, for whoever reads its reports: the text of the clause and the profile. Pure.

import type { RunClause, RunResult } from '../../verdict/results';

/** Of each clause; where results are older, what they say of it. */
export const specificationOf = ({ clauses }: RunResult): readonly (readonly [name: string, value: string])[] =>
  clauses.flatMap(factsOf);

function factsOf(clause: RunClause): readonly (readonly [name: string, value: string])[] {
  const { specification, number, title, release, change, version, digest } = clause;
  return [
    ['Specification', `${specification}${release === undefined ? '' : `, ${release}`}, clause ${number} ${title}`],
    ...(change === undefined ? [] : [['Change', `${change}; version: ${version ?? 'not told'}`] as const]),
    ...(digest === undefined ? [] : [['Text of the clause', digest] as const]),
  ];
}

export const profileOf = ({ profile }: RunResult): string =>
  profile === undefined ? 'none: not a certification run' : `${profile.name} ${profile.version} (${profile.digest})`;
