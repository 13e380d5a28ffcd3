// Moves of a story that belong together, at random: what single moves seldom bring about one after the other.

import fc from 'fast-check';
import { moveOf, QUIET, regroupOf, requester, someOf, type Acts, type Names } from './acts';
import type { Configuring, Move, StoryAct, StoryGroup } from './story';

export type Scene = fc.Arbitrary<readonly Move[]>;

export function scenesOf(acts: Acts, names: Names, groups: readonly StoryGroup[]): readonly Scene[] {
  const { initiation } = acts;
  return [
    severalInForce(acts, names),
    cancelledByItsRequester(acts),
    comingBack(acts),
    interrupted(acts),
    heldAndFreeAtOnce(names),
    overlapping(groups),
    initiation.chain((one) => afterwards(one, groups)),
    configuredOverAndOver(groups),
  ];
}

export const arriving: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('arrive' as const),
  picks: fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 8 }),
});

/** Several are in force at once, and somebody who may be in more than one of them gives groups up. */
const severalInForce = ({ leaving }: Acts, names: Names): Scene =>
  fc
    .tuple(someOf(names.groups, 4, 3), requester, leaving)
    .map(([some, who, left]) => [
      ...some.flatMap((group) => [moveOf(regroupOf(who, [group])), QUIET]),
      moveOf(left),
      QUIET,
    ]);

/** What was formed is cancelled by whoever asked for it. */
const cancelledByItsRequester = ({ initiation }: Acts): Scene =>
  initiation.map((one) => [moveOf(one), QUIET, moveOf({ act: 'cancel', user: one.user, regroup: undefined }), QUIET]);

const comingBack = ({ affiliation }: Acts): Scene =>
  fc
    .tuple(requester, affiliation)
    .map(([user, its]) => [
      moveOf({ act: 'log-off', user }),
      QUIET,
      moveOf({ act: 'start-service', user }),
      QUIET,
      moveOf({ ...its, user }),
    ]);

/** Before a regroup is formed its requester calls it off, or leaves; then it is asked for once more. */
const interrupted = ({ initiation }: Acts): Scene =>
  fc
    .tuple(initiation, arriving, fc.constantFrom('cancel', 'cancel', 'de-affiliate', 'log-off'), requester)
    .map(([one, some, kind, other]) => {
      const { user, groups } = one;
      const act: StoryAct =
        kind === 'cancel'
          ? { act: kind, user, regroup: undefined }
          : kind === 'log-off'
            ? { act: kind, user }
            : { act: 'de-affiliate', user, groups };
      return [moveOf(one), some, moveOf(act), QUIET, moveOf({ ...one, user: other }), QUIET];
    });

/** Two ask at once, one of them for a group that is held. */
const heldAndFreeAtOnce = ({ groups }: Names): Scene =>
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
function overlapping(groups: readonly StoryGroup[]): Scene {
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
): Scene {
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

/** A group management server does one thing after another to groups of its home; then one of them is asked for. */
function configuredOverAndOver(groups: readonly StoryGroup[]): Scene {
  const configuring = (names: readonly string[]): fc.Arbitrary<Configuring> =>
    fc.record({
      kind: fc.constant('configure' as const),
      change: fc.constantFrom('make-temporary-group', 'tear-down-temporary-group', 'repeat-configuration'),
      groups: someOf(names, 1, 1),
    });
  return fc.constantFrom(...groups).chain(({ home }) => {
    const names = groups.filter((group) => group.home === home).map(({ name }) => name);
    return fc
      .tuple(fc.array(configuring(names), { minLength: 2, maxLength: 4 }), requester, fc.constantFrom(...names))
      .map(([some, user, name]) => [...some.flatMap((one) => [one, QUIET]), moveOf(regroupOf(user, [name])), QUIET]);
  });
}
