// What is waited for once the regroup is initiated: steps 5, 11 and 12 here, steps 7 and 9 at the workers, until nothing new comes.

import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TraceEvent } from '../evidence/trace';
import { deadlineIn } from '../ports/lateness';
import type { FlowId } from '../procedure/flows';
import type { Colleague } from './colleague';
import type { Conducted } from './summary';

const STEP_5: FlowId = 'preconfigured-regroup-request.server-server';
const STEP_11: FlowId = 'preconfigured-regroup-response.server-server';
const STEP_12: FlowId = 'preconfigured-regroup-response.server-client';
const REJECT: FlowId = 'preconfigured-regroup-reject.server-client';

const LOOK_EVERY_MS = 50;
const QUIET_MS = 500;

export interface Marks {
  hear(event: TraceEvent): void;
  start(): void;
  /** The regroup is formed, or was refused. */
  isConcluded(): boolean;
  read(): Pick<Conducted, 'step5At' | 'step11At' | 'step12At'>;
}

export function watchSteps(): Marks {
  const at = new Map<FlowId, number>();
  let isOn = false;
  let isRefused = false;
  return {
    hear(event) {
      if (!isOn || event.kind !== 'message') return;
      if (!at.has(event.flow)) at.set(event.flow, event.at);
      if (event.flow === REJECT) isRefused = true;
    },
    start: () => (isOn = true),
    isConcluded: () => isRefused || at.has(STEP_12),
    read: () => ({ step5At: at.get(STEP_5), step11At: at.get(STEP_11), step12At: at.get(STEP_12) }),
  };
}

/** @returns how long there was nothing new when it was decided that nothing more would come */
export async function untilTold(
  colleagues: readonly Colleague[],
  seen: () => number,
  marks: Marks,
  { acknowledges, patienceMs, signal }: { acknowledges: boolean; patienceMs: number; signal: AbortSignal },
): Promise<number> {
  let before = '';
  let since = performance.now();
  let patience = deadlineIn(patienceMs);
  let rest = deadlineIn(QUIET_MS);
  for (;;) {
    const here = colleagues.filter((one) => one.lost() === undefined);
    const count = here.map((one) => `${one.state().asked} ${one.state().taken}`).join();
    if (`${count} ${seen()}` !== before) {
      before = `${count} ${seen()}`;
      since = performance.now();
      patience = deadlineIn(patienceMs);
      rest = deadlineIn(QUIET_MS);
    }
    const isComplete = here.every((one) => {
      const { asked, taken } = one.state();
      return asked >= one.share.count && (!acknowledges || taken >= one.share.count);
    });
    if (patience.left() <= 0 || (isComplete && marks.isConcluded() && rest.left() <= 0))
      return performance.now() - since;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}
