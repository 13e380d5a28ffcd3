// What the client of a user does for a regroup after a negative request return though its user did nothing of it (step 4b, A-06): it
// asks again, anybody, or uses the regroup as if there were one. It is told there and nowhere else.

import { oncePerStory } from '../../../../oracle/story';
import type { Act } from '../../../../oracle/story/controls';
import { listedGroups, regroupIdOf, type Message } from '../../../../oracle/story/message';
import type { PartyName } from '../../../../procedure/roles';
import type { Formation } from '../../formation';
import { namesOf, regroupIdFor, type Attempt } from '../attempts/attempt';
import { boundCases } from '../bound';
import { requestsTo } from './client-requests';
import { initiationsOf, type Initiation } from './initiations';

export interface Refused {
  readonly requester: string;
  readonly party: PartyName;
  /** The request return. */
  readonly negative: Message;
  /** What the client went on with. */
  readonly further: readonly Message[];
}

/** Of every request of a user that was not authorized; one that is the going on of an earlier one is none. */
export const refusedOf = oncePerStory((story: Formation): readonly Refused[] => {
  const unasked = new Map(
    initiationsOf(story).map((initiation) => [initiation.user, new Set(unaskedIn(story, initiation))]),
  );
  return boundCases(story).flatMap(({ attempt, requester, negative }) => {
    const party = story.places.user(requester)?.party;
    const requests = unasked.get(requester) ?? new Set<Message>();
    if (!negative || !party || requests.has(attempt.step2)) return [];
    const isUse = usesOf(story, attempt, negative);
    // What the user asks for anew may be what a message uses.
    const anew = story.attempts.find(
      (other) =>
        other.requester === requester &&
        other.step2.seq > negative.seq &&
        !requests.has(other.step2) &&
        regroupIdFor(other) === regroupIdFor(attempt),
    );
    const until = anew?.step2.seq ?? Infinity;
    const using = story.messages.filter(
      (message) => message.from.id === requester && message.seq < until && isUse(message),
    );
    const further = [...using, ...requests].filter(({ seq }) => seq > negative.seq);
    return [{ requester, party, negative, further }];
  });
});

/** All that clients went on with: no other statement asks what called for it. */
export const goneOnWith = oncePerStory(
  (story: Formation): ReadonlySet<Message> => new Set(refusedOf(story).flatMap(({ further }) => further)),
);

/**
 * Requests beyond the acts, and such as go elsewhere when no act is left to carry out. Only at the end is it certain that no act of
 * the user stands behind a request, be it that it never becomes quiet.
 */
function unaskedIn(story: Formation, { party, requests, astray, tried }: Initiation): readonly Message[] {
  if (!story.controls.actors.has(party)) return [];
  const sentBy = (seq: number): number => requests.filter((request) => request.seq < seq).length;
  return [...requests.slice(tried.length), ...astray.filter(({ seq }) => sentBy(seq) >= tried.length)].filter(
    ({ seq }) => story.isOver(seq) || story.waitedOutAfter(seq) !== undefined,
  );
}

const knownIds = oncePerStory(
  ({ attempts }: Formation): ReadonlySet<string | undefined> =>
    new Set(attempts.flatMap((attempt) => [...namesOf(attempt), attempt.givenId])),
);

/**
 * A message that uses the regroup that was refused, and that neither the user nor a request to the client calls for. The regroup is
 * told by its identity, or by one that no regroup has where the request gave none.
 */
function usesOf(story: Formation, attempt: Attempt, negative: Message): (message: Message) => boolean {
  const own = regroupIdOf(negative) ?? regroupIdFor(attempt);
  const isOf = (id: string | undefined): boolean =>
    own === undefined ? id !== undefined && !knownIds(story).has(id) : id === own;
  const actsOf = (user: string, kind: string): readonly Act[] =>
    story.controls.acts.filter((act) => act.user === user && act.kind === kind);
  return (message) => {
    const { flow, from, seq } = message;
    const id = regroupIdOf(message);
    switch (flow) {
      case 'preconfigured-regroup-response.client-server':
        return isOf(id) && !requestsTo(story, from.id).some((one) => one.seq < seq && regroupIdOf(one) === id);
      case 'preconfigured-regroup-cancel-response.client-server':
        return isOf(id) && story.strays.some((stray) => stray.message === message);
      case 'preconfigured-regroup-cancel-request.client-server':
        return isOf(id) && !actsOf(from.id, 'cancel-regroup').some(({ regroupId }) => regroupId === id);
      case 'group-affiliation-request.client-server':
        return (
          own !== undefined &&
          listedGroups(message).includes(own) &&
          !actsOf(from.id, 'affiliate').some(({ groups }) => groups.includes(own))
        );
      default:
        return false;
    }
  };
}
