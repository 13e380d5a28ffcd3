// What was refused where it was sent, and acted on all the same. Whoever refuses a message has not taken it: what it goes on to do
// nothing calls for, and a cancellation that was refused ends nothing.

import { grouped } from '../../../../oracle/grouped';
import type { FlowId } from '../../../../procedure/flows';
import { regroupIdOf, text, type Message } from '../../../../oracle/story/message';
import { pair } from '../../../../oracle/story/timeline';
import type { Story } from '../../../../oracle/story';
import { isPositive, type Attempt } from './attempt';

type Answers = Pick<Story, 'refusals' | 'malformed'>;

/** With what a message was refused; an answer that cannot be read refuses nothing. */
export function refusalOf({ refusals, malformed }: Answers, { id }: Message): string | undefined {
  const answer = refusals.get(id);
  return answer === undefined || malformed.some(({ problem }) => problem === answer) ? undefined : answer;
}

export const inSpiteOf = (refusal: string): string =>
  `what called for it was refused with ${refusal} and acted on all the same`;

const CANCEL_PARTNER = 'preconfigured-regroup-cancel-request.server-server';
const CANCEL_PARTNER_ANSWER = 'preconfigured-regroup-cancel-response.server-server';
const CANCEL_ANSWERS: ReadonlySet<FlowId | undefined> = new Set<FlowId>([
  'preconfigured-regroup-cancel-response.server-client',
  CANCEL_PARTNER_ANSWER,
]);

/** With what a request to cancel was refused. */
export interface Refusal {
  readonly words: string;
  /** The message itself was refused, so that no answer of the procedure comes. */
  readonly isOfMessage: boolean;
}

/** @returns how each request to cancel was refused, if it was, by whatever answer came in the end */
export function readCancelRefusals(
  answers: Answers,
  messages: readonly Message[],
): (request: Message) => Refusal | undefined {
  const failed = failedByItself(messages);
  const inVain = handedOnInVain(messages);
  return (request) => {
    // What its user is answered then is what it was answered itself, be it in words that cannot be read.
    if ((inVain.get(pair(request.to.id, regroupIdOf(request) ?? '')) ?? 0) > request.seq) return undefined;
    const words = refusalOf(answers, request);
    if (words !== undefined) return { words, isOfMessage: true };
    return failed.has(request.id) ? { words: 'failure', isOfMessage: false } : undefined;
  };
}

/** When a server that had handed a request to cancel on was last refused by whom it asked. By server and identity. */
const handedOnInVain = (messages: readonly Message[]): ReadonlyMap<string, number> =>
  new Map(
    messages
      .filter((message) => message.flow === CANCEL_PARTNER_ANSWER && text(message, 'result') === 'failure')
      .map((message) => [pair(message.to.id, regroupIdOf(message) ?? ''), message.seq]),
  );

/** The requests to cancel that were answered with failure, and handed on to nobody by then, so that no other server failed. By id. */
function failedByItself(messages: readonly Message[]): ReadonlySet<string> {
  const failed = new Set<string>();
  /** What is not answered yet, the oldest first, by asker, asked and identity. */
  const waiting = new Map<string, Message[]>();
  /** When a server last asked another to cancel, with the identity. */
  const handedOn = new Map<string, number>();
  for (const message of messages) {
    const { flow, from, to, seq } = message;
    const id = regroupIdOf(message) ?? '';
    if (flow === CANCEL_PARTNER) handedOn.set(pair(from.id, id), seq);
    if (flow === CANCEL_PARTNER || flow === 'preconfigured-regroup-cancel-request.client-server') {
      const way = pair(pair(from.id, to.id), id);
      waiting.set(way, [...(waiting.get(way) ?? []), message]);
    } else if (CANCEL_ANSWERS.has(flow)) {
      const request = waiting.get(pair(pair(to.id, from.id), id))?.shift();
      const isItsOwn = request !== undefined && (handedOn.get(pair(from.id, id)) ?? 0) < request.seq;
      if (isItsOwn && text(message, 'result') === 'failure') failed.add(request.id);
    }
  }
  return failed;
}

interface Deed {
  readonly message: Message;
  readonly because: string;
}

/** What servers and clients did with requests for a regroup that they had refused, the first for each request. */
export const actedOnAllTheSame = (
  story: Answers & Pick<Story, 'abilities'> & { readonly attempts: readonly Attempt[] },
): readonly Deed[] =>
  story.attempts.flatMap(({ step2, step4b, step12, ownStep7, ownStep9, legs }) => {
    const legsAsked = [...legs.values()];
    const asked = [...legsAsked.flatMap(({ step5 }) => step5), ...ownStep7];
    // Where one response at the end is all that a requester gets, others were asked before it by rights.
    const goingOn = [...step4b.filter(isPositive), ...(story.abilities.returnsRequest ? asked : []), ...step12];
    return [
      ...deedsInSpite(story, [step2], goingOn),
      ...legsAsked.flatMap(({ step5, step7, step11 }) => deedsInSpite(story, step5, [...step7, ...step11])),
      ...[{ step7: ownStep7, step9: ownStep9 }, ...legsAsked].flatMap(({ step7, step9 }) =>
        answersInSpite(story, step7, step9),
      ),
    ];
  });

/** Whoever is asked answers for itself. */
function answersInSpite(story: Answers, requests: readonly Message[], answers: readonly Message[]): readonly Deed[] {
  const byAsked = grouped(requests, ({ to }) => to.id);
  return answers.flatMap((answer) => deedsInSpite(story, byAsked.get(answer.from.id) ?? [], [answer]));
}

/** Of several requests one that was taken is enough. */
function deedsInSpite(story: Answers, requests: readonly Message[], acts: readonly Message[]): readonly Deed[] {
  const answers = requests.map((request) => refusalOf(story, request));
  const [answer] = answers;
  const [message] = acts.toSorted((one, other) => one.seq - other.seq);
  if (message === undefined || answer === undefined || answers.includes(undefined)) return [];
  return [{ message, because: inSpiteOf(answer) }];
}
