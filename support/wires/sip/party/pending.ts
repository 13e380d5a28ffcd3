// Requests that a party has taken and not answered yet. Each waits for the flows that answer it, and is ended in time where
// none comes: RFC 4320 forbids 408 to what is no INVITE, so it is 500. Never more than a limit. Unaware of what carries a request.

import { decodeResponse } from '../flows/decode/decode-response';
import type { DecodedFlow, DecodedResponse } from '../flows/decode/decoded';
import type { Answer } from '../flows/encode/draft';
import { isAnswered, type AnswerTo } from '../flows/correlation';
import type { RequestFlow } from '../flows/carriage';
import type { FlowBodies } from '../../../procedure/generated/flow-bodies';
import { headersNamed } from './header-list';

export interface Reply extends Pick<Answer, 'status' | 'reason' | 'headers' | 'part'> {
  /** The id of the message that answers, where it has one. */
  readonly messageId?: string;
}

export interface Taken {
  readonly flows: readonly DecodedFlow[];
  /** Resolves once it is on the wire, to what kept it from there. */
  readonly reply: (reply: Reply) => Promise<string | undefined>;
}

interface Held extends Taken {
  readonly open: Set<DecodedFlow>;
  readonly said: Reply[];
  readonly cancel: () => void;
}

export interface Pending {
  /** What is returned forgets it, where it was refused after all. */
  hold(taken: Taken): () => void;
  /** The request that an answer is for, as whoever asked reads the answer; undefined where there is none. */
  preview(answer: Answer): DecodedResponse | undefined;
  /** Resolves to what kept the answer from the wire. */
  answer(answer: Answer, messageId: string): Promise<string | undefined>;
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

  function end(one: Held, reply: Reply): Promise<string | undefined> {
    one.cancel();
    held.delete(one);
    return one.reply(reply);
  }

  function find({ answers }: Answer): { readonly one: Held; readonly flow: DecodedFlow } | undefined {
    return match(answers) ?? match(withoutSubject(answers));
  }

  function match(answers: AnswerTo) {
    for (const one of held)
      for (const flow of one.open)
        // What was decoded has the elements that the wire carries, which are those that are compared.
        if (isAnswered(answers, flow.flow, flow.body as FlowBodies[RequestFlow])) return { one, flow };
    return undefined;
  }

  return {
    hold(taken) {
      const [oldest] = held;
      if (held.size >= MOST && oldest) void end(oldest, UNANSWERED);
      const one: Held = {
        ...taken,
        open: new Set(taken.flows),
        said: [],
        cancel: after(patienceMs, () => void end(one, UNANSWERED)),
      };
      held.add(one);
      return () => {
        one.cancel();
        held.delete(one);
      };
    },
    preview(answer) {
      const flow = find(answer)?.flow;
      if (!flow) return undefined;
      const warnings = headersNamed(answer.headers, 'Warning');
      const request = { flow: flow.flow as RequestFlow, body: flow.body as FlowBodies[RequestFlow] };
      return decodeResponse(request, { status: answer.status, warnings });
    },
    async answer(answer, messageId) {
      const found = find(answer);
      if (!found) return 'no request waits for it';
      const { one, flow } = found;
      one.open.delete(flow);
      one.said.push({ ...answer, messageId });
      if (one.open.size > 0) return undefined;
      // One publication can be two flows: what was refused of it is what it comes to.
      const worst = one.said.find(({ status }) => status >= 300) ?? one.said.at(-1);
      return end(one, worst ?? UNANSWERED);
    },
    close() {
      for (const { cancel } of held) cancel();
      held.clear();
    },
  };
}

/** An answer that names another subject still answers, wrongly, the one request between the two. */
const withoutSubject = ({ flows, from, to }: AnswerTo): AnswerTo => ({ flows, from, to });
