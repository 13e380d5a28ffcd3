// What users do in a story at random, one act at a time: names of the cast, and who does what to which groups.

import fc from 'fast-check';
import { DEFAULT_CONFIGURATION, USERS } from '../../procedure/cast';
import type { Move, StoryAct, StoryGroup, StoryScript } from './story';

export const CAST = Object.keys(USERS);

/** What a story is about: names of the cast. */
export interface Names {
  readonly groups: readonly string[];
  /** For regroup groups. */
  readonly regroups: readonly string[];
  /** Other spellings of its groups. */
  readonly spellings: readonly string[];
  /** Two of them that are taken for one another easily; any name and itself where it has none. */
  readonly pairs: readonly (readonly [string, string])[];
}
export const USUAL: Names = {
  groups: ['Fire-1', 'Fire-2', 'Med-7', 'Med-8', 'Coast-3'],
  regroups: ['Joint-6', 'Joint-8', 'Joint-9'],
  spellings: [],
  pairs: [],
};
/** Names that differ in little, and names with signs in them. */
export const ALIKE: Names = {
  groups: ['Fire-1', 'Twin-1', 'Fire-2', 'Caps-2', 'Med-8', 'Caps-8', 'Odd-4'],
  regroups: ['Joint-7', 'Joint-9', 'Twin-9'],
  spellings: ['Echo-2'],
  pairs: [
    ['Fire-1', 'Twin-1'],
    ['Fire-2', 'Caps-2'],
    ['Fire-2', 'Echo-2'],
    ['Med-8', 'Caps-8'],
    ['Joint-9', 'Twin-9'],
  ],
};

export const someOf = <T>(all: readonly T[], maxLength: number, minLength = 0): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...all), { minLength, maxLength });

const user = fc.constantFrom(...CAST);
/** Most requests come from users who may make them, and from one who may in some stories. */
export const requester = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('Ana', 'Ana', 'Ivo', 'Ivo', 'Jan', 'Jan', 'Hana') },
  { weight: 1, arbitrary: user },
);

/** By the server of a third MC system, in which nobody looks for a fault. */
export const DEMAND: Move = { kind: 'demand-cancellation', user: 'Hana' };
export const QUIET: Move = { kind: 'quiet' };
export const moveOf = (act: StoryAct): Move => ({ kind: 'act', act });

export const arriving: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('arrive' as const),
  picks: fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 8 }),
});

/** Moves that belong together. */
export interface Told {
  readonly moves: readonly Move[];
  /** Those beside which they show most. */
  readonly freedoms?: StoryScript['choices'];
}
export type Scene = fc.Arbitrary<Told>;

/** Acts that concern the groups of a story. */
export interface Acts {
  readonly initiation: fc.Arbitrary<Initiation>;
  readonly cancellation: fc.Arbitrary<StoryAct>;
  readonly affiliation: fc.Arbitrary<Extract<StoryAct, { act: 'affiliate' | 'de-affiliate' }>>;
  /** Who is affiliated to it leaves a group, or somebody whatever groups. */
  readonly leaving: fc.Arbitrary<StoryAct>;
  readonly any: fc.Arbitrary<StoryAct>;
}

export type Initiation = Extract<StoryAct, { act: 'initiate' }>;

export function actsOn(names: Names, groups: readonly StoryGroup[]): Acts {
  const initiation = initiationOf(names);
  const cancellation: fc.Arbitrary<StoryAct> = fc.record({
    act: fc.constant('cancel' as const),
    user: requester,
    regroup: fc.constantFrom(...names.regroups, undefined),
  });
  const affiliation = fc.record({ act: fc.constant('affiliate' as const), user, groups: someOf(names.groups, 2, 1) });
  const leaving = leavingOf(groups);
  return {
    initiation,
    cancellation,
    affiliation,
    leaving,
    any: fc.oneof(
      { weight: 10, arbitrary: initiation },
      { weight: 4, arbitrary: cancellation },
      { weight: 3, arbitrary: affiliation },
      { weight: 4, arbitrary: leaving },
      { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('log-off' as const, 'start-service' as const), user }) },
      { weight: 2, arbitrary: fc.record({ act: fc.constant('withdraw-authorization' as const), user: requester }) },
    ),
  };
}

const initiationOf = ({ groups, regroups, spellings }: Names): fc.Arbitrary<Initiation> =>
  fc.record({
    act: fc.constant('initiate' as const),
    user: requester,
    groups: fc.oneof(
      { weight: 4, arbitrary: someOf(groups, 1, 1) },
      { weight: 5, arbitrary: someOf([...groups, ...spellings], 3, 1) },
      { weight: 1, arbitrary: someOf(groups, 5, 4) },
      { weight: 1, arbitrary: someOf([...groups, ...regroups], 3, 1) },
    ),
    into: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...regroups) },
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...groups, ...spellings, 'Crisis-0', 'Crisis-1') },
    ),
    configuration: fc.constantFrom('Crisis-0', 'Crisis-0', 'Crisis-0', 'Crisis-1', 'Crisis-1', 'Crisis-2'),
  });

export const regroupOf = (user: string, groups: readonly string[], into?: string): Initiation => ({
  act: 'initiate',
  user,
  groups,
  into,
  configuration: DEFAULT_CONFIGURATION,
});

function leavingOf(groups: readonly StoryGroup[]): fc.Arbitrary<StoryAct> {
  const names = groups.map(({ name }) => name);
  const anybody = fc.record({ act: fc.constant('de-affiliate' as const), user, groups: someOf(names, 2, 1) });
  const affiliated = CAST.flatMap((one) => {
    const its = groups.filter((group) => group.affiliated.includes(one)).map(({ name }) => name);
    return its.length === 0 ? [] : [{ user: one, groups: its }];
  });
  if (affiliated.length === 0) return anybody;
  const leaver = fc.constantFrom(...affiliated).chain((one): fc.Arbitrary<StoryAct> =>
    fc.record({
      act: fc.constant('de-affiliate' as const),
      user: fc.constant(one.user),
      groups: someOf(one.groups, one.groups.length, 1),
    }),
  );
  return fc.oneof({ weight: 4, arbitrary: leaver }, { weight: 1, arbitrary: anybody });
}
