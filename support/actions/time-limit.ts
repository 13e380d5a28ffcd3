// A time limit for one thing that is waited for. Unlike AbortSignal.timeout its timer ends with what it limits: a run waits
// thousands of times.

export async function within<T>(milliseconds: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException('it took too long', 'TimeoutError')), milliseconds);
  try {
    return await run(limit.signal);
  } finally {
    clearTimeout(timer);
  }
}
