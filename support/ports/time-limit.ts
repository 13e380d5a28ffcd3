// A time limit for one thing that is waited for. Unlike AbortSignal.timeout its timer ends with what it limits: a run waits
// thousands of times. What our own loop is late is not counted.

import { deadlineIn, whenPassed } from './lateness';

export async function within<T>(milliseconds: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const stop = whenPassed(deadlineIn(milliseconds), () =>
    limit.abort(new DOMException('it took too long', 'TimeoutError')),
  );
  try {
    return await run(limit.signal);
  } finally {
    stop();
  }
}
