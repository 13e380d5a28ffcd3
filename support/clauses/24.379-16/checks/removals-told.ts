// Whom a removal is told: the non-controlling function names those who are served elsewhere, and each server tells those whom it had
// told of the regroup (16.2.2.5, 16.2.4.2). Who has left meanwhile, or may have, is owed nothing.

import { kindOf, type PartyName } from '../../../procedure/roles';
import type { Check } from '../../../oracle/check';
import { names } from '../../../oracle/saying';
import type { Message } from '../../../oracle/story/message';
import { pair, surelyDuring } from '../../../oracle/story/timeline';
import { check } from '../saying';
import { inSince } from '../story/affiliations';
import type { Leg, Legs } from '../story/legs';
import { groupsIn } from '../story/regroup-body';
import { isAccepted, isHonoured } from '../story/regroup-state';
import { beyondWhatItLearnt, isCreation, isRemoval, readingOn, rightful } from '../story/removals';

/** The first removal that a server takes of a regroup that it takes part in, of one that it controls for a user of its own or another's. */
function firstRemovals(story: Legs): readonly (readonly [PartyName, Leg])[] {
  const controlled = new Set(rightful(story).filter((one) => isHonoured(one)));
  const seen = new Set<string>();
  const controls = (party: PartyName, { of }: Leg): boolean =>
    story.legs.some(
      (one) => one.leg === 'A' && isCreation(one) && one.of === of && one.message.to.party === party && isAccepted(one),
    );
  return story.legs.flatMap((one) => {
    const { party } = one.message.to;
    if (party === null || kindOf(party) !== 'server' || !isRemoval(one)) return [];
    // Of one that it controls it is told by nobody else: that is another of the same identity, or the part of another server in it.
    if ((one.leg === 'C' || one.leg === 'D') && controls(party, one)) return [];
    const isTaken = one.leg === 'A' || one.leg === 'B' ? controlled.has(one) : isHonoured(one);
    const key = `${party} ${one.of ?? ''}`;
    if (!isTaken || seen.has(key)) return [];
    seen.add(key);
    return [[party, one]];
  });
}

/**
 * The creations that a server controls and refused. One that told its own members before all functions had answered owes them, and
 * whoever it named, the end of it (16.2.3.1-7b, where its own non-controlling function is one that accepted).
 */
const failures = (story: Legs): readonly (readonly [PartyName, Leg])[] =>
  story.legs.flatMap((one) => {
    const { party } = one.message.to;
    if (one.leg !== 'A' || !isCreation(one) || party === null || one.answer === undefined || isAccepted(one)) return [];
    // What it sent for another of that identity is told from this by nothing.
    const isAlone = story.legs.every(
      (other) =>
        other === one ||
        other.of !== one.of ||
        !isCreation(other) ||
        other.leg === 'E' ||
        other.message.to.party !== party,
    );
    return isAlone ? [[party, one]] : [];
  });

const endings = (story: Legs): ReturnType<typeof failures> => [...firstRemovals(story), ...failures(story)];

/** From when on a server tells whoever it had told by then that the regroup is over. */
const overSince = (one: Leg): Message => (isCreation(one) && one.answer ? one.answer.message : one.message);

/** He is served by that server, and affiliated to some listed group, from one moment to the other. */
function isStillIn(user: string, server: PartyName, { seq, regroup }: Leg, to: number, { membership }: Legs): boolean {
  const { affiliation, service } = membership;
  if (!surelyDuring(service, pair(user, server), seq, to)) return false;
  return groupsIn(regroup ?? []).some((group) => {
    const key = pair(user, group);
    return surelyDuring(affiliation, key, inSince(affiliation.get(key), seq), to);
  });
}

const tellsClients = check('GR-16.2.2.5-3g', (story, say) =>
  endings(story).flatMap(([party, removal]) => {
    const since = overSince(removal);
    const told = story.legs.filter(
      (one) => one.leg === 'E' && isCreation(one) && one.of === removal.of && one.by === party && one.seq < since.seq,
    );
    const until = removal.answer?.message.seq ?? removal.seq;
    const due = told.filter((one) => isStillIn(one.message.to.id, party, one, until, story));
    return [...new Set(due.map(({ message }) => message.to.id))].map((user) => {
      const expected = `${names(story, [user])}'s client is told of the removal`;
      const claim = { party, expected, ...readingOn(removal) };
      const sent = story.legs.filter((one) => one.leg === 'E' && isRemoval(one) && one.of === removal.of);
      const toIt = sent.filter(({ by, message }) => by === party && message.to.id === user);
      const client = story.places.user(user)?.party ?? party;
      const tooOften = beyondWhatItLearnt(party, removal, toIt, story, { user });
      if (tooOften !== undefined) return say.fail(claim, ...tooOften);
      return say.comes(
        claim,
        toIt.map(({ message }) => message),
        since,
        { link: [party, client] },
      );
    });
  }),
);

/** Whom a server had named to another, and still would, by that other. */
function namedBefore(party: PartyName, removal: Leg, story: Legs): ReadonlyMap<PartyName, readonly string[]> {
  const named = new Map<PartyName, Set<string>>();
  for (const one of story.legs) {
    const server = one.message.to.party;
    const isNaming = one.leg === 'D' && isCreation(one) && one.by === party && one.of === removal.of;
    if (!isNaming || server === null || one.seq > overSince(removal).seq || !isAccepted(one)) continue;
    const until = removal.answer?.message.seq ?? removal.seq;
    for (const user of one.users)
      if (isStillIn(user, server, one, until, story)) named.set(server, (named.get(server) ?? new Set()).add(user));
  }
  return new Map([...named].map(([server, users]) => [server, [...users]]));
}

const namingRemovals = (story: Legs, party: PartyName, removal: Leg, server: PartyName): readonly Leg[] =>
  story.legs.filter(
    (one) =>
      one.leg === 'D' && isRemoval(one) && one.of === removal.of && one.by === party && one.message.to.party === server,
  );

/** To the same server, and without a user to tell; one is due to a function that took the creation (leg C). */
function namingNobody(story: Legs, party: PartyName, removal: Leg, server: PartyName): readonly Leg[] {
  const toIt = story.legs.filter(
    ({ leg, of, by, message }) => leg === 'C' && of === removal.of && by === party && message.to.party === server,
  );
  const isDue = toIt.some((one) => isCreation(one) && isAccepted(one));
  return toIt.filter(isRemoval).slice(isDue ? 1 : 0);
}

const asksServers = check('GR-16.2.4.2-4g', (story, say) =>
  endings(story).flatMap(([party, removal]) =>
    [...namedBefore(party, removal, story)].map(([server, users]) => {
      const expected = `whoever serves ${names(story, users)} is asked, by a removal on leg D, to tell of it`;
      const claim = { party, expected, ...readingOn(removal) };
      const sent = namingRemovals(story, party, removal, server);
      const tooOften = beyondWhatItLearnt(party, removal, sent, story);
      if (tooOften !== undefined) return say.fail(claim, ...tooOften);
      const all = [...sent, ...namingNobody(story, party, removal, server)];
      return say.comes(
        claim,
        all.map(({ message }) => message),
        overSince(removal),
        { link: [party, server] },
      );
    }),
  ),
);

const namesThem = check('GR-16.2.4.2-4e.1', (story, say) =>
  endings(story).flatMap(([party, removal]) =>
    [...namedBefore(party, removal, story)].flatMap(([server, users]) => {
      const sent = [...namingRemovals(story, party, removal, server), ...namingNobody(story, party, removal, server)];
      if (sent.length === 0) return [];
      const named = new Set(sent.flatMap(({ users: all }) => all));
      const left = users.filter((user) => !named.has(user));
      const claim = {
        party,
        expected: `a removal on leg D names those who are in the regroup: ${names(story, users)}`,
        ...readingOn(removal),
      };
      const evidence = sent.map(({ message }) => message);
      if (left.length === 0) return [say.pass(claim, 'it does', evidence)];
      return [say.whenQuiet(claim, overSince(removal), () => say.fail(claim, `${names(story, left)} not`, evidence))];
    }),
  ),
);

export const removalsTold: readonly Check[] = [tellsClients, asksServers, namesThem];
