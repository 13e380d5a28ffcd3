// What the final responses to a message's requests come to: the message was taken, or refused, and where they stand for an
// information flow that flow is handed to the party that asked.

import type { DeliveryOutcome, OutboundMessage } from '../../../ports/adapter';
import { overloadIn, saysOverload } from '../../../ports/overload';
import type { FlowBodies } from '../../../procedure/generated/flow-bodies';
import type { RequestFlow } from '../flows/carriage';
import type { FlowContext } from '../flows/context';
import { decodeHttpResponse } from '../flows/decode/decode-http';
import { decodeResponse } from '../flows/decode/decode-response';
import type { DecodedResponse } from '../flows/decode/decoded';
import type { Requests } from '../flows/encode/draft';
import { handUp } from './taking/hand-up';
import type { Shared } from './shared';
import type { Station } from './station';
import { challengeIn } from './challenged';
import type { Got } from './exchange';

type Answered = Extract<Got, { kind: 'answered' }>;

export async function finish(
  all: readonly Got[],
  message: OutboundMessage,
  { settles }: Requests,
  context: FlowContext,
  by: Station,
  shared: Shared,
): Promise<DeliveryOutcome> {
  const failed = all.find((got) => got.kind === 'failed');
  if (failed?.kind === 'failed' && failed.unread) return chargedWithAnswer(failed.unread, failed.detail, message, by);
  if (failed?.kind === 'failed' && failed.told) return { outcome: 'refused', detail: failed.detail };
  if (failed?.kind === 'failed')
    return { outcome: 'undeliverable', detail: failed.detail, ...(failed.timedOut && { timedOut: true }) };
  const answered = all.filter((got): got is Answered => got.kind === 'answered');
  // Several requests are one message: it comes to what the worst of them came to.
  const worst = answered.find(({ status }) => status >= 300) ?? answered.at(-1);
  if (!worst) return { outcome: 'undeliverable', detail: 'there was nothing to send' };
  if (worst.status === 401 || worst.status === 407)
    return { outcome: 'challenged', detail: challengeIn(worst, by.digest !== undefined), ...answerOf(worst) };
  const { advice = [] } = worst;
  if (saysOverload(worst.status, advice))
    return {
      outcome: 'overloaded',
      detail: overloadIn([String(worst.status), ...advice].join(', ')),
      ...answerOf(worst),
    };
  if (worst.status < 300) for (const set of settles) shared.sentSets.settle(set);
  const decoded = meaningOf(message, worst, context, shared);
  const detail = worst.wire['status'] ?? '';
  // Who asks whether it is valid SIP reads the answers to the others as well.
  const each = [worst, ...answered.filter((one) => one !== worst)];
  if (decoded.kind === 'taken') return { outcome: 'accepted', detail, ...answerOf(...each) };
  if (decoded.kind === 'failure' && decoded.unread)
    return chargedWithAnswer(Buffer.from(textOf([worst])), decoded.detail, message, by);
  if (decoded.kind === 'failure') return { outcome: 'refused', detail: decoded.detail, ...answerOf(...each) };
  const { messageId, wire } = worst;
  const errors = [...each.flatMap(({ faults = [] }) => faults), ...decoded.strict];
  await handUp(by, decoded.flow, { raw: textOf(each), messageId, wire, errors });
  return { outcome: 'accepted', detail };
}

/** By HTTP an answer has a body that is a document of its own. */
const answerOf = (...each: readonly Answered[]): { readonly answer?: string } =>
  each.some(({ wire }) => wire['transport'] === 'HTTP') ? {} : { answer: textOf(each) };

const textOf = (each: readonly Answered[]): string => each.map(({ raw }) => raw()).join('');

/** What whoever was asked sent cannot be read: that is its own, and no loss on the way. */
function chargedWithAnswer(unread: Buffer, why: string, message: OutboundMessage, by: Station): DeliveryOutcome {
  const problem = `its answer to ${message.flow}: ${why}`;
  const raw = unread.toString('utf8');
  const refused = { from: String(message.body['to']), readable: JSON.stringify(message.body) };
  by.receiver.onMalformed({ raw, problem, wire: {}, refused });
  return { outcome: 'refused', detail: problem };
}

function meaningOf(message: OutboundMessage, got: Answered, context: FlowContext, shared: Shared): DecodedResponse {
  // Each request flow has the body that its name says; a mutant's may lack elements, which the translation bears.
  const request = { flow: message.flow, body: message.body } as unknown as {
    readonly flow: RequestFlow;
    readonly body: FlowBodies[RequestFlow];
  };
  if (request.flow !== 'get-group-configuration-request.server-gms') return decodeResponse(request, got);
  const body = request.body as FlowBodies['get-group-configuration-request.server-gms'];
  return decodeHttpResponse(body, got, { ...context, library: shared.library });
}
