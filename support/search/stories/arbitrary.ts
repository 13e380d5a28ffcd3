// Stories at random, every part of them small: what shrinks well is read easily.

import fc from 'fast-check';
import { GROUPS } from '../../procedure/cast';
import { kindOf, type McSystemName, type PartyName, type Role } from '../../procedure/roles';
import { actsOn, ALIKE, arriving, CAST, moveOf, QUIET, someOf, USUAL, type Names, type Scene } from './acts';
import { scenesOf } from './scenes';
import type { Configuring, Move, Setup, StoryGroup, StoryScript } from './story';

const homeOf = (name: string): McSystemName => GROUPS[name]?.home ?? 'primary';

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
    mayInitiate: fc.constantFrom<readonly string[]>([], ['Hana']),
    refusing: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: someOf(CAST, 2, 1) }),
    temporary: fc.oneof({ weight: 7, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: someOf(groups, 2, 1) }),
  });

function movesOf(names: Names, groups: readonly StoryGroup[], withLosses: boolean): Scene {
  const acts = actsOn(names, groups);
  const scenes = scenesOf(acts, names, groups);
  const configuring: fc.Arbitrary<Configuring> = fc.record({
    kind: fc.constant('configure' as const),
    change: fc.constantFrom('make-temporary-group', 'tear-down-temporary-group', 'repeat-configuration'),
    groups: someOf(names.groups, 2, 1),
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
  const alone = (move: fc.Arbitrary<Move>): Scene => move.map((one) => ({ moves: [one] }));
  const toItsEnd = (move: fc.Arbitrary<Move>): Scene => move.map((one) => ({ moves: [one, QUIET] }));
  const act = acts.any.map(moveOf);
  const parts = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: alone(act) },
      // What has come to an end before anything else happens.
      { weight: 4, arbitrary: toItsEnd(act) },
      { weight: 6, arbitrary: fc.oneof(...scenes) },
      { weight: 6, arbitrary: alone(arriving) },
      { weight: 1, arbitrary: alone(fc.constant(QUIET)) },
      { weight: 1, arbitrary: alone(passing) },
      { weight: 1, arbitrary: toItsEnd(configuring) },
      ...(withLosses ? [{ weight: 1, arbitrary: alone(losing) }] : []),
    ),
    { minLength: 1, maxLength: 9 },
  );
  return fc.tuple(parts, fc.array(once, { maxLength: 3 })).map(([some, again]) => {
    const moves = some.flatMap((one) => one.moves);
    const freedoms = Object.assign({}, ...some.map((one) => one.freedoms)) as StoryScript['choices'];
    return { moves: [...moves, ...onceMore(moves, again)], freedoms };
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
  user: fc.constantFrom('Ana', 'Ana', 'Ivo', 'Jan', 'Hana'),
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
      moveOf({ ...one, user: who, into: underItsIdentity ? into : undefined }),
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
  /** The one that it is made for; it can be chosen wherever a party is of that kind. */
  readonly role: Role;
}

/** How often a choice stands in the role that it is made for, for each time that it stands in another place. */
const IN_ITS_ROLE = 3;

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
    choosable
      .filter(({ role }) => kindOf(role) === kindOf(party))
      .flatMap(({ id, role }) => Array.from({ length: role === party ? IN_ITS_ROLE : 1 }, () => ({ party, id }))),
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
      fc
        .tuple(choices, broken, movesOf(names, setup.groups, withLosses))
        .map(([some, one, { moves, freedoms = {} }]) => {
          // Those that a scene asks for come first.
          const used = Object.entries({ ...freedoms, ...some, ...freedoms }).slice(0, most);
          return { setup, choices: { ...Object.fromEntries(used), ...one }, moves };
        }),
    );
  return fc.oneof({ weight: 3, arbitrary: told(USUAL) }, { weight: 1, arbitrary: told(ALIKE) });
}
