// Step 2: MC service client 1 sends the preconfigured regroup request to the MC service server of its MC system.

import type { Check } from '../../../../oracle/check';
import { goneOnWith } from '../../story/user-acts/going-on';
import { initiationsOf, type Initiation } from '../../story/user-acts/initiations';
import type { Formation } from '../../formation';
import { names } from '../../../../oracle/saying';
import { check, describe } from '../../saying';
import { userOf, type Message } from '../../../../oracle/story/message';
import { spokenOf } from '../../elements';
import { deviation, ifThere } from '../carried';
import { pair, stateAt } from '../../../../oracle/story/timeline';

/** What a client went on with after a negative return carries nothing out (STEP-4b-5). */
function carryingOut(story: Formation, { requests, astray }: Initiation): Pick<Initiation, 'requests' | 'astray'> {
  const isForAnAct = (request: Message): boolean => !goneOnWith(story).has(request);
  return { requests: requests.filter(isForAnAct), astray: astray.filter(isForAnAct) };
}

const sendsRequest = check('STEP-2-a', (story, say) =>
  initiationsOf(story).flatMap((initiation) => {
    const { user, party, server, acts } = initiation;
    const { requests, astray } = carryingOut(story, initiation);
    return acts.flatMap(({ event }, index) => {
      const claim = {
        party,
        expected: `${names(story, [user])}'s client sends one preconfigured regroup request to the primary MC service server (step 2)`,
      };
      if (stateAt(story.membership.service, pair(user, server), event.seq) === 'no') return [];
      // The event of an act may stand after the request that it caused, so a request too many shows only at the end.
      const last = requests.at(-1)?.seq ?? 0;
      const isLast = index === acts.length - 1 && (story.settledAfter(last) !== undefined || story.isOver(last));
      const sent = requests.slice(index, isLast ? undefined : index + 1);
      // One that went elsewhere in its place is not missing (STEP-2-b).
      if (sent.length === 0 && index < requests.length + astray.length) return [];
      const wrong = sent.find((message) => deviation('STEP-2-a', message, { 'the requester': ifThere(message, user) }));
      if (wrong) return [say.fail(claim, `it names ${names(story, [userOf(wrong) ?? ''])} as the requester`, [wrong])];
      return [say.comes(claim, sent, event, { once: true, link: [party, server] })];
    });
  }),
);

const onlyToPrimary = check('STEP-2-b', (story, say) =>
  initiationsOf(story)
    .filter(({ requests, astray }) => requests.length + astray.length > 0)
    .map((initiation) => {
      const { user, party } = initiation;
      const { requests, astray } = carryingOut(story, initiation);
      const claim = {
        party,
        expected: `${names(story, [user])}'s client sends its request to the primary MC service server only (step 2)`,
      };
      const [other] = astray;
      if (other) return say.fail(claim, `${describe(story, other)} was sent`, astray);
      return say.pass(claim, 'it was sent to no other server', requests);
    }),
);

const listsGroupsOnly = check('STEP-2-c', (story, say) =>
  initiationsOf(story).flatMap(({ party, requests }) =>
    say.all(
      { party, expected: 'the request states its participants by a list of groups, and in no other way (10.15.2.1)' },
      requests,
      ({ flow, body }) => {
        const stated = spokenOf('STEP-2-c', flow).filter(([element]) => body[element] !== undefined);
        if (stated.length === 0) return 'it states no participants';
        if (stated.every(([, source]) => source !== 'left out')) return undefined;
        return `it carries ${stated.map(([element]) => element).join(' and ')}`;
      },
    ),
  ),
);

export const step2: readonly Check[] = [sendsRequest, onlyToPrimary, listsGroupsOnly];
