// Whom a request is for: its Request-URI is the identity of the function, or of the user, that it goes to (16.2.1.2, 16.2.2.4,
// 16.2.2.5, 16.2.3.1, 16.2.3.2, 16.2.3.3, 16.2.4.1 to 16.2.4.3). Which identities those are the receiver knows, one server may have many:
// what it took was for it, what it answered with 404 for nobody there.

import type { PartyName } from '../../../procedure/roles';
import type { Check } from '../../../oracle/check';
import { check } from '../saying';
import { untakenIn, type Leg, type Legs } from '../story/legs';
import { isOf, type Ask } from './each-leg';

interface Addressed {
  readonly party: PartyName;
  readonly event: { readonly id: string; readonly seq: number };
  readonly wrong?: string;
}

/** Each request of the leg. */
export const isAddressed = (requirement: string, ask: Ask): Check =>
  check(requirement, (story, say) => {
    const isOfLeg = isOf(ask, story);
    const taken = story.legs.filter(isOfLeg).flatMap((one) => takenOf(one, story));
    const untaken = untakenIn(story, '404').filter(isOfLeg);
    const all: readonly Addressed[] = [
      ...taken,
      ...untaken.map(({ by, event, uri }) => ({ party: by, event, wrong: `nobody there has its Request-URI, ${uri}` })),
    ];
    return [...new Set(all.map(({ party }) => party))].map((party) => {
      const own = all.filter((one) => one.party === party);
      const astray = own.find(({ wrong }) => wrong !== undefined);
      const claim = { party, expected: ask.expected };
      if (astray?.wrong !== undefined) return say.fail(claim, astray.wrong, [astray.event]);
      const evidence = own.map(({ event }) => event);
      return say.pass(claim, 'as expected', evidence);
    });
  });

/** At a user's place any user may be asked for: one that nobody has is taken there too. */
function takenOf({ leg, by, message: event }: Leg, { places, undelivered }: Legs): readonly Addressed[] {
  if (by === null || undelivered.has(event.id)) return [];
  const isNobody = leg === 'E' && places.user(event.to.id) === undefined;
  return [{ party: by, event, ...(isNobody && { wrong: `${event.to.id} is no user` }) }];
}
