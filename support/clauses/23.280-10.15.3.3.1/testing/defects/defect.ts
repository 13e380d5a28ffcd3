// A trace that differs from a conforming one in one defect, with the requirement that must fail for it.

import type { TraceEvent } from '../../../../evidence/trace';

export interface Defect {
  readonly requirement: string;
  readonly says: string;
  readonly events: readonly TraceEvent[];
}

export const defect = (requirement: string, says: string, events: readonly TraceEvent[]): Defect => ({
  requirement,
  says,
  events,
});
