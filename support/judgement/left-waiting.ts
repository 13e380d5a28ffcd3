// Products that left a played party waiting for what it needs beside a regroup, such as a configuration that it fetches: what the
// played party could not do without it is no fault of ours. Pure.

import type { Story } from '../oracle/story';
import { FLOWS, isFlowId, isOfRegroup, type FlowId } from '../procedure/flows';
import type { PartyName } from '../procedure/roles';

/** Each request that has an answer; of those of a regroup the checks speak. */
const ANSWERS: ReadonlyMap<FlowId, FlowId> = new Map(
  [...FLOWS.values()].flatMap(({ id, from, to }) => {
    const answer = id.replace('-request.', '-response.').replace(`${from}-${to}`, `${to}-${from}`);
    return isOfRegroup(id) || !id.includes('-request.') || !isFlowId(answer) ? [] : [[id, answer] as const];
  }),
);
const QUESTIONS: ReadonlyMap<FlowId, FlowId> = new Map([...ANSWERS].map(([question, answer]) => [answer, question]));

/** Each with the first flow that it left unanswered, in words that follow its name. */
export function leftWaiting(
  { messages }: Pick<Story, 'messages'>,
  isUnderTest: (party: PartyName) => boolean,
): ReadonlyMap<PartyName, string> {
  /** By flow, and by who asked and who was asked. */
  const open = new Map<string, { readonly flow: FlowId; readonly by: PartyName; unanswered: number }>();
  for (const { flow, from, to } of messages) {
    if (from.party === null || to.party === null) continue;
    const question = QUESTIONS.get(flow);
    const answered = question && open.get(`${question} ${to.party} ${from.party}`);
    if (answered) answered.unanswered -= 1;
    if (!ANSWERS.has(flow) || !isUnderTest(to.party) || isUnderTest(from.party)) continue;
    const key = `${flow} ${from.party} ${to.party}`;
    const asked = open.get(key) ?? { flow, by: to.party, unanswered: 0 };
    asked.unanswered += 1;
    open.set(key, asked);
  }
  const waiting = new Map<PartyName, string>();
  for (const { flow, by, unanswered } of open.values())
    if (unanswered > 0 && !waiting.has(by)) waiting.set(by, `left ${flow} unanswered`);
  return waiting;
}
