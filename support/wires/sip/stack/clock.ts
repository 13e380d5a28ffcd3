// Time as the stack uses it, handed in so that a test decides when it passes.

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs it once, after so many milliseconds; what is returned prevents that. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
