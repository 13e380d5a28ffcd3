// Freedoms of the clause after which a Then cannot be met though nobody broke anything: it then shows nothing, and the checks decide.

import { entityOf, type McSystemName } from '../../../procedure/roles';
import type { Expectation } from '../../../oracle/expectation';
import { formationOf } from '../formation';
import { subject } from './subject';
import { listedGroups, namedUsers, regroupIdOf, text, type Message } from '../../../oracle/story/message';

type Excuse = NonNullable<Expectation['excuse']>;

/** A server awaits acknowledgements, and its clients were asked by multicast (STEP-9-c). */
export const askedByMulticast =
  (system: McSystemName): Excuse =>
  (story) => {
    const clientRequests = subject(story)?.legs.get(entityOf(system, 'server'))?.step7 ?? [];
    const byMulticast =
      clientRequests.length > 0 && clientRequests.every((request) => text(request, 'delivery') === 'multicast');
    return byMulticast ? 'the clients were asked by multicast, which nobody acknowledges (step 9)' : undefined;
  };

/** Partners may be asked one after another, and whoever was not asked when one refused has nothing to cancel. */
export const neverAsked =
  (system: McSystemName): Excuse =>
  (story) => {
    const attempt = subject(story);
    const server = entityOf(system, 'server');
    if (!attempt || server === attempt.primary || (attempt.legs.get(server)?.step5.length ?? 0) > 0) return undefined;
    const refused = [...attempt.legs.values()].some(({ rejects }) => rejects.length > 0);
    return refused ? `another partner had refused before the ${system} MC service server was asked` : undefined;
  };

/** A partner was asked in several requests and took up one that names free groups only, or users whom it serves. */
export const askedInParts: Excuse = (story) => {
  const attempt = subject(story);
  if (!attempt) return undefined;
  const requests = [...attempt.legs.values()].flatMap(({ step5 }) => step5);
  const inParts = requests.some(
    (request) => listedGroups(request).length < attempt.groups.length || namedUsers(request).length > 0,
  );
  return inParts ? 'a partner was asked in several requests, and could take up some of them (A-11)' : undefined;
};

/** A primary let a user cancel who had not asked for the regroup, which is its own affair. */
export const cancelledForAnother: Excuse = (story) => {
  const letAnother = formationOf(story).attempts.some(({ primary, requester, cancels, cancelAnswers }) => {
    const others = cancels.map(({ from }) => from.id).filter((user) => user !== requester);
    return cancelAnswers.some(
      (answer) =>
        answer.from.party === primary && others.includes(answer.to.id) && text(answer, 'result') === 'success',
    );
  });
  return letAnother ? 'the primary MC service server let a user cancel who had not asked for it (A-36)' : undefined;
};

/** On wires on which servers name members to each other, whoever takes part may be named, and so asked, again (TS 24.379 16.2.4.3). */
export const askedBefore =
  (users: readonly string[]): Excuse =>
  ({ abilities, messages, stimulus }) => {
    if (abilities.findsMembersElsewhere) return undefined;
    const requests = messages.filter(({ flow }) => flow === 'preconfigured-regroup-request.server-client');
    const isAgain = (one: Message): boolean =>
      requests.some(
        (other) => other.seq <= stimulus && other.to.id === one.to.id && regroupIdOf(other) === regroupIdOf(one),
      );
    const since = requests.filter(({ to, seq }) => seq > stimulus && users.includes(to.id));
    return since.length > 0 && since.every(isAgain)
      ? 'whoever takes part was named to the server again, and asked again (TS 24.379 16.2.4.3)'
      : undefined;
  };
