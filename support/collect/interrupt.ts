// Calls back on the first interrupt, from the keyboard or from a CI that cancels its job. The next one ends the process, as
// it does without this.

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Returns a function that stops listening. */
export function onInterrupt(end: () => void): () => void {
  const stop = (): void => SIGNALS.forEach((signal) => process.off(signal, first));
  const first = (): void => {
    stop();
    end();
  };
  SIGNALS.forEach((signal) => process.on(signal, first));
  return stop;
}
