// A member whom another MC system serves comes to a group of a regroup: the function that controls the group names the members of
// it to whoever serves them once more (16.2.4.3).

import type { Check } from '../../../oracle/check';
import { names } from '../../../oracle/saying';
import { pair, surelyDuring } from '../../../oracle/story/timeline';
import { check } from '../saying';
import type { Leg, Legs } from '../story/legs';
import { newcomersIn, type Newcomer } from '../story/newcomers';

const servedElsewhere = (story: Legs): readonly Newcomer[] =>
  newcomersIn(story).filter(({ party, server }) => party !== server);

const namings = ({ user, party, server, taken, outSince }: Newcomer, { legs }: Legs): readonly Leg[] =>
  legs.filter(
    (one) =>
      one.leg === 'D' &&
      one.action === 'create' &&
      one.of === taken.of &&
      one.seq > outSince &&
      one.by === party &&
      one.message.to.party === server &&
      one.users.includes(user),
  );

const namesNewcomer = check('GR-16.2.4.3-9', (story, say) =>
  servedElsewhere(story).map((newcomer) => {
    const { user, party, server, since } = newcomer;
    const claim = { party, expected: `${names(story, [user])}, who has come later, is named on leg D to his server` };
    const sent = namings(newcomer, story).map(({ message }) => message);
    return say.comes(claim, sent, since, { link: [party, server] });
  }),
);

const namesAllOfGroup = check('GR-16.2.4.3-7', (story, say) =>
  servedElsewhere(story).flatMap((newcomer) => {
    const { group, party, server, taken } = newcomer;
    const [sent] = namings(newcomer, story);
    if (sent === undefined) return [];
    const { affiliation, service, everAffiliated } = story.membership;
    const from = taken.answer?.message.seq ?? taken.seq;
    const members = [...(everAffiliated.get(group) ?? [])].filter(
      (user) =>
        surelyDuring(affiliation, pair(user, group), from, sent.seq) &&
        surelyDuring(service, pair(user, server), from, sent.seq),
    );
    const left = members.filter((user) => !sent.users.includes(user));
    const claim = { party, expected: 'who comes later is named together with the other members of the group' };
    if (left.length === 0) return [say.pass(claim, 'he is', [sent.message])];
    return [say.fail(claim, `${names(story, left)} not`, [sent.message])];
  }),
);

export const newcomers: readonly Check[] = [namesAllOfGroup, namesNewcomer];
