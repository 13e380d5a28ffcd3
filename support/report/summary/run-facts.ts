// What a run was held against, for whoever reads its reports: the text of the clause and the profile. Pure.

import type { RunResult } from '../../verdict/results';

/** Where results are older, what they say: the clause. */
export function specificationOf({ spec }: RunResult): readonly (readonly [name: string, value: string])[] {
  const { clause, release, change, version, digest } = spec;
  return [
    ['Specification', `3GPP TS 23.280${release === undefined ? '' : `, ${release}`}, clause ${clause}`],
    ...(change === undefined ? [] : [['Change', `${change}; version: ${version ?? 'not told'}`] as const]),
    ...(digest === undefined ? [] : [['Text of the clause', digest] as const]),
  ];
}

export const profileOf = ({ profile }: RunResult): string =>
  profile === undefined ? 'none: not a certification run' : `${profile.name} ${profile.version} (${profile.digest})`;
