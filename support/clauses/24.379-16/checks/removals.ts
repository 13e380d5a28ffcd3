// What a removal obliges to: the client asks for it, the controlling function answers and hands it on, the non-controlling
// function names those who are served elsewhere, and each server tells those whom it had told of the regroup (16.2.1.2, 16.2.2.3,
// 16.2.2.5, 16.2.3.2, 16.2.3.3, 16.2.4.2). Who has left meanwhile, or may have, is owed nothing.

import { kindOf, systemOf, type PartyName } from '../../../procedure/roles';
import { canonicalId } from '../../../procedure/identities';
import type { Check } from '../../../oracle/check';
import { names } from '../../../oracle/saying';
import type { Message } from '../../../oracle/story/message';
import { pair, surelyDuring } from '../../../oracle/story/timeline';
import { check } from '../saying';
import { inSince } from '../story/affiliations';
import type { Leg, Legs } from '../story/legs';
import { refusedByController } from '../story/handed-over';
import { groupsIn } from '../story/regroup-body';
import { isAccepted, isHonoured, isInForce, isInUse, isOfItsController, mayRegroup } from '../story/regroup-state';

const isRemoval = ({ action }: Leg): boolean => action === 'remove';
const isCreation = ({ action }: Leg): boolean => action === 'create';

const isByRight = (one: Leg, story: Legs): boolean =>
  one.leg === 'A' && isRemoval(one) && mayRegroup(one, story) === true;

/** The removals of regroups in force by users with the right to it, and those that another server hands over for its user (M-20). */
const rightful = (story: Legs): readonly Leg[] =>
  story.legs.filter((one) => (isByRight(one, story) || one.leg === 'B') && isInForce(one, story));

/** What decides that a removal of another server is for the controlling function. */
const readingOn = ({ leg }: Leg): { readonly reading?: string } => (leg === 'B' ? { reading: 'M-20' } : {});

const asksFor = check('GR-16.2.1.2-10', (story, say) =>
  story.controls.acts.flatMap(({ kind, done, user, event, regroupId }, at, acts) => {
    const fact = story.places.user(user);
    const server = story.places.serverOf(user);
    if (kind !== 'cancel-regroup' || !done || fact?.party !== event.party || server === undefined) return [];
    const earlier = acts.slice(0, at).filter((act) => act.kind === kind && act.done && act.user === user).length;
    const sent = story.legs.filter((one) => one.leg === 'A' && isRemoval(one) && one.message.from.id === user);
    const claim = {
      party: event.party,
      expected: `the client of ${names(story, [user])} asks for the removal of the regroup`,
    };
    const own = sent.slice(earlier).filter(({ of }) => of === (regroupId && canonicalId(regroupId)));
    return [
      say.comes(
        claim,
        own.map(({ message }) => message),
        event,
        { link: [event.party, server] },
      ),
    ];
  }),
);

/** The removals by users with the right to it of regroups in force in which their server takes part and no more. */
const controlledElsewhere = (story: Legs): readonly Leg[] =>
  story.legs.filter((one) => isByRight(one, story) && !isOfItsController(one, story) && isInUse(one, story));

const handsItOver = check('GR-16.2.2.3-6', (story, say) =>
  controlledElsewhere(story).flatMap((one) => {
    const { party } = one.message.to;
    const made = story.legs.find(
      (other) => other.leg === 'A' && isCreation(other) && other.of === one.of && isAccepted(other),
    );
    const controller = made?.message.to.party;
    if (party === null || !controller) return [];
    const claim = {
      party,
      expected: 'a removal is handed on to the function that controls the regroup',
      reading: 'M-19',
    };
    const sent = story.legs.filter(
      ({ leg, of, by, seq, message }) =>
        leg === 'B' && of === one.of && by === party && seq > one.seq && message.to.party === controller,
    );
    return [
      say.comes(
        claim,
        sent.map(({ message }) => message),
        one.message,
        { link: [party, controller] },
      ),
    ];
  }),
);

/** For a function that it handed the removal on to. */
const isWaiting = (one: Leg, { legs }: Legs): boolean =>
  one.answer === undefined &&
  legs.some(
    (other) =>
      (other.leg === 'B' || other.leg === 'C') &&
      isRemoval(other) &&
      other.of === one.of &&
      other.by === one.message.to.party &&
      other.seq > one.seq &&
      other.answer === undefined,
  );

const answersIt = check('GR-16.2.2.3-2xx-4', (story, say) =>
  [...rightful(story), ...controlledElsewhere(story)].flatMap((one) => {
    const { party } = one.message.to;
    if (party === null || !isHonoured(one) || story.undelivered.has(one.message.id)) return [];
    // What was refused there is GR-16.2.2.3-fail-3.
    if (isWaiting(one, story) || refusedByController(one, story)) return [];
    const claim = { party, expected: 'a removal of a regroup that exists is answered', reading: 'M-17' };
    if (one.answer) return [say.pass(claim, 'it is', [one.message, one.answer.message])];
    return [say.whenQuiet(claim, one.message, (settled) => say.fail(claim, 'it never was', [one.message, settled]))];
  }),
);

/** It may be told of the end of a regroup once for each of its groups in it (M-06). */
function constituentsAt(partner: PartyName, creations: readonly Leg[], { places }: Legs): number {
  const listed = new Set(creations.flatMap(({ regroup }) => groupsIn(regroup ?? [])));
  return [...listed].filter((group) => places.group(group)?.home === systemOf(partner)).length;
}

const handsItOn = check('GR-16.2.3.2-5a.8', (story, say) =>
  rightful(story).flatMap((one) => {
    const { party } = one.message.to;
    if (party === null || !isHonoured(one)) return [];
    const asked = story.legs.filter((other) => other.leg === 'C' && isCreation(other) && other.of === one.of);
    const own = asked.filter((other) => other.by === party && other.seq < one.seq);
    const partners = new Set(own.filter(isAccepted).flatMap(({ message }) => message.to.party ?? []));
    return [...partners].map((partner) => {
      const expected = 'a removal is handed on to each function that took the creation';
      const claim = { party, expected, ...readingOn(one) };
      const handedOn = story.legs.filter(
        (other) => other.leg === 'C' && isRemoval(other) && other.of === one.of && other.by === party,
      );
      const toIt = handedOn.filter(({ message }) => message.to.party === partner);
      const tooOften = beyondWhatItLearnt(party, one, toIt, story, { each: constituentsAt(partner, own, story) });
      if (tooOften !== undefined) return say.fail(claim, ...tooOften);
      const there = toIt.filter(({ seq }) => seq > one.seq);
      return say.comes(
        claim,
        there.map(({ message }) => message),
        one.message,
        { link: [party, partner] },
      );
    });
  }),
);

/** The operator had the server decide so. */
const decides = check('GR-16.2.3.3-1a.5', (story, say) =>
  story.controls.acts.flatMap(({ kind, done, event, regroupId }) => {
    const { party } = event;
    const of = regroupId && canonicalId(regroupId);
    if (kind !== 'cancel-regroup' || !done || kindOf(party) !== 'server') return [];
    const ofIt = story.legs.filter((one) => one.of === of);
    const formed = ofIt.some(
      (one) => one.leg === 'A' && isCreation(one) && one.message.to.party === party && isAccepted(one),
    );
    const taken = ofIt.filter((one) => one.leg === 'C' && isCreation(one) && one.by === party && isAccepted(one));
    const partners = formed ? new Set(taken.flatMap(({ message }) => message.to.party ?? [])) : [];
    return [...partners].map((partner) => {
      const claim = {
        party,
        expected: 'a regroup that the server decides to end is removed at each function that took it',
      };
      const sent = ofIt.filter((one) => one.leg === 'C' && isRemoval(one) && one.by === party);
      const there = sent.filter(({ message }) => message.to.party === partner).map(({ message }) => message);
      return say.comes(claim, there, event, { link: [party, partner] });
    });
  }),
);

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

/**
 * More removals that somebody took than a server had reasons for: each that it took is one. One for each creation that it controls is
 * right in any case, for it may have rolled it back or ended it by itself. Of a user one that names users is a reason where it names
 * him, or where whoever had asked for the regroup sends no other: it can be taken for the end of all of it.
 */
function beyondWhatItLearnt(
  party: PartyName,
  { of }: Leg,
  sent: readonly Leg[],
  { legs, undelivered }: Legs,
  { user, each = 1 }: { readonly user?: string; /** How many each reason is good for. */ readonly each?: number } = {},
): [observed: string, evidence: readonly Message[]] | undefined {
  const taken = sent.filter((one) => isHonoured(one) && !undelivered.has(one.message.id));
  const toIt = legs.filter((one) => one.of === of && one.message.to.party === party);
  const isOfAsker = ({ by }: Leg): boolean => {
    const asked = toIt.filter((one) => one.leg === 'C' && one.by === by);
    return asked.length > 0 && asked.every(isCreation);
  };
  const learnt = toIt.filter(
    (one) =>
      isRemoval(one) &&
      isHonoured(one) &&
      (user === undefined || one.leg !== 'D' || one.users.includes(user) || isOfAsker(one)),
  );
  const made = toIt.filter((one) => one.leg === 'A' && isCreation(one));
  const reasons = Math.max(learnt.length, made.length);
  if (taken.length <= reasons * Math.max(each, 1)) return undefined;
  const messages = taken.map(({ message }) => message);
  return [
    `${taken.length} times, and the server learnt of it ${reasons === 1 ? 'once' : `${reasons} times`}`,
    messages,
  ];
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

export const removals: readonly Check[] = [
  asksFor,
  handsItOver,
  answersIt,
  handsItOn,
  decides,
  tellsClients,
  asksServers,
  namesThem,
];
