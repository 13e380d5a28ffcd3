// Moves of a story that belong together, at random: what single moves seldom bring about one after the other.

import fc from 'fast-check';
import {
  arriving,
  DEMAND,
  moveOf,
  QUIET,
  regroupOf,
  requester,
  someOf,
  type Acts,
  type Initiation,
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
    comingBack(acts, groups),
    interrupted(acts),
    heldAndFreeAtOnce(names),
    overlapping(groups),
    initiation.chain((one) => afterwards(one, groups)),
    configuredOverAndOver(groups),
    configuredMeanwhile(groups),
    leavingSeveral(groups),
    oneLeavesAndOneJoins(groups),
    takenForOneAnother(names),
    demandedElsewhere(acts),
  ];
  return [...ofMoves.map((scene): Scene => scene.map((moves) => ({ moves }))), ...scenesBesideFreedoms(acts, groups)];
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

/** Several are in force at once, and somebody who may be in more than one of them gives groups up. */
const severalInForce = ({ leaving }: Acts, names: Names): Moves =>
  fc
    .tuple(someOf(names.groups, 4, 3), requester, leaving)
    .map(([some, who, left]) => [
      ...some.flatMap((group) => [moveOf(regroupOf(who, [group])), QUIET]),
      moveOf(left),
      QUIET,
    ]);

/** What was formed is cancelled by whoever asked for it, and in some stories asked for and cancelled once more. */
const cancelledByItsRequester = ({ initiation }: Acts): Moves =>
  fc.tuple(initiation, fc.constantFrom(1, 1, 2)).map(([one, times]) => {
    const cancelled: readonly Move[] = [
      moveOf(one),
      QUIET,
      moveOf({ act: 'cancel', user: one.user, regroup: undefined }),
      QUIET,
    ];
    return times === 1 ? cancelled : [...cancelled, ...cancelled];
  });

/** Somebody comes back into service, and to groups or to none, and a group that the user was in is asked for. */
const comingBack = ({ affiliation }: Acts, groups: readonly StoryGroup[]): Moves =>
  memberOf(groups).chain(({ user, group }) =>
    fc
      .tuple(requester, affiliation, fc.boolean(), fc.boolean())
      .map(([who, its, isBefore, affiliates]) => [
        ...(isBefore ? [moveOf(regroupOf(who, [group])), QUIET] : []),
        moveOf({ act: 'log-off', user }),
        QUIET,
        moveOf({ act: 'start-service', user }),
        QUIET,
        ...(affiliates ? [moveOf({ ...its, user })] : []),
        ...(isBefore ? [] : [moveOf(regroupOf(who, [group]))]),
      ]),
  );

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

/** Who is a member of two regroups leaves the groups of both at once, or comes into service though the user never left it. */
function leavingSeveral(groups: readonly StoryGroup[]): Moves {
  return memberOf(groups).chain(({ user, group }) => {
    const its = groups.filter(({ affiliated }) => affiliated.includes(user)).map(({ name }) => name);
    const left = its.length > 0 ? its : [group];
    const act = fc.constantFrom<StoryAct>({ act: 'de-affiliate', user, groups: left }, { act: 'start-service', user });
    return fc
      .tuple(requester, requester, act)
      .map(([first, second, one]) => [
        ...left.slice(0, 2).flatMap((name, index) => [moveOf(regroupOf(index === 0 ? first : second, [name])), QUIET]),
        moveOf(one),
        QUIET,
      ]);
  });
}

/** A member leaves the group of a regroup in force, and comes back or somebody else comes; then it may be cancelled. */
function oneLeavesAndOneJoins(groups: readonly StoryGroup[]): Moves {
  return memberOf(groups).chain(({ user, group }) => {
    const { others = [] } = groups.find(({ name }) => name === group) ?? {};
    return fc
      .tuple(requester, fc.constantFrom(user, ...others, ...others), fc.boolean())
      .map(([who, other, isCancelled]) => [
        moveOf(regroupOf(who, [group])),
        QUIET,
        moveOf({ act: 'de-affiliate', user, groups: [group] }),
        QUIET,
        moveOf({ act: 'affiliate', user: other, groups: [group] }),
        QUIET,
        ...(isCancelled ? [moveOf({ act: 'cancel', user: who, regroup: undefined }), QUIET] : []),
      ]);
  });
}

/** One name is regrouped, or given to a regroup; then one that is taken for it easily is asked for, or given. */
function takenForOneAnother({ groups, pairs }: Names): Moves {
  const pair =
    pairs.length > 0 ? fc.constantFrom(...pairs) : fc.constantFrom(...groups).map((one) => [one, one] as const);
  const regroup = (who: string, name: string, beside: string, isGiven: boolean): Initiation =>
    isGiven || !groups.includes(name) ? regroupOf(who, [beside], name) : regroupOf(who, [name]);
  return fc
    .tuple(pair, fc.boolean(), someOf(groups, 2, 2), requester, requester, fc.boolean())
    .map(([[one, other], isSwapped, [free = '', free2 = ''], first, second, isGiven]) => [
      moveOf(regroup(first, isSwapped ? other : one, free, false)),
      QUIET,
      moveOf(regroup(second, isSwapped ? one : other, free2, isGiven)),
      QUIET,
    ]);
}

/** Who does not lead a regroup asks the others to cancel it. */
const demandedElsewhere = ({ initiation }: Acts): Moves => initiation.map((one) => [moveOf(one), QUIET, DEMAND, QUIET]);
