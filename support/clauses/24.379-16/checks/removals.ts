// What a removal obliges those to whom it goes on its way: the client asks for it, the server hands it over, the controlling function
// answers it and hands it on to each non-controlling function (16.2.1.2, 16.2.2.3, 16.2.3.2, 16.2.3.3).

import { kindOf, systemOf, type PartyName } from '../../../procedure/roles';
import { canonicalId } from '../../../procedure/identities';
import type { Check } from '../../../oracle/check';
import { names } from '../../../oracle/saying';
import { check } from '../saying';
import type { Leg, Legs } from '../story/legs';
import { refusedByController } from '../story/handed-over';
import { groupsIn } from '../story/regroup-body';
import { isAccepted, isHonoured, isInUse, isOfItsController } from '../story/regroup-state';
import { beyondWhatItLearnt, isByRight, isCreation, isRemoval, readingOn, rightful } from '../story/removals';

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

export const removals: readonly Check[] = [asksFor, handsItOver, answersIt, handsItOn, decides];
