// Readings of the clause that a search plays, each by all MC service servers at once. What a faithful server does as one action
// hides what the text leaves open between its steps; these take it apart.

import { faithfulServer, isTaken, type ServerPolicy } from '../../reference/policies';
import { CANCELS_WHAT_IS_FORMED, PARTNER_APART, PRIMARY_APART } from '../../reference/variants/readings';

interface Reading {
  readonly says: string;
  /** Whether nobody may be accused who reads the clause so. */
  readonly permitted: boolean;
  readonly policy: Partial<ServerPolicy>;
}

const readings = {
  split: {
    says: 'every numbered step is a moment of its own',
    permitted: true,
    policy: { apart: [...(PRIMARY_APART.apart ?? []), ...(PARTNER_APART.apart ?? [])] },
  },
  parallel: {
    says: 'the primary asks the members that it serves while its partners are asked',
    permitted: true,
    policy: { asksOwnMembers: 'in-parallel' },
  },
  'formed-only': {
    says: 'only a regroup that step 12 has confirmed can be cancelled',
    permitted: true,
    policy: CANCELS_WHAT_IS_FORMED,
  },
  late: {
    says: 'a group counts as regrouped only once its regroup is in force',
    permitted: false,
    policy: { isRegrouped: (group, heldBy) => isTaken(group, heldBy?.status === 'forming' ? undefined : heldBy) },
  },
} as const satisfies Readonly<Record<string, Reading>>;

export type ReadingName = keyof typeof readings;
const READINGS: Readonly<Record<ReadingName, Reading>> = readings;

export const policyOf = (names: readonly ReadingName[]): ServerPolicy =>
  Object.assign({}, faithfulServer, ...names.map((name) => READINGS[name].policy)) as ServerPolicy;

export const arePermitted = (names: readonly ReadingName[]): boolean => names.every((name) => READINGS[name].permitted);
