// Sets the checks that a scenario owes beside those that were made. Pure, and unaware of verdicts.

import type { PartyName } from '../procedure/roles';

export interface Account {
  /** Ids of the tagged requirements that bind a role under test, apply to it and did not come to bear for others alone. */
  readonly expected: readonly string[];
  /** Those of them that a check said something about for a party under test. */
  readonly executed: readonly string[];
  /** The rest: the scenario broke off before them, or their condition never arose. */
  readonly notExecuted: readonly string[];
}

/** @param due what came to bear for another party alone is nothing that one under test owes */
export function accountOf(
  due: readonly string[],
  checks: readonly { readonly requirement: string; readonly party: PartyName }[],
  isJudged: (party: PartyName) => boolean,
): Account {
  const made = new Set(checks.filter(({ party }) => isJudged(party)).map(({ requirement }) => requirement));
  const elsewhere = new Set(checks.map(({ requirement }) => requirement).filter((id) => !made.has(id)));
  const expected = due.filter((id) => !elsewhere.has(id));
  return {
    expected,
    executed: expected.filter((id) => made.has(id)),
    notExecuted: expected.filter((id) => !made.has(id)),
  };
}

export const NOTHING_EXPECTED: Account = { expected: [], executed: [], notExecuted: [] };

/** Nothing that was due came about. */
export const nothingExecuted = (expected: readonly string[]): Account => ({
  expected,
  executed: [],
  notExecuted: expected,
});
