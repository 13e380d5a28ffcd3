// What a verdict depends on besides the trace: who is judged, by which checks, and how strictly. Unaware of stories.

import type { Check } from '../oracle/check';
import type { PartyName } from '../procedure/roles';
import type { Declared } from './applicability';

/** What a verdict depends on besides the trace. */
export interface JudgementContext extends Declared {
  /** Whose findings count: the parties under test, or all where every role is played. */
  readonly judged: ReadonlySet<PartyName> | 'all';
  readonly ordering: 'strict' | 'lenient';
  readonly strength: 'all' | 'shall';
  /** `any`: what rests on an interpretation alone cannot fail anybody, for by another reading it would pass. */
  readonly readings: 'registered' | 'any';
  /** The oracle. */
  readonly checks: readonly Check[];
}

export const isUnderTest = (party: PartyName, { judged }: JudgementContext): boolean =>
  judged !== 'all' && judged.has(party);

/** A requirement that binds only played parties may as well not come to bear. */
export const bindsJudged = (id: string, { judged, catalogue }: JudgementContext): boolean =>
  judged === 'all' || (catalogue.requirement(id)?.owners ?? []).some((owner) => judged.has(owner));

/** Why nobody can tell whether the product had to: what is not done then is not broken, its condition did not arise. */
export function byPolicy(id: string, { catalogue, claims }: JudgementContext): string | undefined {
  const row = catalogue.requirement(id);
  return claims.byPolicy(row?.applicability, row?.clause);
}
