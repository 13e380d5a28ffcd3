// Which request an answer belongs to: one of the flows that it can answer, between the same two, about the same subject.
// Unaware of transactions.

import type { FlowBody, FlowId } from '../../../procedure/flows';
import { canonical } from '../../../procedure/identities';
import { CARRIAGES } from './carriage';

export interface AnswerTo {
  readonly flows: readonly FlowId[];
  /** Who asked; undefined where whoever did is right. */
  readonly from?: string;
  /** Who was asked. */
  readonly to: string;
  /** Where the answer tells it. */
  readonly subject?: string;
}

export function answerTo(flow: FlowId, asWritten: FlowBody): AnswerTo {
  const body = canonical(asWritten);
  const carriage = CARRIAGES[flow];
  const subject = subjectOf(body);
  return {
    flows: carriage.by === 'answer' ? carriage.to : [],
    from: body.to,
    to: body.from,
    ...(subject !== undefined && { subject }),
  };
}

export function isAnswered(answer: AnswerTo, flow: FlowId, asWritten: FlowBody): boolean {
  const body = canonical(asWritten);
  const subject = subjectOf(body);
  return (
    answer.flows.includes(flow) &&
    (answer.from === undefined || answer.from === body.from) &&
    answer.to === body.to &&
    (subject === undefined || answer.subject === undefined || answer.subject === subject)
  );
}

const groups = (list: readonly string[]): string => JSON.stringify(list.toSorted());

/** The regroup group, the group or groups, or else the user. */
function subjectOf(body: FlowBody): string | undefined {
  if ('regroupGroupId' in body) return body.regroupGroupId;
  if ('mcServiceGroupId' in body) return body.mcServiceGroupId;
  if ('preconfiguredGroupId' in body || 'reason' in body || 'authorizationResult' in body) return undefined;
  if ('mcServiceGroupIdList' in body)
    return groups(body.mcServiceGroupIdList) + ('mcServiceId' in body ? ` ${body.mcServiceId}` : '');
  return 'mcServiceId' in body ? body.mcServiceId : undefined;
}
