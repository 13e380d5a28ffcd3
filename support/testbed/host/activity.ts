// Whether any built-in party has something in hand: a message on its way, waiting or held back.
// Unaware of what it is, and of what a product under test is doing.

export interface Activity {
  /** Something is in hand until the returned function is called, once. */
  begin(): () => void;
  isIdle(): boolean;
  /** Resolves when nothing is in hand; rejects when the signal aborts first. */
  whenIdle(signal: AbortSignal): Promise<void>;
}

export function createActivity(): Activity {
  let inHand = 0;
  const waiting = new Set<() => void>();

  function end(): void {
    inHand--;
    if (inHand > 0) return;
    for (const resolve of waiting) resolve();
  }

  return {
    begin() {
      inHand++;
      return end;
    },
    isIdle: () => inHand === 0,
    whenIdle: (signal) =>
      new Promise((resolve, reject) => {
        if (inHand === 0) {
          resolve();
          return;
        }
        const giveUp = (): void => {
          waiting.delete(idle);
          reject(new Error('not idle in time', { cause: signal.reason }));
        };
        const idle = (): void => {
          waiting.delete(idle);
          signal.removeEventListener('abort', giveUp);
          resolve();
        };
        if (signal.aborted) {
          giveUp();
          return;
        }
        waiting.add(idle);
        signal.addEventListener('abort', giveUp, { once: true });
      }),
  };
}
