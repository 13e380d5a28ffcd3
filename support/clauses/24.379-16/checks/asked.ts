// Whom a server tells of a regroup on leg E without being named them: the members of its own groups whom it serves itself, which it
// finds as non-controlling function and tells as terminating participating function (16.2.4.1, 16.2.2.4).

import { systemOf, type PartyName } from '../../../procedure/roles';
import type { Check } from '../../../oracle/check';
import { names, type Say } from '../../../oracle/saying';
import { pair, surelyDuring } from '../../../oracle/story/timeline';
import type { Finding } from '../../../verdict/finding';
import { check } from '../saying';
import type { Leg, Legs } from '../story/legs';
import { newcomersIn } from '../story/newcomers';
import { groupsIn } from '../story/regroup-body';
import { isAccepted, isForLeavers, mayRegroup } from '../story/regroup-state';

/** Members of listed groups of the server's own whom it serves, from the request to the end. */
function ownMembers(party: PartyName, { seq, regroup, leg, message }: Leg, story: Legs): readonly string[] {
  const { places, membership, end } = story;
  const own = groupsIn(regroup ?? []).filter((group) => places.group(group)?.home === systemOf(party));
  const users = new Set(own.flatMap((group) => [...(membership.everAffiliated.get(group) ?? [])]));
  return [...users].filter(
    (user) =>
      surelyDuring(membership.service, pair(user, party), seq, end) &&
      own.some((group) => surelyDuring(membership.affiliation, pair(user, group), seq, end)) &&
      // Who asks for it knows of it.
      !(leg === 'A' && user === message.from.id),
  );
}

/** Once it was removed nobody has to be told any more that it was made. */
const isRemoved = ({ of, seq, regroup }: Leg, story: Legs): boolean =>
  story.legs.some(
    (one) =>
      one.action === 'remove' && one.of === of && one.seq > seq && !isForLeavers(one, groupsIn(regroup ?? []), story),
  );

const tellsMembers = (story: Legs, say: Say): readonly Finding[] =>
  story.legs.flatMap((one) => {
    const { party } = one.message.to;
    const isTaken = (one.leg === 'A' || one.leg === 'C') && one.action === 'create' && isAccepted(one);
    // What had to be refused obliges to nothing.
    const isRight = one.leg === 'C' || mayRegroup(one, story) === true;
    if (!isTaken || !isRight || party === null || isRemoved(one, story)) return [];
    const told = story.legs.filter(
      ({ leg, action, of, by }) => leg === 'E' && action === 'create' && of === one.of && by === party,
    );
    return ownMembers(party, one, story).map((user) => {
      const claim = { party, expected: `${names(story, [user])}'s client is told of the regroup` };
      const toIt = told.map(({ message }) => message).filter(({ to }) => to.id === user);
      return say.comes(claim, toIt, one.message, { link: [party, story.places.user(user)?.party ?? party] });
    });
  });

/** Of its own groups, and served by itself: it becomes aware of the affiliation as both functions (16.2.4.3). */
const tellsNewcomers = (story: Legs, say: Say): readonly Finding[] =>
  newcomersIn(story).flatMap(({ user, party, server, taken, outSince, since }) => {
    // Who asks for it knows of it.
    if (server !== party || (taken.leg === 'A' && user === taken.message.from.id)) return [];
    const claim = { party, expected: `${names(story, [user])}'s client, who has come later, is told of the regroup` };
    const told = story.legs.filter(
      ({ leg, action, of, by, seq, message }) =>
        leg === 'E' &&
        action === 'create' &&
        of === taken.of &&
        by === party &&
        seq > outSince &&
        message.to.id === user,
    );
    return [
      say.comes(
        claim,
        told.map(({ message }) => message),
        since,
        { link: [party, story.places.user(user)?.party ?? party] },
      ),
    ];
  });

export const asked: readonly Check[] = [
  check('GR-16.2.2.4-3g', (story, say) => [...tellsMembers(story, say), ...tellsNewcomers(story, say)]),
];
