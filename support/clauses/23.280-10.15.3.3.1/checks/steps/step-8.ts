// Step 8: MC service client 2 notifies its user of the regrouping. No message shows it; only the client's control can tell.

import type { Formation } from '../../formation';
import { partnerTasks } from '../../story/partner-tasks';
import type { Check } from '../../../../oracle/check';
import { grouped } from '../../../../oracle/grouped';
import { are, names } from '../../../../oracle/saying';
import { isTold, tellsOfRegroup } from '../../../../procedure/told';
import { check } from '../../saying';
import type { Notification } from '../../../../oracle/story/controls';
import { pair } from '../../../../oracle/story/timeline';
import { isValid, regroupIdOf, userOf, type Message } from '../../../../oracle/story/message';

const notifiesUser = check('STEP-8-a', (story, say) => {
  const received = receivedIn(story);
  return partnerTasks(story).flatMap(({ leg }) => {
    const deliveredRequests = leg.step7.filter(
      (message) =>
        isValid(message) &&
        namesReceiver(message) &&
        story.undelivered.get(message.id) !== 'undeliverable' &&
        !story.misdirected.has(message.id),
    );
    const byParty = grouped(deliveredRequests, ({ to }) => to.party);
    return [...byParty].flatMap(([party, requests]) => {
      if (!party) return [];
      const users = [...new Set(requests.map(({ to }) => to.id))];
      const claim = {
        party,
        expected: `${names(story, users)} ${are(users)} told by the client that the group is regrouped (step 8)`,
      };
      const answers = requests.flatMap((request) => {
        const answer = story.controls.notifications.get(request.to.id);
        return answer?.value && answer.event.seq > request.seq
          ? [{ request, notifications: answer.value, event: answer.event }]
          : [];
      });
      const unnotified = answers.find(
        ({ request, notifications }) => !wasTold(received.get(receiverOf(request)) ?? [], request, notifications),
      );
      if (unnotified)
        return [
          say.fail(claim, `${names(story, [unnotified.request.to.id])} was not`, [
            unnotified.request,
            unnotified.event,
          ]),
        ];
      const evidence = answers.flatMap(({ request, event }) => [request, event]);
      if (answers.length > 0) return [say.pass(claim, 'the client says so', evidence)];
      const answered = requests.flatMap(({ to }) => story.controls.notifications.get(to.id)?.event.answer ?? []);
      const why = answered.flatMap(({ status, reason }) => (typeof reason === 'string' ? `${status}, ${reason}` : []));
      const observed = 'the client was not asked or cannot tell through its control';
      return [say.unsure(claim, [observed, ...why.slice(0, 1)].join(': '), requests)];
    });
  });
});

/** What names somebody else may be taken for somebody else's, also where one body serves all whom a multicast reaches. */
const namesReceiver = (message: Message): boolean => [undefined, message.to.id].includes(userOf(message));

/** The user's client may be asked for a regroup of the same identity again, when the first was cancelled. */
function wasTold(received: readonly Message[], request: Message, notifications: readonly Notification[]): boolean {
  const id = regroupIdOf(request);
  const own = notifications.filter(({ regroupId }) => regroupId === undefined || regroupId === id);
  return isTold(
    received.filter(({ seq }) => seq <= request.seq).map(({ flow }) => flow),
    own.map(({ kind }) => kind),
  );
}

/** By receiver and regroup group, what tells clients of its beginning and its end. */
const receivedIn = ({ messages }: Formation): ReadonlyMap<string, readonly Message[]> =>
  grouped(
    messages.filter(({ flow }) => tellsOfRegroup(flow)),
    receiverOf,
  );

const receiverOf = (message: Message): string => pair(message.to.id, regroupIdOf(message) ?? '');

export const step8: readonly Check[] = [notifiesUser];
