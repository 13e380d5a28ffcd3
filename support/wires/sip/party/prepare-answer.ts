// Prepares the answer to a request that a party holds: the final response as it leaves, and the flow that whoever asked
// reads in it.

import type { DeliveryOutcome, Leave, OutboundMessage, Prepared, Progress } from '../../../ports/adapter';
import type { Answer } from '../flows/encode/draft';
import { meaningAmong } from './meaning';
import type { PreparedAnswer } from './taking/pending';
import type { Station } from './station';

export async function prepareAnswer(
  answer: Answer,
  { flow, body, messageId }: OutboundMessage,
  { pending }: Station,
  progress: Progress,
): Promise<Prepared> {
  const prepared = await pending.prepare(answer, messageId, () => {
    // What completes it comes after it, if it comes at all.
    progress.left();
    progress.taken();
  });
  if (!prepared)
    return { carried: false, why: 'no request waits for an answer, and stage 3 has no message of its own for it' };
  const leave = leaving(prepared, progress);
  const { meaning, bytes } = prepared;
  if (meaning.kind === 'failure') return { carried: false, why: meaning.detail, leave };
  const raw = bytes.toString('utf8');
  // By HTTP: the document is the message.
  if (meaning.kind === 'taken') return { carried: true, raw, body, errors: [], leave };
  return { carried: true, raw, ...meaningAmong(flow, [meaning.flow], body, meaning.strict), leave };
}

const leaving =
  ({ status, leave }: PreparedAnswer, { left }: Progress): Leave =>
  async (): Promise<DeliveryOutcome> => {
    const answering = leave();
    left();
    const problem = await answering;
    return problem === undefined
      ? { outcome: 'accepted', detail: String(status) }
      : { outcome: 'undeliverable', detail: problem };
  };
