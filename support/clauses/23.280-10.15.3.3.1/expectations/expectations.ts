// What the Then phrases about messages ask: who receives what, in which order, and who receives nothing more. Those about
// what became of the regroup are in expectations-of-state.ts.

import { stepOf } from '../figure';
import { entityOf, type McSystemName } from '../../../procedure/roles';
import type { JudgeOptions } from '../../../oracle/check';
import { askedBefore, askedByMulticast, askedInParts, cancelledForAnother, neverAsked } from './excuses';
import type { Ability } from '../../../ports/abilities';
import { carries, shown, shownAll, sinceStimulus, type Expectation, type Instead } from '../../../oracle/expectation';
import type { Story } from '../../../oracle/story';
import { formationOf } from '../formation';
import { isNegative, regroupIdFor } from '../story/attempts/attempt';
import { earlierIds, subject } from './subject';
import { regroupIdOf, text, type Message } from '../../../oracle/story/message';

export * from './expectations-of-state';
export type { Expectation } from '../../../oracle/expectation';

const AT_CLIENTS = ['server-client'];
const AT_SERVERS = ['client-server', 'server-server'];

const toUser = (story: Story, user: string): readonly Message[] =>
  sinceStimulus(story).filter(({ to }) => to.id === user);

export const requestReturn = (user: string, authorized: boolean): Expectation => ({
  text: `${shown(user)} receives a preconfigured regroup request return: ${authorized ? 'authorized' : 'not authorized'}`,
  silent: false,
  met: (story) =>
    toUser(story, user).some(
      (message) =>
        message.flow === 'preconfigured-regroup-request-return.server-client' &&
        text(message, 'authorizationResult') === (authorized ? 'success' : 'failure'),
    ),
  ...(authorized && { unless: [{ lacks: 'returnsRequest' }] }),
});

export const reject = (user: string, reason: string): Expectation => ({
  text: `${shown(user)} receives a preconfigured regroup reject: ${reason.replaceAll('-', ' ')}`,
  silent: false,
  met: (story) =>
    toUser(story, user).some(
      (message) => message.flow === 'preconfigured-regroup-reject.server-client' && text(message, 'reason') === reason,
    ),
  unless: [{ lacks: 'givesReasonOfReject', instead: someReject(user) }],
  excuse: cancelledForAnother,
});

const someReject = (user: string): Expectation => ({
  text: `${shown(user)} receives a preconfigured regroup reject`,
  silent: false,
  met: (story) => toUser(story, user).some(({ flow }) => flow === 'preconfigured-regroup-reject.server-client'),
  excuse: cancelledForAnother,
});

const REQUEST = 'preconfigured-regroup-request';

/** Of a flow of the features. */
const inWords = (flow: string): string => flow.replaceAll('-', ' ');

export const userReceives = (users: readonly string[], flow: string): Expectation => ({
  text:
    users.length === 1
      ? `${shownAll(users)} receives one ${inWords(flow)}`
      : `${shownAll(users)} receive one ${inWords(flow)} each`,
  silent: false,
  met: (story) => users.every((user) => isReceivedOnce(story, user, flow)),
  observed: (story) =>
    users
      .filter((user) => !isReceivedOnce(story, user, flow))
      .map((user) => `${shown(user)} received ${receivedBy(story, user, flow).length || 'none'}`)
      .join(', '),
  ...(flow === REQUEST && { unless: [{ lacks: 'findsMembersElsewhere', instead: eachReceives(users, flow) }] }),
});

/** Members whom a primary serves may be asked at any time: what comes late tells nothing of another regroup, asked for since. */
const receivedBy = (story: Story, user: string, flow: string): readonly Message[] =>
  toUser(story, user).filter(
    (message) =>
      carries(message, flow, AT_CLIENTS) &&
      !(flow === REQUEST && (subject(story)?.step2.seq ?? 0) > story.stimulus && isOfEarlier(story, message)),
  );

function isReceivedOnce(story: Story, user: string, flow: string): boolean {
  const received = receivedBy(story, user, flow);
  return received.length === 1 || (received.length > 1 && received.every(isByMulticast));
}

/** Once or more: whoever is named by several servers is asked for each (TS 24.379 16.2.2.4); how often is for the checks. */
const eachReceives = (users: readonly string[], flow: string): Expectation => ({
  text:
    users.length === 1
      ? `${shownAll(users)} receives a ${inWords(flow)}`
      : `${shownAll(users)} each receive a ${inWords(flow)}`,
  silent: false,
  met: (story) => users.every((user) => receivedBy(story, user, flow).length > 0),
  observed: (story) => {
    const left = users.filter((user) => receivedBy(story, user, flow).length === 0);
    return `${shownAll(left)} received none`;
  },
});

/** What is sent by multicast may be sent again: whoever listens hears it once or several times. */
const isByMulticast = (message: Message): boolean => text(message, 'delivery') === 'multicast';

export const userReceivesNo = (users: readonly string[], flow: string): Expectation => ({
  text: `${shownAll(users)} ${users.length === 1 ? 'receives' : 'receive'} no ${inWords(flow)}`,
  silent: true,
  met: (story) => !users.some((user) => receivedBy(story, user, flow).length > 0),
  ...(flow === REQUEST && { excuse: askedBefore(users) }),
});

const atServer = (story: Story, system: McSystemName, flow: string): boolean =>
  sinceStimulus(story).some(
    (message) => message.to.party === entityOf(system, 'server') && carries(message, flow, AT_SERVERS),
  );

export const serverReceives = (system: McSystemName, flow: string): Expectation => ({
  text: `the ${system} MC service server receives a ${inWords(flow)}`,
  silent: false,
  met: (story) => atServer(story, system, flow),
  ...(flow === 'preconfigured-regroup-response' && { excuse: askedByMulticast(system) }),
  ...(flow === 'preconfigured-regroup-cancel-request' && { excuse: neverAsked(system) }),
  ...(flow === 'preconfigured-regroup-response' &&
    system !== 'primary' && { unless: [{ lacks: 'clientsAcknowledge' }] }),
});

export const serverReceivesNo = (system: McSystemName, flow: string): Expectation => ({
  text: `the ${system} MC service server receives no ${inWords(flow)}`,
  silent: true,
  met: (story) => !atServer(story, system, flow),
});

export const serverAnswers = (system: McSystemName, flow = 'preconfigured-regroup-response'): Expectation => ({
  text: `the ${system} MC service server answers with a ${inWords(flow)}`,
  silent: false,
  met: (story) =>
    sinceStimulus(story).some(
      (message) => message.from.party === entityOf(system, 'server') && carries(message, flow, ['server-server']),
    ),
});

export const serverRejects = (system: McSystemName, reason: string): Expectation => ({
  text: `the ${system} MC service server answers with a preconfigured regroup reject: ${reason.replaceAll('-', ' ')}`,
  silent: false,
  met: (story) =>
    sinceStimulus(story).some(
      (message) =>
        message.flow === 'preconfigured-regroup-reject.server-server' &&
        message.from.party === entityOf(system, 'server') &&
        text(message, 'reason') === reason,
    ),
  ...(reason !== 'group-already-regrouped' && {
    unless: [{ lacks: 'givesReasonOfReject', instead: serverAnswers(system, 'preconfigured-regroup-reject') }],
  }),
});

const LEAVING = new Set(['5', '7', '11', '12']);

/** What is still sent for a regroup that was formed before the stimulus leaves for no other, though that gives its identity. */
function isOfEarlier(story: Story, message: Message): boolean {
  const formation = formationOf(story);
  const id = regroupIdOf(message);
  const attempt = subject(story);
  if (id === undefined || !earlierIds(formation).has(id)) return false;
  if (attempt === undefined || id !== regroupIdFor(attempt)) return true;
  const requests = [attempt.ownStep7, ...[...attempt.legs.values()].map(({ step7 }) => step7)].flat();
  return stepOf(message.flow) === '7' && !requests.includes(message);
}

export const nothingLeaves = (system: McSystemName): Expectation => ({
  text: `nothing leaves the ${system} MC system: its server sends no request and no response`,
  silent: true,
  met: (story) =>
    !sinceStimulus(story).some(
      (message) =>
        message.from.party === entityOf(system, 'server') &&
        LEAVING.has(stepOf(message.flow) ?? '') &&
        !isOfEarlier(story, message),
    ),
  excuse: askedInParts,
});

export interface StepRow {
  readonly step: string;
  /** A user's name, or `primary server` and the like. */
  readonly from: string;
  readonly to: string;
}

/**
 * @param ordering `lenient`: what one party sends to different receivers has no order among itself
 */
export const stepsInOrder = (rows: readonly StepRow[], ordering: JudgeOptions['ordering'] = 'strict'): Expectation => ({
  text: `the steps follow each other: ${rows.map(({ step, from, to }) => `${step} from ${from} to ${to}`).join(', ')}`,
  silent: false,
  met(story) {
    const messages = sinceStimulus(story);
    const matches: { readonly row: StepRow; readonly seq: number }[] = [];
    for (const row of rows) {
      const binding = matches.filter(({ row: earlier }) => ordering === 'strict' || mustPrecede(earlier, row));
      const after = Math.max(0, ...binding.map(({ seq }) => seq));
      const message = messages.find((one) => one.seq > after && isStep(story, one, row));
      if (!message) return false;
      matches.push({ row, seq: message.seq });
    }
    return true;
  },
  unless: [
    ...withoutStep('4b', 'returnsRequest', rows, ordering),
    ...withoutStep('9', 'clientsAcknowledge', rows, ordering),
    ...(ordering === 'lenient'
      ? []
      : [{ lacks: 'answersInStepOrder' as const, instead: stepsInOrder(rows, 'lenient') }]),
  ],
});

/** The same without a step that has no message on a wire that lacks the ability. */
function withoutStep(
  step: string,
  lacks: Ability,
  rows: readonly StepRow[],
  ordering: JudgeOptions['ordering'],
): readonly Instead[] {
  const left = rows.filter((row) => row.step !== step);
  return left.length === rows.length ? [] : [{ lacks, instead: stepsInOrder(left, ordering) }];
}

/** The later message's sender had received the earlier one, or sent it to the same receiver. */
const mustPrecede = (earlier: StepRow, later: StepRow): boolean =>
  earlier.to === later.from || (earlier.from === later.from && earlier.to === later.to);

const isStep = (story: Story, { flow, from, to }: Message, row: StepRow): boolean =>
  stepOf(flow) === row.step && from.id === idOf(story, row.from) && to.id === idOf(story, row.to);

function idOf({ places }: Story, name: string): string | undefined {
  const system = / server$/.test(name) ? name.replace(/ server$/, '').replace(' ', '-') : undefined;
  return system === undefined
    ? places.fixture?.users.find((user) => user.name === name)?.id
    : places.fixture?.systems.find((fact) => fact.name === system)?.serverId;
}

/** The last word to the user was said: nothing of the procedure may follow it. */
const isLastWord = (message: Message): boolean =>
  message.flow === 'preconfigured-regroup-reject.server-client' ||
  message.flow === 'preconfigured-regroup-response.server-client' ||
  (message.flow === 'preconfigured-regroup-request-return.server-client' && isNegative(message));

export const receivesNothingMore = (user: string): Expectation => ({
  text: `${shown(user)} receives nothing more`,
  silent: true,
  met(story) {
    const received = toUser(story, user).filter(({ flow }) => flow.startsWith('preconfigured-regroup'));
    const last = received.findIndex(isLastWord);
    return received.length === Math.max(1, last + 1) || received.length === 0;
  },
});

export const proceedsNoFurther = (user: string): Expectation => ({
  text: `${shown(user)} proceeds no further`,
  silent: true,
  met(story) {
    const after = sinceStimulus(story);
    const end = after.findIndex((message) => message.to.id === user && isLastWord(message));
    if (end < 0) return false;
    return !after.slice(end + 1).some(({ from, flow }) => from.id === user && flow.startsWith('preconfigured-regroup'));
  },
});

export const onlyOneFormed = (one: string, other: string): Expectation => ({
  text: `only one of ${shown(one)} and ${shown(other)} receives a preconfigured regroup response`,
  silent: true,
  met: (story) =>
    [one, other].filter((user) =>
      toUser(story, user).some(({ flow }) => flow === 'preconfigured-regroup-response.server-client'),
    ).length === 1,
});
