// Stories at random, every part of them small: what shrinks well is read easily.

import fc from 'fast-check';
import { DEFAULT_CONFIGURATION, GROUPS, USERS } from '../../procedure/cast';
import { kindOf, type McSystemName, type PartyName, type Role } from '../../procedure/roles';
import type { Configuring, Move, Setup, StoryScript, StoryAct, StoryGroup } from './story';

const CAST = Object.keys(USERS);

/** What a story is about: names of the cast. */
interface Names {
  readonly groups: readonly string[];
  /** For regroup groups. */
  readonly regroups: readonly string[];
  /** Other spellings of its groups. */
  readonly spellings: readonly string[];
}
const USUAL: Names = {
  groups: ['Fire-1', 'Fire-2', 'Med-7', 'Med-8', 'Coast-3'],
  regroups: ['Joint-6', 'Joint-8', 'Joint-9'],
  spellings: [],
};
/** Names that differ in little, and names with signs in them. */
const ALIKE: Names = {
  groups: ['Fire-1', 'Twin-1', 'Fire-2', 'Caps-2', 'Med-8', 'Caps-8', 'Odd-4'],
  regroups: ['Joint-7', 'Joint-9', 'Twin-9'],
  spellings: ['Echo-2'],
};

const homeOf = (name: string): McSystemName => GROUPS[name]?.home ?? 'primary';

const someOf = (all: readonly string[], maxLength: number, minLength = 0): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...all), { minLength, maxLength });

const groupNamed = (name: string): fc.Arbitrary<StoryGroup> =>
  fc.record({
    name: fc.constant(name),
    home: fc.constant(homeOf(name)),
    affiliated: someOf(CAST, 3),
    others: someOf(CAST, 2),
  });

const setupOf = ({ groups }: Names): fc.Arbitrary<Setup> =>
  fc.record({
    groups: fc.tuple(...groups.map(groupNamed)),
    multicastIn: fc.oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.constant<readonly McSystemName[]>(['partner']) },
    ),
    temporary: fc.oneof({ weight: 7, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: someOf(groups, 2, 1) }),
  });

const user = fc.constantFrom(...CAST);
/** Most requests come from users who may make them. */
const requester = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('Ana', 'Ivo', 'Jan') },
  { weight: 1, arbitrary: user },
);

const QUIET: Move = { kind: 'quiet' };
const TORN_DOWN: Move = { kind: 'configure', change: 'tear-down-temporary-group', groups: [] };
const acts = (...some: readonly StoryAct[]): readonly Move[] => some.map((one) => ({ kind: 'act', act: one }));

const initiationOf = ({ groups, regroups, spellings }: Names): fc.Arbitrary<StoryAct> =>
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
      { weight: 1, arbitrary: fc.constantFrom(...groups, 'Crisis-0', 'Crisis-1') },
    ),
    configuration: fc.constantFrom('Crisis-0', 'Crisis-0', 'Crisis-0', 'Crisis-1', 'Crisis-1', 'Crisis-2'),
  });

const regroupOf = (user: string, group: string): StoryAct => ({
  act: 'initiate',
  user,
  groups: [group],
  into: undefined,
  configuration: DEFAULT_CONFIGURATION,
});

/** Who is affiliated to it leaves a group, or somebody whatever groups. */
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

function movesOf(names: Names, groups: readonly StoryGroup[], withLosses: boolean): fc.Arbitrary<readonly Move[]> {
  const initiation = initiationOf(names);
  const cancellation: fc.Arbitrary<StoryAct> = fc.record({
    act: fc.constant('cancel' as const),
    user: requester,
    regroup: fc.constantFrom(...names.regroups, undefined),
  });
  const affiliation: fc.Arbitrary<StoryAct> = fc.record({
    act: fc.constant('affiliate' as const),
    user,
    groups: someOf(names.groups, 2, 1),
  });
  const leaving = leavingOf(groups);
  const act = fc.oneof(
    { weight: 10, arbitrary: initiation },
    { weight: 4, arbitrary: cancellation },
    { weight: 3, arbitrary: affiliation },
    { weight: 4, arbitrary: leaving },
    { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('log-off' as const, 'start-service' as const), user }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('withdraw-authorization' as const), user: requester }) },
  );
  /** What is done at once, and what has come to an end before anything else happens. */
  const done: fc.Arbitrary<readonly Move[]> = fc.oneof(
    { weight: 4, arbitrary: act.map((one) => acts(one)) },
    { weight: 5, arbitrary: act.map((one) => [...acts(one), QUIET]) },
    // Several in force at once, and somebody who may be in more than one of them gives groups up.
    {
      weight: 1,
      arbitrary: fc
        .tuple(someOf(names.groups, 4, 3), requester, leaving)
        .map(([some, who, left]): readonly Move[] => [
          ...some.flatMap((group) => [...acts(regroupOf(who, group)), QUIET]),
          ...acts(left),
          QUIET,
        ]),
    },
    // What was formed is cancelled by whoever asked for it.
    {
      weight: 1,
      arbitrary: initiation.map((one) => [
        ...acts(one),
        QUIET,
        ...acts({ act: 'cancel', user: one.user, regroup: undefined }),
        QUIET,
      ]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(requester, affiliation)
        .map(([who, { user: other, ...its }]): readonly Move[] => [
          ...acts({ act: 'log-off', user: who }),
          QUIET,
          ...acts({ act: 'start-service', user: who }),
          QUIET,
          ...acts({ ...its, user: who }),
        ]),
    },
  );
  const configuring: fc.Arbitrary<Configuring> = fc.record({
    kind: fc.constant('configure' as const),
    change: fc.constantFrom('make-temporary-group', 'tear-down-temporary-group', 'repeat-configuration'),
    groups: someOf(names.groups, 2, 1),
  });
  const arriving: fc.Arbitrary<Move> = fc.record({
    kind: fc.constant('arrive' as const),
    picks: fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 8 }),
  });
  const losing: fc.Arbitrary<Move> = fc.record({
    kind: fc.constant('lose' as const),
    pick: fc.nat({ max: 11 }),
    arrivesAllTheSame: fc.boolean(),
  });
  const passing: fc.Arbitrary<Move> = fc.record({
    kind: fc.constant('hours' as const),
    hours: fc.constantFrom(2, 48, 840),
  });
  const alone = (move: fc.Arbitrary<Move>): fc.Arbitrary<readonly Move[]> => move.map((one) => [one]);
  const parts = fc.array(
    fc.oneof(
      { weight: 10, arbitrary: done },
      { weight: 6, arbitrary: alone(arriving) },
      { weight: 1, arbitrary: alone(fc.constant(QUIET)) },
      { weight: 1, arbitrary: alone(passing) },
      { weight: 1, arbitrary: configuring.map((one) => [one, QUIET]) },
      {
        weight: 1,
        arbitrary: configuring.map((one): readonly Move[] => [
          { ...one, change: 'make-temporary-group' },
          QUIET,
          TORN_DOWN,
          QUIET,
        ]),
      },
      ...(withLosses ? [{ weight: 1, arbitrary: alone(losing) }] : []),
    ),
    { minLength: 1, maxLength: 9 },
  );
  return fc.tuple(parts, fc.array(once, { maxLength: 3 })).map(([some, again]) => {
    const moves = some.flat();
    return [...moves, ...onceMore(moves, again)];
  });
}

/** How the groups of an earlier request are asked for once more. */
interface Once {
  readonly pick: number;
  readonly user: string;
  readonly underItsIdentity: boolean;
  /** Their home tells their configuration once more before. */
  readonly toldAgain: boolean;
}
const once: fc.Arbitrary<Once> = fc.record({
  pick: fc.nat({ max: 13 }),
  user: fc.constantFrom('Ana', 'Ana', 'Ivo', 'Jan'),
  underItsIdentity: fc.constantFrom(true, false, false),
  toldAgain: fc.constantFrom(true, false, false, false),
});

/** Whether the groups of earlier requests are held or free is seen when they are asked for once more. */
function onceMore(moves: readonly Move[], again: readonly Once[]): readonly Move[] {
  const asked = moves.flatMap((move) => (move.kind === 'act' && move.act.act === 'initiate' ? [move.act] : []));
  return again.flatMap(({ pick, user: who, underItsIdentity, toldAgain }): readonly Move[] => {
    const one = asked[pick % Math.max(asked.length, 1)];
    if (one === undefined) return [];
    const { groups, into } = one;
    const told: readonly Move[] = [{ kind: 'configure', change: 'repeat-configuration', groups }, QUIET];
    return [
      QUIET,
      ...(toldAgain ? told : []),
      ...acts({ ...one, user: who, into: underItsIdentity ? into : undefined }),
    ];
  });
}

/** Parties that can take a choice of each kind. */
const PLACES: readonly PartyName[] = [
  'primary-server',
  'partner-server',
  'second-partner-server',
  'primary-gms',
  'partner-gms',
  'client-1',
  'client-2',
  'primary-bystanders',
  'partner-bystanders',
];

export interface Choosable {
  readonly id: string;
  readonly kind: ReturnType<typeof kindOf>;
}

export interface Composition {
  /** How many parties use a freedom, at most. */
  readonly most: number;
  readonly withLosses: boolean;
  /** Of these one takes part, in its own role; none does where there are none. */
  readonly mutants?: readonly { readonly id: string; readonly role: Role }[];
}

export function stories(
  choosable: readonly Choosable[],
  { most, withLosses, mutants = [] }: Composition,
): fc.Arbitrary<StoryScript> {
  const placed = PLACES.flatMap((party) =>
    choosable.filter(({ kind }) => kind === kindOf(party)).map(({ id }) => ({ party, id })),
  );
  const choices =
    placed.length === 0 || most === 0
      ? fc.constant<StoryScript['choices']>({})
      : fc
          .uniqueArray(fc.constantFrom(...placed), { maxLength: most, selector: ({ party }) => party })
          .map((some) => Object.fromEntries(some.map(({ party, id }) => [party, id])) as StoryScript['choices']);
  const broken =
    mutants.length === 0
      ? fc.constant<StoryScript['choices']>({})
      : fc.constantFrom(...mutants).map(({ id, role }): StoryScript['choices'] => ({ [role]: id }));
  const told = (names: Names) =>
    setupOf(names).chain((setup) =>
      fc.record({
        setup: fc.constant(setup),
        choices: fc.tuple(choices, broken).map(([some, one]) => ({ ...some, ...one })),
        moves: movesOf(names, setup.groups, withLosses),
      }),
    );
  return fc.oneof({ weight: 3, arbitrary: told(USUAL) }, { weight: 1, arbitrary: told(ALIKE) });
}
