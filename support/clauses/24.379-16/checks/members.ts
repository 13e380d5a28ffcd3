// Members of a server's own groups whom another MC system serves: a partner does not find them by itself, so that their server
// names them to it on leg D (16.2.4.1).

import { systemOf, type PartyName } from '../../../procedure/roles';
import { names } from '../../../oracle/saying';
import { pair, surelyDuring } from '../../../oracle/story/timeline';
import { check } from '../saying';
import { isKeptAt, mayBeIn } from '../story/affiliations';
import { sourcesOf, type Leg, type Legs } from '../story/legs';
import { cameSince, isForNewcomer } from '../story/newcomers';
import { groupsIn } from '../story/regroup-body';
import { isAccepted } from '../story/regroup-state';
import { bySide, judgeLegs, UNTOLD } from './each-leg';

/** Members of listed groups of the server's own whom another serves, by that server, from the request to its answer. */
function servedElsewhere(
  { message, regroup, answer }: Leg,
  { places, membership }: Legs,
): ReadonlyMap<PartyName, readonly string[]> {
  const { party } = message.to;
  const [home, to] = [party === null ? undefined : systemOf(party), answer?.message.seq ?? message.seq];
  const elsewhere = new Map<PartyName, Set<string>>();
  for (const group of groupsIn(regroup ?? []).filter((one) => places.group(one)?.home === home))
    for (const user of membership.everAffiliated.get(group) ?? []) {
      const server = places.serverOf(user);
      if (server === undefined || server === party) continue;
      const isIn =
        surelyDuring(membership.affiliation, pair(user, group), message.seq, to) &&
        surelyDuring(membership.service, pair(user, server), message.seq, to);
      if (isIn) elsewhere.set(server, (elsewhere.get(server) ?? new Set()).add(user));
    }
  return new Map([...elsewhere].map(([server, users]) => [server, [...users]]));
}

/** What its sender was asked for counts too: that it hands on less is for others to say. */
const listedIn = (legs: readonly Leg[]): readonly string[] => legs.flatMap(({ regroup }) => groupsIn(regroup ?? []));

/** Named on leg D, a user is served by whom it is for and may be affiliated to a group of the server that names him. */
const namesWhomItServes = judgeLegs(
  {
    leg: 'D',
    action: 'create',
    expected: 'a creation on leg D names affiliated members of own groups whom the function serves that it is for',
    reading: 'M-14',
  },
  (one, story) => {
    const sources = sourcesOf(one, story);
    const since = sources.at(-1)?.seq;
    if (since === undefined) return UNTOLD;
    const { party } = one.message.from;
    const foreign = one.users.filter(
      (user) => ![undefined, one.message.to.party].includes(story.places.serverOf(user)),
    );
    if (foreign.length > 0) return `it names ${names(story, foreign)}, whom another serves`;
    const own = listedIn([one, ...sources]).filter((id) => story.places.group(id)?.home === (party && systemOf(party)));
    const from = isForNewcomer(one, story) ? Math.max(since, cameSince(one, own, story)) : since;
    const gone = one.users.filter(
      (user) => !mayBeIn(own, user, from, one.seq, story) && !isKeptAt(party, own, user, one.seq, story),
    );
    return gone.length === 0 ? undefined : `it names ${names(story, gone)}, who is affiliated to none of them`;
  },
);

/** Who is told of a regroup without having been named is one whom the server took for a member itself. */
const tellsMembersAlone = judgeLegs(
  {
    leg: 'E',
    action: 'create',
    expected: 'a creation on leg E is for an affiliated member, or for whom another function has named',
  },
  (one, story) => {
    const sources = sourcesOf(one, story);
    const since = sources.at(-1)?.seq;
    const user = one.message.to.id;
    if (since === undefined || sources.some(({ users }) => users.includes(user))) return UNTOLD;
    const isMember = mayBeIn(listedIn([one, ...sources]), user, since, one.seq, story);
    return isMember ? undefined : `${names(story, [user])} is affiliated to no listed group`;
  },
);

export const findsMembers = check('GR-16.2.4.1-5', (story, say) => [
  ...namesWhomItServes(story, say),
  ...tellsMembersAlone(story, say),
]);

/** Only those whom a partner is asked for at all: which function serves no listed group is not known to everybody. */
export const namesMembers = check('GR-16.2.4.1-7h', (story, say) =>
  story.legs.flatMap((one) => {
    const { party } = one.message.to;
    const isFormed = one.leg === 'A' && one.action === 'create' && one.answer?.status === 200;
    if (!isFormed || party === null) return [];
    const own = story.legs.filter(
      ({ action, of, message }) => action === 'create' && of === one.of && message.from.party === party,
    );
    return [...servedElsewhere(one, story)].flatMap(([server, users]) => {
      const atServer = own.filter(({ message }) => message.to.party === server);
      if (atServer.length === 0) return [];
      const named = new Set(atServer.flatMap(({ users: all }) => all));
      const left = users.filter((user) => !named.has(user));
      const claim = {
        party,
        expected: `members of its own groups are named on leg D to whoever serves them: ${names(story, users)}`,
        reading: 'M-14',
      };
      const evidence = [one.message, ...atServer.map(({ message }) => message)];
      if (left.length === 0) return [say.pass(claim, 'they are', evidence)];
      return [
        say.whenQuiet(claim, one.message, (settled) =>
          say.fail(claim, `${names(story, left)} not`, [...evidence, settled]),
        ),
      ];
    });
  }),
);

/** Who was named is named once more where the request did not get through, and together with whoever comes later (16.2.4.3). */
const isDueAgain = (first: Leg, { seq }: Leg, { messages }: Legs): boolean =>
  !isAccepted(first) ||
  messages.some(({ flow, seq: at }) => at > first.seq && at < seq && /^group-affiliation-request\./.test(flow));

/** Of one regroup, by the function that an identity is asserted of: a server may have several, each with groups of its own. */
const ofOne = ({ of, sip, message }: Leg): string =>
  JSON.stringify([of, message.to.party, sip.values('P-Asserted-Identity')]);

interface Named {
  readonly users: readonly string[];
  readonly legs: readonly Leg[];
}

/** Users that a later one of them names again without need. */
function namedAgain(namings: readonly Leg[], story: Legs): Named {
  for (const [at, again] of namings.entries())
    for (const first of namings.slice(0, at)) {
      const users = again.users.filter((user) => first.users.includes(user));
      const isOfOne = ofOne(first) === ofOne(again) && isOfOneCreation(first, again, story);
      if (users.length > 0 && isOfOne && !isDueAgain(first, again, story)) return { users, legs: [first, again] };
    }
  return { users: [], legs: namings };
}

/** Nothing that its sender took in between has it begin anew. */
const isOfOneCreation = (first: Leg, again: Leg, { legs }: Legs): boolean =>
  legs.filter(
    ({ leg, of, message, seq }) =>
      leg !== 'D' && leg !== 'E' && of === first.of && message.to.party === first.by && seq < again.seq,
  ).length <= 1;

/** Users whom one of them names twice, however he is spelt. */
function namedWithin(namings: readonly Leg[]): Named | undefined {
  const one = namings.find(({ users }) => new Set(users).size < users.length);
  return one && { users: one.users.filter((user, at) => one.users.indexOf(user) < at), legs: [one] };
}

/** A user who is a member of several groups is on one list. */
export const namesOnce = check('GR-16.2.4.1-6', (story, say) =>
  bySide(
    story.legs.filter(({ leg, action }) => leg === 'D' && action === 'create'),
    'from',
  ).flatMap(([party, namings]) => {
    // The scenario has it ask twice.
    if (story.controls.leftOut.has(party)) return [];
    const claim = { party, expected: 'a user is named on leg D once to whoever serves him' };
    const { users, legs } = namedWithin(namings) ?? namedAgain(namings, story);
    const evidence = legs.map(({ message }) => message);
    if (users.length === 0) return [say.pass(claim, 'as expected', evidence)];
    return [say.fail(claim, `${names(story, users)} twice`, evidence)];
  }),
);
