// The timers of RFC 3261 17.1.2 and 17.2, from their three base values.

export interface TimerSettings {
  /** The estimate of a round trip. */
  readonly t1: number;
  /** The longest interval between two retransmissions. */
  readonly t2: number;
  /** How long a message may stay in the network. */
  readonly t4: number;
}

export const DEFAULT_TIMERS: TimerSettings = { t1: 500, t2: 4000, t4: 5000 };

/** B, F, H and J: after this nobody waits any more. */
export const transactionTimeout = ({ t1 }: TimerSettings): number => 64 * t1;

/** When timer E of a client has grown to T2; only then may, and then must, a server send 100 (RFC 4320 4.1). */
export function tryingDelay({ t1, t2 }: TimerSettings): number {
  let passed = 0;
  for (let interval = t1; interval < t2; interval *= 2) passed += interval;
  return passed;
}
