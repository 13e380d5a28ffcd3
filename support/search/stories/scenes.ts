// Moves of a story that belong together, at random: what single moves seldom bring about one after the other.

import fc from 'fast-check';
import {
  arriving,
  CAST,
  DEMAND,
  moveOf,
  QUIET,
  regroupOf,
  requester,
  someOf,
  type Acts,
  type Names,
  type Scene,
} from './acts';
import { scenesBesideFreedoms } from './scenes-beside-freedoms';
import type { Configuring, Move, StoryAct, StoryGroup } from './story';

type Moves = fc.Arbitrary<readonly Move[]>;

export function scenesOf(acts: Acts, names: Names, groups: readonly StoryGroup[]): readonly Scene[] {
  const { initiation } = acts;
  const ofMoves = [
    severalInForce(acts, names),
    cancelledByItsRequester(acts),
    comingAndGoing(groups),
    interrupted(acts),
    heldAndFreeAtOnce(names),
    overlapping(groups),
    initiation.chain((one) => afterwards(one, groups)),
    configuredOverAndOver(groups),
    configuredMeanwhile(groups),
    memberOfSeveral(groups),
    oneLeavesAndOneJoins(groups),
    takenForOneAnother(names),
    demandedElsewhere(acts),
  ];
  return [
    ...ofMoves.map((scene): Scene => scene.map((moves) => ({ moves }))),
    ...scenesBesideFreedoms(acts, groups),
  ].map((scene) => withIdentities(scene, names));
}

/** Requests of a scene that give no identity give one in about half of all, each another. */
function withIdentities(scene: Scene, { regroups }: Names): Scene {
  const given = fc.shuffledSubarray([undefined, undefined, undefined, ...regroups], { minLength: 3, maxLength: 3 });
  return fc.tuple(scene, given).map(([{ moves, ...told }, [...identities]]) => ({
    ...told,
    moves: moves.map((move) =>
      move.kind === 'act' && move.act.act === 'initiate' && move.act.into === undefined
        ? moveOf({ ...move.act, into: identities.shift() })
        : move,
    ),
  }));
}

interface Member {
  readonly user: string;
  readonly group: string;
}

/** Somebody who is affiliated to a group; of a story in which nobody is, anybody of any. */
function memberOf(groups: readonly StoryGroup[]): fc.Arbitrary<Member> {
  const all = groups.flatMap(({ name: group, affiliated }) => affiliated.map((user) => ({ user, group })));
  return fc.constantFrom(...(all.length > 0 ? all : groups.map(({ name }) => ({ user: 'Ana', group: name }))));
}

/** Each group with one that is homed elsewhere, as far as there are some: what one MC system does alone is another clause's. */
function acrossSystems(
  groups: readonly StoryGroup[],
  names: readonly string[],
): fc.Arbitrary<readonly (readonly string[])[]> {
  const homeOf = (name: string) => groups.find((group) => group.name === name)?.home;
  const rest = groups.filter(({ name }) => !names.includes(name));
  // Where there are fewer, some of the names stand alone.
  return fc.shuffledSubarray(rest, { minLength: Math.min(3, rest.length) }).map((others) => {
    const left = [...others];
    return names.map((name) => {
      const at = left.findIndex(({ home }) => home !== homeOf(name));
      return at < 0 ? [name] : [name, ...left.splice(at, 1).map((other) => other.name)];
    });
  });
}

/** Several are in force at once, and somebody who may be in more than one of them gives groups up. */
const severalInForce = ({ leaving }: Acts, names: Names): Moves =>
  fc
    .tuple(someOf(names.groups, 4, 3), requester, leaving)
    .map(([some, who, left]) => [
      ...some.flatMap((group) => [moveOf(regroupOf(who, [group])), QUIET]),
      moveOf(left),
      QUIET,
    ]);

/** What was formed is cancelled by whoever asked for it; in some stories somebody asks for the same, and cancels that too. */
const cancelledByItsRequester = ({ initiation }: Acts): Moves =>
  fc
    .tuple(initiation, fc.constantFrom(1, 1, 2), requester)
    .map(([one, times, other]) =>
      [one.user, other]
        .slice(0, times)
        .flatMap((user) => [
          moveOf({ ...one, user }),
          QUIET,
          moveOf({ act: 'cancel', user, regroup: undefined }),
          QUIET,
        ]),
    );

/** Somebody joins a group, leaves it, or leaves service and comes back, some of it several times; the group is asked for before or afterwards. */
const comingAndGoing = (groups: readonly StoryGroup[]): Moves =>
  memberOf(groups).chain(({ user, group }) => {
    const absence = [moveOf({ act: 'log-off', user }), QUIET, moveOf({ act: 'start-service', user }), QUIET];
    const [joining, leaving] = (['affiliate', 'de-affiliate'] as const).map((act) => [
      moveOf({ act, user, groups: [group] }),
      QUIET,
    ]);
    const steps = fc.array(fc.constantFrom(absence, joining ?? [], leaving ?? []), { minLength: 2, maxLength: 3 });
    return fc
      .tuple(requester, acrossSystems(groups, [group]), steps, fc.boolean())
      .map(([who, all, some, isBefore]) => {
        const asked = [moveOf(regroupOf(who, all.flat())), QUIET];
        return isBefore ? [...asked, ...some.flat()] : [...some.flat(), ...asked];
      });
  });

const INTERRUPTIONS = ['de-affiliate', 'log-off', 'withdraw-authorization'] as const;

/** Before a regroup is formed its requester calls it off, leaves, or may ask no more; then it is asked for once more. */
const interrupted = ({ initiation }: Acts): Moves =>
  fc
    .tuple(initiation, arriving, fc.constantFrom('cancel', 'cancel', ...INTERRUPTIONS), requester)
    .map(([one, some, kind, other]) => {
      const { user, groups } = one;
      const act: StoryAct =
        kind === 'cancel'
          ? { act: kind, user, regroup: undefined }
          : kind === 'de-affiliate'
            ? { act: kind, user, groups }
            : { act: kind, user };
      return [moveOf(one), some, moveOf(act), QUIET, moveOf({ ...one, user: other }), QUIET];
    });

/** Two ask at once, one of them for a group that is held. */
const heldAndFreeAtOnce = ({ groups }: Names): Moves =>
  fc
    .tuple(someOf(groups, 2, 2), requester, requester, requester)
    .map(([[held = '', free = ''], first, second, third]) => [
      moveOf(regroupOf(first, [held])),
      QUIET,
      moveOf(regroupOf(second, [held])),
      moveOf(regroupOf(third, [free])),
      QUIET,
    ]);

/** A second regroup lists a group of the first beside another, and a member of that group leaves it. */
function overlapping(groups: readonly StoryGroup[]): Moves {
  const names = groups.map(({ name }) => name);
  const joined = groups.filter(({ affiliated }) => affiliated.length > 0);
  if (joined.length === 0) return fc.constant([]);
  return fc.constantFrom(...joined).chain(({ name: both, affiliated }) => {
    const others = names.filter((name) => name !== both);
    return fc
      .tuple(someOf(others, 2, 2), requester, requester, fc.constantFrom(...affiliated))
      .map(([[one = '', other = ''], first, second, user]) => [
        moveOf(regroupOf(first, [one, both])),
        QUIET,
        moveOf(regroupOf(second, [both, other])),
        QUIET,
        moveOf({ act: 'de-affiliate', user, groups: [both] }),
        QUIET,
      ]);
  });
}

/** Those who are asked for a regroup do something about its groups once it is formed. */
function afterwards(
  initiation: StoryAct & { readonly groups: readonly string[] },
  groups: readonly StoryGroup[],
): Moves {
  const listed = groups.filter(({ name }) => initiation.groups.includes(name));
  const members = [...new Set(listed.flatMap(({ affiliated, others }) => [...affiliated, ...others]))];
  if (members.length === 0) return fc.constant([moveOf(initiation), QUIET]);
  const user = fc.constantFrom(...members);
  const its = someOf(initiation.groups, 2, 1);
  const act = fc.oneof(
    fc.record({ act: fc.constantFrom('affiliate' as const, 'de-affiliate' as const), user, groups: its }),
    fc.record({ act: fc.constant('start-service' as const), user }),
  );
  return fc
    .array(act, { minLength: 1, maxLength: 3 })
    .map((some) => [moveOf(initiation), QUIET, ...some.flatMap((one) => [moveOf(one), QUIET])]);
}

type Change = Configuring['change'];

const configure = (change: Change, groups: readonly string[]): Move => ({ kind: 'configure', change, groups });
const TEAR_DOWN = configure('tear-down-temporary-group', []);
const TWO_DAYS: Move = { kind: 'hours', hours: 48 };

/** A group management server does one thing after another to groups of its home; then one of them is asked for. */
function configuredOverAndOver(groups: readonly StoryGroup[]): Moves {
  const change = fc.constantFrom<Change>('make-temporary-group', 'tear-down-temporary-group', 'repeat-configuration');
  return fc.constantFrom(...groups).chain(({ name, home }) => {
    const names = groups.filter((group) => group.home === home).map((group) => group.name);
    const configuring = fc.tuple(change, fc.constantFrom(...names)).map(([some, one]) => configure(some, [one]));
    const made = configure('make-temporary-group', [name]);
    const changes = fc.oneof(
      fc.array(configuring, { minLength: 2, maxLength: 4 }),
      fc.constantFrom([made, TEAR_DOWN, made], [made, TWO_DAYS], [made, TWO_DAYS, TEAR_DOWN]),
    );
    return fc
      .tuple(changes, requester)
      .map(([some, user]) => [...some.flatMap((one) => [one, QUIET]), moveOf(regroupOf(user, [name])), QUIET]);
  });
}

/** What a group management server does to a group of a regroup in force, before that is cancelled and asked for once more. */
function configuredMeanwhile(groups: readonly StoryGroup[]): Moves {
  const change = fc.constantFrom<Change>('make-temporary-group', 'make-temporary-group', 'repeat-configuration');
  const afterwards = fc.constantFrom([], [], [TEAR_DOWN, QUIET]);
  return fc
    .tuple(someOf(groups, 2, 1), change, afterwards, requester, requester)
    .map(([some, changed, then, first, second]) => {
      const names = some.map(({ name }) => name);
      return [
        moveOf(regroupOf(first, names)),
        QUIET,
        configure(changed, names.slice(0, 1)),
        QUIET,
        moveOf({ act: 'cancel', user: first, regroup: undefined }),
        QUIET,
        ...then,
        moveOf(regroupOf(second, names)),
        QUIET,
      ];
    });
}

/** Somebody is a member of two groups that are in one regroup or in one each: what ends of it is one part, both or none. */
function memberOfSeveral(groups: readonly StoryGroup[]): Moves {
  const joined = (user: string): readonly string[] =>
    groups.filter(({ affiliated }) => affiliated.includes(user)).map(({ name }) => name);
  const users = CAST.filter((user) => joined(user).length > 1);
  if (users.length === 0) return fc.constant([]);
  return fc.constantFrom(...users).chain((user) => {
    const its = joined(user).slice(0, 2);
    return fc
      .tuple(requester, requester, acrossSystems(groups, its), fc.boolean())
      .chain(([first, second, all, isOne]) => {
        const asked = isOne
          ? [moveOf(regroupOf(second, all.flat()))]
          : all.map((some, index) => moveOf(regroupOf(index === 0 ? first : second, some)));
        const act = fc.constantFrom<StoryAct>(
          { act: 'start-service', user },
          { act: 'de-affiliate', user, groups: its.slice(0, 1) },
          { act: 'de-affiliate', user, groups: its },
          { act: 'cancel', user: second, regroup: undefined },
        );
        return fc
          .array(act, { minLength: 1, maxLength: 2 })
          .map((acts) => [...asked, ...acts.map(moveOf)].flatMap((move) => [move, QUIET]));
      });
  });
}

/** A member leaves the group of a regroup in force, and comes back or somebody else comes; then it may be cancelled. */
function oneLeavesAndOneJoins(groups: readonly StoryGroup[]): Moves {
  return memberOf(groups).chain(({ user, group }) => {
    const { others = [] } = groups.find(({ name }) => name === group) ?? {};
    return fc
      .tuple(requester, acrossSystems(groups, [group]), fc.constantFrom(user, ...others, ...others), fc.nat({ max: 2 }))
      .map(([who, all, other, isCancelled]) => [
        moveOf(regroupOf(who, all.flat())),
        QUIET,
        moveOf({ act: 'de-affiliate', user, groups: all.flat() }),
        QUIET,
        moveOf({ act: 'affiliate', user: other, groups: [group] }),
        QUIET,
        ...(isCancelled === 0 ? [moveOf({ act: 'cancel', user: who, regroup: undefined }), QUIET] : []),
      ]);
  });
}

/** One name is regrouped, or given to a regroup; then one that is taken for it easily is asked for, or given. */
function takenForOneAnother({ groups, regroups, pairs }: Names): Moves {
  const same = fc.constantFrom(...groups, ...regroups).map((one) => [one, one] as const);
  const pair = pairs.length > 0 ? fc.constantFrom(...pairs) : same;
  return fc
    .tuple(pair, fc.boolean(), someOf(groups, 2, 2), requester, requester, fc.boolean())
    .map(([[one, other], isSwapped, [free = '', free2 = ''], first, second, isGiven]) => {
      const [before, after] = isSwapped ? [other, one] : [one, other];
      const held = groups.includes(before) ? regroupOf(first, [before]) : regroupOf(first, [free], before);
      const asked = isGiven ? regroupOf(second, [free2], after) : regroupOf(second, [after]);
      return [moveOf(held), QUIET, moveOf(asked), QUIET];
    });
}

/** Who does not lead a regroup asks the others to cancel it. */
const demandedElsewhere = ({ initiation }: Acts): Moves => initiation.map((one) => [moveOf(one), QUIET, DEMAND, QUIET]);
