// The preconditions as far as messages show them: client 1 and client 2 receive service, client 2 is affiliated. Where one
// is missing, the party that left its part undone is named. Configuration and subscriptions are in their own files.

import { entityOf, type PartyName } from '../../../procedure/roles';
import type { Check } from '../../../oracle/check';
import { names, type Claim, type Say } from '../../../oracle/saying';
import { check } from '../saying';
import type { Finding } from '../../../verdict/finding';
import type { Formation } from '../formation';
import type { Attempt } from '../story/attempts/attempt';
import { listedGroups, text, userOf, type Message } from '../../../oracle/story/message';
import { changeAt, pair, shownBy, type Timelines } from '../../../oracle/story/timeline';

type Moment = Pick<Message, 'id' | 'seq'>;

/** Service as it stands before a step, or who failed to bring it about. */
function service(
  story: Formation,
  say: Say,
  user: string,
  server: PartyName,
  before: Moment,
  expected: string,
): readonly Finding[] {
  const fact = story.places.user(user);
  // What was brought about by hand lies before the scenario: it was not seen.
  if (!fact?.inService || fact.standsAffiliated !== undefined) return [];
  const claim: Claim = { party: fact.party, expected };
  const change = changeAt(story.membership.service.get(pair(user, server)), before.seq);
  if (change?.state === 'yes')
    return [say.pass(claim, 'the server has authorized the service', [shownBy(change), before])];
  if (story.isHidden(fact.party, server))
    return [say.unsure(claim, 'it cannot be seen: client and server are both under test', [before])];
  if (hasLoggedOff(story, user, before) || comesTrue(story.membership.service, pair(user, server), before)) return [];
  const requests = story.messages.filter(
    ({ flow, from, to, seq }) =>
      flow === 'service-authorization-request.client-server' &&
      from.id === user &&
      to.party === server &&
      seq < before.seq,
  );
  const request = requests.findLast((message) => asksFor(message, user));
  if (request && isAuthorizedLater(story, request)) return [];
  if (request)
    return [say.fail({ ...claim, party: server }, 'the server did not authorize the service', [request, before])];
  const [other] = requests;
  return other
    ? [say.fail(claim, `the client asked for the service of ${userOf(other) ?? ''}`, [other, before])]
    : [say.fail(claim, 'the client did not ask for the service', [before])];
}

/** A server is right to refuse whoever asks for somebody else. */
const asksFor = (message: Message, user: string): boolean => [undefined, user].includes(userOf(message));

/** The user has given it up, whatever the server knows of that yet. */
const hasLoggedOff = ({ controls }: Formation, user: string, before: Moment): boolean =>
  controls.acts.findLast(
    (act) =>
      act.user === user && (act.kind === 'start-service' || act.kind === 'log-off') && act.event.seq < before.seq,
  )?.kind === 'log-off';

/** The answer to this request was under way, whatever the server said of a log-off in between. */
const isAuthorizedLater = ({ messages }: Formation, { from, to, seq }: Message): boolean => {
  const answer = messages.find(
    (message) =>
      message.flow === 'service-authorization-response.server-client' &&
      message.from.party === to.party &&
      userOf(message) === from.id &&
      message.seq > seq,
  );
  return answer !== undefined && text(answer, 'result') === 'success';
};

/** It was under way: its answer came when others had gone on. */
const comesTrue = (timelines: Timelines, key: string, before: Moment): boolean =>
  changeAt(timelines.get(key), before.seq)?.state === 'maybe' &&
  timelines.get(key)?.find(({ seq, state }) => seq > before.seq && state !== 'maybe')?.state === 'yes';

const inScope = ({ attempts, places }: Formation): readonly Attempt[] =>
  attempts.filter(({ homes, primary, requester }) => homes.length > 0 && places.serverOf(requester) === primary);

const requesterInService = check('PRE-1b', (story, say) => {
  const receives = (user: string): string =>
    `${names(story, [user])} receives MC service in the primary MC system before the request`;
  const requested = inScope(story).flatMap(({ step2, requester, primary }) =>
    service(story, say, requester, primary, step2, receives(requester)),
  );
  // A client without service may have asked for nothing when its user did.
  const unrequested = story.controls.acts.flatMap(({ kind, done, user, event }) => {
    const server = story.places.serverOf(user);
    const isRequested = story.attempts.some(({ requester }) => requester === user);
    if (kind !== 'initiate-regroup' || !done || server === undefined || isRequested) return [];
    return service(story, say, user, server, event, receives(user))
      .filter(({ verdict }) => verdict === 'fail')
      .map((finding) => {
        const claim = { party: finding.party, expected: finding.expected };
        const asked = story.messages.filter(({ id }) => finding.evidence.includes(id));
        return say.whenQuiet(claim, event, (settled) => say.fail(claim, finding.observed, [...asked, event, settled]));
      });
  });
  return [...requested, ...unrequested];
});

/** Users who were meant to be affiliated to a listed group hosted in the partner that serves them, as client 2 is. */
function membersLikeClient2(story: Formation, attempt: Attempt) {
  const meant = story.controls.acts.filter(
    ({ done, kind, event }) => done && kind === 'affiliate' && event.seq < attempt.step2.seq,
  );
  const given = story.controls.acts.filter(
    ({ kind, event }) => (kind === 'de-affiliate' || kind === 'log-off') && event.seq < attempt.step2.seq,
  );
  return attempt.homes.flatMap((home) => {
    const groups = attempt.groups.filter((group) => story.places.group(group)?.home === home);
    const users = new Set(
      meant.filter((act) => act.groups.some((group) => groups.includes(group))).map(({ user }) => user),
    );
    for (const { user } of given) users.delete(user);
    return [...users]
      .filter((user) => story.places.serverOf(user) === entityOf(home, 'server'))
      .map((user) => ({ user, server: entityOf(home, 'server'), groups }));
  });
}

/**
 * A list of groups is affiliated to as a whole: what one group home system refuses, the serving server cannot give. Not every wire has
 * the home repeat what it refuses.
 */
function refusedAtHome(
  { messages }: Formation,
  user: string,
  server: PartyName,
  asked: Message,
  before: Message,
): Message | undefined {
  const isOf = (message: Message): boolean => {
    const groups = listedGroups(message);
    return groups.length === 0 || listedGroups(asked).some((group) => groups.includes(group));
  };
  return messages.findLast(
    (message) =>
      message.flow === 'group-affiliation-response.server-server' &&
      message.to.party === server &&
      userOf(message) === user &&
      text(message, 'result') === 'failure' &&
      message.seq > asked.seq &&
      message.seq < before.seq &&
      isOf(message),
  );
}

const memberAffiliated = check('PRE-2a', (story, say) =>
  inScope(story).flatMap((attempt) =>
    membersLikeClient2(story, attempt).flatMap(({ user, server, groups }) => {
      const fact = story.places.user(user);
      if (!fact) return [];
      const { step2 } = attempt;
      const claim = {
        party: fact.party,
        expected: `${names(story, [user])} is affiliated to a listed group hosted in the partner MC system before the request`,
      };
      const affiliated = groups
        .map((group) => changeAt(story.membership.affiliation.get(pair(user, group)), step2.seq))
        .find((change) => change?.state === 'yes');
      if (affiliated) return [say.pass(claim, 'the server has affiliated the user', [shownBy(affiliated), step2])];
      if (story.isHidden(fact.party, server))
        return [say.unsure(claim, 'it cannot be seen: client and server are both under test', [step2])];
      if (groups.some((group) => story.membership.neverHeld.has(pair(user, group))))
        return [
          say.unsure(
            { ...claim, party: server },
            'the server confirmed it, and by its answer to control it does not hold',
            [step2],
          ),
        ];
      if (groups.some((group) => comesTrue(story.membership.affiliation, pair(user, group), step2))) return [];
      // Somebody who is no member is rightly refused, and of a list all of it.
      const isMember = (group: string): boolean => story.places.group(group)?.members.includes(user) ?? false;
      if (!groups.some(isMember)) return [];
      const affiliationRequest = story.messages.findLast(
        (message) =>
          message.flow === 'group-affiliation-request.client-server' &&
          message.from.id === user &&
          asksFor(message, user) &&
          message.seq < step2.seq &&
          listedGroups(message).some((group) => groups.includes(group)),
      );
      if (affiliationRequest && !listedGroups(affiliationRequest).every(isMember)) return [];
      if (!affiliationRequest) return [say.fail(claim, 'the client did not ask for it', [step2])];
      const givenUp = story.messages.findLast(
        (message) =>
          message.from.id === user &&
          message.seq > affiliationRequest.seq &&
          message.seq < step2.seq &&
          (message.flow === 'log-off-request.client-server' ||
            (message.flow === 'group-de-affiliation-request.client-server' &&
              listedGroups(message).some((group) => groups.includes(group)))),
      );
      if (givenUp)
        return [say.unsure(claim, 'the client gave it up, and nobody had made its user do so', [givenUp, step2])];
      // Whoever had no service then is rightly refused; that is PRE-2c.
      const service = changeAt(story.membership.service.get(pair(user, server)), affiliationRequest.seq);
      if ((service?.state ?? 'no') === 'no' && !story.isHidden(fact.party, server)) return [];
      const failure = refusedAtHome(story, user, server, affiliationRequest, step2);
      return failure?.from.party
        ? [say.fail({ ...claim, party: failure.from.party }, 'the group home system refused it', [failure, step2])]
        : [say.fail({ ...claim, party: server }, 'the server did not affiliate the user', [affiliationRequest, step2])];
    }),
  ),
);

const memberInService = check('PRE-2c', (story, say) =>
  inScope(story).flatMap((attempt) =>
    membersLikeClient2(story, attempt).flatMap(({ user, server }) =>
      service(
        story,
        say,
        user,
        server,
        attempt.step2,
        `${names(story, [user])} receives MC service in the partner MC system before the request`,
      ),
    ),
  ),
);

export const preconditions: readonly Check[] = [requesterInService, memberAffiliated, memberInService];
