// Stories at random, every part of them small: what shrinks well is read easily.

import fc from 'fast-check';
import { USERS } from '../../procedure/cast';
import { kindOf, type McSystemName, type PartyName, type Role } from '../../procedure/roles';
import type { Move, Setup, StoryScript, StoryAct, StoryGroup } from './story';

const CAST = Object.keys(USERS);
const HOMES: Readonly<Record<string, McSystemName>> = {
  'Fire-1': 'primary',
  'Fire-2': 'primary',
  'Med-7': 'partner',
  'Med-8': 'partner',
  'Coast-3': 'second-partner',
};
const GROUPS = Object.keys(HOMES);
const REGROUPS = ['Joint-8', 'Joint-9'];

const someOf = (all: readonly string[], maxLength: number, minLength = 0): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...all), { minLength, maxLength });

const groupNamed = (name: string): fc.Arbitrary<StoryGroup> =>
  fc.record({
    name: fc.constant(name),
    home: fc.constant(HOMES[name] ?? 'primary'),
    affiliated: someOf(CAST, 3),
    others: someOf(CAST, 2),
  });

const setup: fc.Arbitrary<Setup> = fc.record({
  groups: fc.tuple(...GROUPS.map(groupNamed)),
  multicastIn: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constant<readonly McSystemName[]>(['partner']) },
  ),
  temporary: fc.oneof(
    { weight: 7, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constantFrom(...GROUPS).map((group) => [group]) },
  ),
});

const user = fc.constantFrom(...CAST);
/** Most requests come from users who may make them. */
const requester = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('Ana', 'Ivo', 'Jan') },
  { weight: 1, arbitrary: user },
);

const initiation: fc.Arbitrary<StoryAct> = fc.record({
  act: fc.constant('initiate' as const),
  user: requester,
  groups: fc.oneof(
    { weight: 8, arbitrary: someOf(GROUPS, 3, 1) },
    { weight: 1, arbitrary: someOf([...GROUPS, ...REGROUPS], 3, 1) },
  ),
  into: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...REGROUPS) },
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...GROUPS, 'Crisis-0', 'Crisis-1') },
  ),
  configuration: fc.constantFrom('Crisis-0', 'Crisis-0', 'Crisis-1'),
});

const act: fc.Arbitrary<StoryAct> = fc.oneof(
  { weight: 5, arbitrary: initiation },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('cancel' as const),
      user: requester,
      regroup: fc.constantFrom(...REGROUPS, undefined),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom('affiliate' as const, 'de-affiliate' as const),
      user,
      groups: someOf(GROUPS, 2, 1),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('log-off' as const, 'start-service' as const), user }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('withdraw-authorization' as const), user: requester }) },
);

const move = (withLosses: boolean): fc.Arbitrary<Move> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('act' as const), act }) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('arrive' as const),
        picks: fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 8 }),
      }),
    },
    { weight: 4, arbitrary: fc.constant<Move>({ kind: 'quiet' }) },
    { weight: 1, arbitrary: fc.constant<Move>({ kind: 'hours', hours: 2 }) },
    ...(withLosses
      ? [
          {
            weight: 1,
            arbitrary: fc.record({
              kind: fc.constant('lose' as const),
              pick: fc.nat({ max: 11 }),
              arrivesAllTheSame: fc.boolean(),
            }),
          },
        ]
      : []),
  );

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
  return fc.record({
    setup,
    choices: fc.tuple(choices, broken).map(([some, one]) => ({ ...some, ...one })),
    moves: fc.array(move(withLosses), { minLength: 1, maxLength: 12 }),
  });
}
