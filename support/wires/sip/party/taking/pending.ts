// Requests that a party has taken and not answered yet. Each waits for the flows that answer it, and is ended in time where
// none comes: RFC 4320 forbids 408 to what is no INVITE, so it is 500. Never more than a limit. Unaware of what carries a request.

import { decodeResponse } from '../../flows/decode/decode-response';
import type { DecodedFlow, DecodedResponse } from '../../flows/decode/decoded';
import type { Answer } from '../../flows/encode/draft';
import { isAnswered, type AnswerTo } from '../../flows/correlation';
import type { RequestFlow } from '../../flows/carriage';
import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import { headersNamed } from '../header-list';

export interface Reply extends Pick<Answer, 'status' | 'reason' | 'headers' | 'part'> {
  /** The id of the message that answers, where it has one. */
  readonly messageId?: string;
}

/** A response whose bytes are fixed. */
export interface LeavingReply {
  readonly bytes: Buffer;
  /** Resolves once it is on the wire, to what kept it from there. */
  readonly leave: () => Promise<string | undefined>;
}

export interface Taken {
  readonly flows: readonly DecodedFlow[];
  readonly prepare: (reply: Reply) => LeavingReply;
}

export interface PreparedAnswer extends LeavingReply {
  readonly status: number;
  /** As whoever asked reads it. */
  readonly meaning: DecodedResponse;
}

interface Whole extends LeavingReply {
  readonly reply: Reply;
}

interface Held extends Taken {
  readonly open: Set<DecodedFlow>;
  readonly replies: Reply[];
  readonly cancel: () => void;
  /** Resolves to the one response for all flows of the request; to nothing where it ended otherwise. */
  readonly whole: Promise<Whole | undefined>;
  readonly complete: (whole: Whole | undefined) => void;
}

export interface Pending {
  /** What is returned forgets it, where it was refused after all. */
  hold(taken: Taken): () => void;
  /**
   * The response to the request that an answer is for; undefined where there is none. One request can be two flows: its
   * response is made when both have their answer.
   * @param onWait called where the answer to another flow is still to come
   */
  prepare(answer: Answer, messageId: string, onWait: () => void): Promise<PreparedAnswer | undefined>;
  close(): void;
}

const MOST = 10_000;
const UNANSWERED: Reply = { status: 500, headers: [] };

/** @param patienceMs shorter than the time after which whoever asked gives up */
export function createPending(
  patienceMs: number,
  after: (milliseconds: number, run: () => void) => () => void,
): Pending {
  const held = new Set<Held>();

  function forget(one: Held): void {
    one.cancel();
    held.delete(one);
    one.complete(undefined);
  }

  function giveUp(one: Held): void {
    forget(one);
    void one.prepare(UNANSWERED).leave();
  }

  function find({ answers }: Answer): { readonly one: Held; readonly flow: DecodedFlow } | undefined {
    return match(answers) ?? match(withoutSubject(answers)) ?? match(toWhoeverAsked(answers));
  }

  function match(answers: AnswerTo) {
    for (const one of held)
      for (const flow of one.open)
        // What was decoded has the elements that the wire carries, which are those that are compared.
        if (isAnswered(answers, flow.flow, flow.body as FlowBodies[RequestFlow])) return { one, flow };
    return undefined;
  }

  function complete(one: Held): void {
    // What was refused of it is what it comes to.
    const reply = one.replies.find(({ status }) => status >= 300) ?? one.replies.at(-1) ?? UNANSWERED;
    const { bytes, leave } = one.prepare(reply);
    let left: Promise<string | undefined> | undefined;
    one.complete({ reply, bytes, leave: () => (left ??= leave()) });
    forget(one);
  }

  return {
    hold(taken) {
      const [oldest] = held;
      if (held.size >= MOST && oldest) giveUp(oldest);
      let settle = (_whole: Whole | undefined): void => undefined;
      const whole = new Promise<Whole | undefined>((resolve) => (settle = resolve));
      const one: Held = {
        open: new Set(taken.flows),
        replies: [],
        cancel: after(patienceMs, () => giveUp(one)),
        whole,
        complete: settle,
        ...taken,
      };
      held.add(one);
      return () => forget(one);
    },
    async prepare(answer, messageId, onWait) {
      const match = find(answer);
      if (!match) return undefined;
      const { one, flow } = match;
      one.open.delete(flow);
      one.replies.push({ ...answer, messageId });
      if (one.open.size === 0) complete(one);
      else onWait();
      const whole = await one.whole;
      if (!whole) return undefined;
      const { reply, bytes, leave } = whole;
      const warnings = headersNamed(reply.headers, 'Warning');
      const request = { flow: flow.flow as RequestFlow, body: flow.body as FlowBodies[RequestFlow] };
      const meaning = decodeResponse(request, { status: reply.status, warnings });
      return { status: reply.status, bytes, leave, meaning };
    },
    close() {
      for (const one of [...held]) forget(one);
    },
  };
}

/** An answer that names another subject still answers, wrongly, the one request between the two. */
const withoutSubject = ({ subject: _, ...others }: AnswerTo): AnswerTo => others;

/** A client is told under the identity that its server was told under (M-13): it answers its server, whoever that names. */
const toWhoeverAsked = (answers: AnswerTo): AnswerTo => {
  const { from: _, ...others } = answers;
  return answers.flows.every((flow) => flow.endsWith('.server-client')) ? others : answers;
};
