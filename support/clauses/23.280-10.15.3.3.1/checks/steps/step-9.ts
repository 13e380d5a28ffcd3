// Step 9: MC service client 2 may acknowledge the regrouping to the partner MC service server, but never a multicast
// request. That it may is a permission and has no check.

import { partnerTasks, type Task } from '../../story/partner-tasks';
import { requestsTo } from '../../story/user-acts/client-requests';
import type { PartyName } from '../../../../procedure/roles';
import type { Check } from '../../../../oracle/check';
import { grouped } from '../../../../oracle/grouped';
import { check } from '../../saying';
import type { Formation } from '../../formation';
import { text, type Message } from '../../../../oracle/story/message';
import { asAsked, deviation, ifThere, isWrong } from '../carried';

interface Acknowledging {
  readonly task: Task;
  readonly party: PartyName;
  readonly requests: readonly Message[];
  readonly answers: readonly Message[];
}

/** For each client party: the requests of step 7 to its users, and their acknowledgements. */
function clientsOf(story: Formation): readonly Acknowledging[] {
  return partnerTasks(story).flatMap((task) => {
    const requests = grouped(task.leg.step7, ({ to }) => to.party);
    const answers = grouped(task.leg.step9, ({ from }) => from.party);
    return [...requests].flatMap(([party, partyRequests]) =>
      party ? [{ task, party, requests: partyRequests, answers: answers.get(party) ?? [] }] : [],
    );
  });
}

const acknowledgesTheRegrouping = check('STEP-9-b', (story, say) =>
  clientsOf(story).flatMap(({ party, requests, answers }) => {
    const requestsByUser = grouped(requests, ({ to }) => to.id);
    return say.all(
      { party, expected: 'the response of a client acknowledges the regrouping that it was asked for (step 9)' },
      answers,
      (message) => {
        const earlier = (requestsByUser.get(message.from.id) ?? []).filter(({ seq }) => seq < message.seq);
        const sender = { 'the sender': ifThere(message, message.from.id) };
        return isWrong(story, deviation('STEP-9-b', message, { ...asAsked(earlier), ...sender }));
      },
    );
  }),
);

const isMulticast = (message: Message): boolean => text(message, 'delivery') === 'multicast';

/** Somebody who may not has asked for it too, and not by multicast. */
const isAskedByOthers = (story: Formation, answer: Message): boolean =>
  requestsTo(story, answer.from.id).some(
    (request) => request.from.party !== answer.to.party && !isMulticast(request) && request.seq < answer.seq,
  );

const neverForMulticast = check('STEP-9-c', (story, say) =>
  clientsOf(story).flatMap(({ party, requests, answers }) => {
    const multicast = requests.filter(isMulticast);
    const [first] = multicast;
    if (!first) return [];
    const targets = new Set(multicast.map(({ to }) => to.id));
    const unicast = new Set(requests.filter((message) => !isMulticast(message)).map(({ to }) => to.id));
    const wrong = answers.filter(
      (answer) => targets.has(answer.from.id) && !unicast.has(answer.from.id) && !isAskedByOthers(story, answer),
    );
    const claim = { party, expected: 'a request sent by multicast is not acknowledged (step 9)' };
    return [say.staysAway(claim, wrong, first)];
  }),
);

const goesToTheAsker = check('STEP-9-d', (story, say) =>
  clientsOf(story).flatMap(({ task, party, answers }) =>
    say.all(
      { party, expected: 'the response of a client goes to the partner MC service server that asked it (step 9)' },
      answers,
      ({ to }) => (to.party === task.partner ? undefined : 'it went elsewhere'),
    ),
  ),
);

export const step9: readonly Check[] = [acknowledgesTheRegrouping, neverForMulticast, goesToTheAsker];
