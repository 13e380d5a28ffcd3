// What holds for every message whatever the step: it is valid against its schema, and something called for it. A message
// has its sender for owner, unless somebody else wrote it.

import { stepOf } from '../figure';
import type { MalformedEvent } from '../../../evidence/trace';
import type { FlowId } from '../../../procedure/flows';
import type { PartyName } from '../../../procedure/roles';
import type { Finding } from '../../../verdict/finding';
import type { Check } from '../../../oracle/check';
import { grouped } from '../../../oracle/grouped';
import { check, describe } from '../saying';
import type { Formation } from '../formation';
import { namedUsers, regroupIdOf, text, userOf, type Message } from '../../../oracle/story/message';
import { pair } from '../../../oracle/story/timeline';
import type { Stray } from '../story/attempts/sorting';
import { regroupIdFor } from '../story/attempts/attempt';
import { joinedAfter } from '../story/membership/members';
import { cancelledAgain } from '../story/cancelling/cancelled-again';
import { allAnsweredElsewhere } from '../story/attempts/answered-elsewhere';
import { goneOnWith } from '../story/user-acts/going-on';
import { actedOnAllTheSame } from '../story/attempts/turned-down';
import { unbiddenOf, type Unbidden } from '../story/user-acts/unbidden';

const byWriter = (
  { messages }: Formation,
  concerns: (message: Message) => boolean,
): ReadonlyMap<PartyName, Message[]> => {
  const known = messages.filter((message) => message.from.party !== null && concerns(message));
  return grouped(known, ({ from }) => from.party as PartyName); // not null: filtered above
};

const valid = check('WIRE-1', (story, say) => {
  const expected = 'every message is valid against the schema of its information flow';
  const written = [...byWriter(story, () => true)].map(([party, messages]): Finding => {
    const [wrong] = messages.flatMap((message) => message.schemaErrors.map((error) => ({ message, error })));
    if (!wrong) return say.pass({ party, expected }, `all ${messages.length} are`, []);
    const { message, error } = wrong;
    const at = error.path === '' ? 'the message' : error.path;
    return say.fail(
      { party, expected },
      `${describe(story, message)}: ${at}: expected ${error.expected}, found ${error.found}`,
      [message],
    );
  });
  const ofUnknownWriter = (event: MalformedEvent): Finding =>
    say.unsure(
      { party: event.party, expected },
      `bytes that are no information flow came from an unknown writer: ${event.problem}`,
      [event],
    );
  const malformed = story.malformed.map((event) => {
    const { writer: party, answer, problem } = event;
    if (party === undefined) return ofUnknownWriter(event);
    const how = answer === undefined ? 'was not taken' : `was refused with ${answer}`;
    // What a product says to nobody by a plug-in comes to no other party.
    const whither = event.party === party ? '' : ` to the ${event.party}`;
    return say.fail({ party, expected }, `what it sent${whither} ${how}: ${problem}`, [event]);
  });
  const unknown = story.messages.filter(({ from, schemaErrors }) => from.party === null && schemaErrors.length > 0);
  const unowned = unknown.flatMap((message) =>
    message.to.party
      ? [
          say.unsure(
            { party: message.to.party, expected },
            `${describe(story, message)} is not, and its writer is unknown`,
            [message],
          ),
        ]
      : [],
  );
  return [...malformed, ...written, ...unowned];
});

const ACKNOWLEDGES = 'preconfigured-regroup-response.client-server';

const isOfTheProcedure = ({ flow }: Message): boolean =>
  flow.startsWith('preconfigured-regroup') && stepOf(flow) !== '2';

/**
 * What a primary asks of whom when it had confirmed that the regroup is cancelled: of who has come since, and of a partner that has
 * cancelled it or was asked to, once the regroup was formed or another has refused it (before, the clause is silent: A-32).
 */
const forWhatIsOver = ({ attempts, membership, arrivalOf }: Formation): readonly Stray[] =>
  attempts.flatMap((attempt) => {
    const { primary, groups, step12, cancelAnswers, ownStep7, legs } = attempt;
    const parts = [...legs.values()];
    // One of the same identity may be what it is for.
    const isAnother = (message: Message): boolean =>
      attempts.some(
        (other) =>
          other !== attempt && other.cancelAnswers.length === 0 && regroupIdFor(other) === regroupIdOf(message),
      );
    const decided = [...step12, ...parts.flatMap(({ rejects }) => rejects)];
    const again = parts.flatMap((leg) => {
      const over = leg.cancelAnswers.find(isSuccess);
      const ended = leg.cancels.find(
        ({ from, seq }) => from.party === primary && decided.some((message) => message.seq < seq),
      );
      const since = Math.min(over === undefined ? Infinity : arrivalOf(over).to, ended?.seq ?? Infinity);
      return leg.step5.filter(({ seq }) => seq > since);
    });
    const over = cancelAnswers.find(isSuccess);
    const cameAfter = (user: string, { to, seq }: Message, since: Message): boolean =>
      joinedAfter(user, to.party ?? primary, groups, membership, since.seq, seq);
    const forNewcomers = [...ownStep7, ...parts.flatMap(({ step5 }) => step5)].filter(
      (message) => over && [message.to.id, ...namedUsers(message)].some((user) => cameAfter(user, message, over)),
    );
    return [...new Set([...forNewcomers, ...again])]
      .filter((message) => !isAnother(message))
      .map((message) => ({ message, because: 'the regroup was cancelled by then' }));
  });

const isSuccess = (answer: Message): boolean => text(answer, 'result') === 'success';

/** Whoever is asked by a party that may not ask, or in another's name, may still answer each request. */
function askedByOthers({ messages }: Formation): (message: Message) => boolean {
  const concerning = (flow: FlowId, userIn: (message: Message) => string): ReadonlyMap<string, readonly Message[]> =>
    grouped(
      messages.filter((one) => one.flow === flow),
      (one) => pair(userIn(one), regroupIdOf(one) ?? ''),
    );
  const requests = concerning('preconfigured-regroup-request.server-client', (one) => userOf(one) ?? one.to.id);
  const answers = concerning(ACKNOWLEDGES, ({ from }) => from.id);
  return (message) => {
    const key = pair(message.from.id, regroupIdOf(message) ?? '');
    const soFar = (known: readonly Message[] = []): number => known.filter(({ seq }) => seq <= message.seq).length;
    return message.flow === ACKNOWLEDGES && soFar(answers.get(key)) <= soFar(requests.get(key));
  };
}

type Uncalled = Stray & Pick<Unbidden, 'unless'>;

const calledFor = check('WIRE-2', (story, say) => {
  const isAskedByOthers = askedByOthers(story);
  const uncalled = story.strays.filter(({ message }) => !isAskedByOthers(message));
  const strays = grouped<Uncalled, PartyName | null>(
    [
      ...[...uncalled, ...unbiddenOf(story), ...cancelledAgain(story), ...forWhatIsOver(story)],
      ...actedOnAllTheSame(story),
    ].filter(({ message }) => !goneOnWith(story).has(message) && !allAnsweredElsewhere(story).has(message)),
    ({ message }) => message.from.party,
  );
  const expected = 'no message of the procedure is sent that nothing calls for';
  const inOtherNames = story.forged.flatMap(({ message, inTheNameOf, writers }) => {
    const observed = `${describe(story, message)} was sent, and the ${inTheNameOf} did not send it`;
    const [writer, another] = writers;
    if (writer === undefined) return [];
    const claim = { party: writer, expected };
    return [another === undefined ? say.fail(claim, observed, [message]) : say.unsure(claim, observed, [message])];
  });
  const writers = new Set([...byWriter(story, isOfTheProcedure).keys(), ...strays.keys()]);
  const called = [...writers].flatMap((party) => {
    if (party === null) return [];
    const partyStrays = strays.get(party) ?? [];
    const surest = partyStrays.find(({ reading, unless }) => reading === undefined && unless === undefined);
    const first = surest ?? partyStrays[0];
    if (!first) return [say.pass({ party, expected }, 'none was', [])];
    const claim = { party, expected, ...(first.reading !== undefined && { reading: first.reading }) };
    const observed = `${describe(story, first.message)} was sent, but ${first.because}`;
    const evidence = partyStrays.map(({ message }) => message);
    if (story.isAskedUnseen) return [say.unsure(claim, `${observed} as far as can be seen`, evidence)];
    if (first.unless !== undefined) return [say.unsure(claim, `${observed}; ${first.unless}`, evidence)];
    return [say.fail(claim, observed, evidence)];
  });
  return [...inOtherNames, ...called];
});

export const wire: readonly Check[] = [valid, calledFor];
