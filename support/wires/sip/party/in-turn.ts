// Publications and notifications tell complete sets: each waits until the one before it between the same two has come to its
// end, so that none is made of a set that is about to change. All others go at once.

import type { DeliveryOutcome, OutboundMessage } from '../../../ports/adapter';
import { CARRIAGES } from '../flows/carriage';

type Go = () => Promise<DeliveryOutcome>;
type InTurn = (
  message: Pick<OutboundMessage, 'flow' | 'by' | 'body'>,
  go: Go,
  /** Called where it has to wait. */
  onWait: () => void,
) => Promise<DeliveryOutcome>;

export function createInTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return ({ flow, by: sender, body }, go, onWait) => {
    const { by } = CARRIAGES[flow];
    if (by !== 'PUBLISH' && by !== 'NOTIFY') return go();
    // A gateway passes on what somebody else waits for.
    const pair = `${by} ${String(sender)} ${String(body['from'])} ${String(body['to'])}`;
    const before = last.get(pair);
    if (before) onWait();
    const outcome = before ? before.then(go, go) : go();
    last.set(pair, outcome);
    const forget = (): void => {
      if (last.get(pair) === outcome) last.delete(pair);
    };
    outcome.then(forget, forget);
    return outcome;
  };
}
