// Ctrl+C, or the end of a CI job, ends what runs and keeps what has ended; a second one ends at once.

export function endedByUser(): { readonly signal: AbortSignal; forget(): void } {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, end);
  return {
    signal: controller.signal,
    forget() {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, end);
    },
  };
}
