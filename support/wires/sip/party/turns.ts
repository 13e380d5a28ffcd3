// Publications and notifications tell complete sets: each waits until the one before it between the same two has come to its
// end, so that none is made of a set that is about to change. All others go at once.

import type { OutboundMessage } from '../../../ports/adapter';
import { CARRIAGES } from '../flows/carriage';

/**
 * Resolves when it is the turn of a message, to what ends it.
 * @param onWait called where it has to wait
 */
export type Turns = (message: Pick<OutboundMessage, 'flow' | 'by' | 'body'>, onWait: () => void) => Promise<() => void>;

export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  return async ({ flow, by: sender, body }, onWait) => {
    const { by } = CARRIAGES[flow];
    if (by !== 'PUBLISH' && by !== 'NOTIFY') return () => undefined;
    // A gateway passes on what somebody else waits for.
    const pair = `${by} ${String(sender)} ${String(body['from'])} ${String(body['to'])}`;
    const before = last.get(pair);
    let end = (): void => undefined;
    const turn = new Promise<void>((resolve) => (end = resolve));
    last.set(pair, turn);
    if (before) {
      onWait();
      await before;
    }
    return () => {
      if (last.get(pair) === turn) last.delete(pair);
      end();
    };
  };
}
