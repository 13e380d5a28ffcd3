// Members of a server's own groups whom another MC system serves: a partner does not find them by itself, so that their server
// names them to it on leg D (16.2.4.1).

import { systemOf, type PartyName } from '../../../procedure/roles';
import { names } from '../../../oracle/saying';
import { pair, surelyDuring } from '../../../oracle/story/timeline';
import { check } from '../saying';
import { groupsIn, type Leg, type Legs } from '../story/legs';

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
