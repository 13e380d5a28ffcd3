// Step 2: MC service client 1 sends the preconfigured regroup request to the MC service server of its MC system.

import type { Check } from '../../../../oracle/check';
import { goneOnWith } from '../../story/going-on';
import { initiationsOf } from '../../story/initiations';
import { names } from '../../../../oracle/saying';
import { check, describe } from '../../saying';
import { userOf } from '../../../../oracle/story/message';
import { spokenOf } from '../../elements';
import { deviation, ifThere } from '../carried';
import { pair, stateAt } from '../../../../oracle/story/timeline';

const sendsRequest = check('STEP-2-a', (story, say) =>
  initiationsOf(story).flatMap(({ user, party, server, acts, requests: all }) => {
    const requests = all.filter((request) => !goneOnWith(story).has(request));
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
      const wrong = sent.find((message) => deviation('STEP-2-a', message, { 'the requester': ifThere(message, user) }));
      if (wrong) return [say.fail(claim, `it names ${names(story, [userOf(wrong) ?? ''])} as the requester`, [wrong])];
      return [say.comes(claim, sent, event, { once: true, link: [party, server] })];
    });
  }),
);

const onlyToPrimary = check('STEP-2-b', (story, say) =>
  initiationsOf(story)
    .filter(({ requests, astray }) => requests.length + astray.length > 0)
    .map(({ user, party, requests, astray: all }) => {
      const claim = {
        party,
        expected: `${names(story, [user])}'s client sends its request to the primary MC service server only (step 2)`,
      };
      const astray = all.filter((request) => !goneOnWith(story).has(request));
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
