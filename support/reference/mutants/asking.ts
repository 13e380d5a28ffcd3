// Wrong answers to the question of step 6, whom to ask.

import type { McSystemName } from '../../procedure/roles';
import { affiliatedMembers } from '../policies';
import type { KnownGroup, ServedUser } from '../server/records';

type Served = ReadonlyMap<string, ServedUser>;

const inService = (ids: Iterable<string>, served: Served): ServedUser[] =>
  [...new Set(ids)].flatMap((id) => {
    const user = served.get(id);
    return user?.inService ? [user] : [];
  });

/** Members of the groups homed here, and whoever is affiliated to the others, affiliated or not. */
export const membersWhoever = (groups: readonly KnownGroup[], served: Served): ServedUser[] =>
  inService(
    groups.flatMap(({ members, affiliated }) => [...(members ?? affiliated)]),
    served,
  );

/** Everybody who receives service here. */
export const everybodyServed = (groups: readonly KnownGroup[], served: Served): ServedUser[] =>
  inService(groups[0]?.scope.users ?? [], served);

/** Only those affiliated to groups that are homed here. */
export const ownGroupsOnly = (groups: readonly KnownGroup[], served: Served, own: McSystemName): ServedUser[] =>
  inService(
    groups.filter(({ home }) => home === own).flatMap(({ affiliated }) => [...affiliated]),
    served,
  );

/** All but the first. */
export const butTheFirst = (groups: readonly KnownGroup[], served: Served): ServedUser[] =>
  inService(
    groups.flatMap(({ affiliated }) => [...affiliated]),
    served,
  ).slice(1);

/** A member of two groups is found twice. */
export const onceForEachGroup = (groups: readonly KnownGroup[], served: Served): ServedUser[] =>
  groups.flatMap(({ affiliated }) => inService(affiliated, served));

/** Whoever is affiliated to anything at all. */
export const affiliatedToAnything = (groups: readonly KnownGroup[], served: Served): ServedUser[] =>
  everybodyServed(groups, served).filter(({ affiliations }) => affiliations.size > 0);

/** Those who have logged off too. */
export const andWhoLoggedOff = (groups: readonly KnownGroup[], served: Served): ServedUser[] => [
  ...affiliatedMembers(groups, served),
  ...[...(groups[0]?.scope.users ?? [])].flatMap((id) => {
    const user = served.get(id);
    return user === undefined || user.inService ? [] : [user];
  }),
];
