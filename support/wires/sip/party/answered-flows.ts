// Which flows are requests that another flow answers, by what carries each. The others are taken, and that is all.

import type { FlowId } from '../../../procedure/flows';
import { CARRIAGES } from '../flows/carriage';

const ANSWERED: ReadonlySet<FlowId> = new Set(
  Object.values(CARRIAGES).flatMap((carriage) => (carriage.by === 'answer' ? carriage.to : [])),
);

export const awaitsAnswer = (flow: FlowId): boolean => ANSWERED.has(flow);
