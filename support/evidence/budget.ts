// How much of what products send is taken: so many messages and bytes in one scenario, and so many a second. Whatever a product
// does, the trace and the memory that holds it stay bounded. Pure; unaware of what a message says and of who wrote it.

export interface Limits {
  /** Messages of products in one scenario. */
  readonly messages: number;
  /** Bytes in one scenario, as the trace holds them: of products, and of ours that are as large as if they repeated one. */
  readonly bytes: number;
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
}

/** A product may have three thousand clients to tell of a regroup, and of its end; the fastest run takes a few hundred a second. */
export const DEFAULT_LIMITS: Limits = {
  messages: 10_000,
  bytes: 12_582_912,
  messagesPerSecond: 1000,
  bytesPerSecond: 4_194_304,
};

/** Which of them is reached, as a target file names it, and in words. */
export interface Reached {
  readonly limit: keyof Limits;
  readonly says: string;
}

export interface Budget {
  /** Whether more comes than is taken in a second, so that nothing need be looked at. */
  readonly isFull: () => Reached | undefined;
  /** Takes it, or says why not. */
  readonly take: (account: string, bytes: number) => Reached | undefined;
  /** Counts what is taken in any case. */
  readonly charge: (account: string, bytes: number) => void;
  /** Starts an account anew. */
  readonly clear: (account: string) => void;
}

/** @param now milliseconds on a monotonic clock */
export function createBudget(limits: Limits, now: () => number): Budget {
  const accounts = new Map<string, { messages: number; bytes: number }>();
  // As much as a scenario may have comes at once; after that it is so much a second.
  const messages = createBucket(limits.messages, limits.messagesPerSecond, now);
  const bytes = createBucket(limits.bytes, limits.bytesPerSecond, now);

  function accountOf(name: string): { messages: number; bytes: number } {
    const known = accounts.get(name) ?? { messages: 0, bytes: 0 };
    accounts.set(name, known);
    return known;
  }

  function reachedBy(name: string, size: number): Reached | undefined {
    const account = accounts.get(name) ?? { messages: 0, bytes: 0 };
    if (account.messages >= limits.messages) return reached('messages', `${limits.messages} messages in one scenario`);
    if (account.bytes + size > limits.bytes) return reached('bytes', `${limits.bytes} bytes in one scenario`);
    return isFull();
  }

  function isFull(): Reached | undefined {
    if (!messages.hasSome()) return reached('messagesPerSecond', `${limits.messagesPerSecond} messages a second`);
    if (!bytes.hasSome()) return reached('bytesPerSecond', `${limits.bytesPerSecond} bytes a second`);
    return undefined;
  }

  return {
    isFull,
    take(name, size) {
      const why = reachedBy(name, size);
      // Also what is refused has cost its time.
      messages.take(1);
      bytes.take(size);
      if (why !== undefined) return why;
      const account = accountOf(name);
      account.messages += 1;
      account.bytes += size;
      return undefined;
    },
    charge(name, size) {
      accountOf(name).bytes += size;
    },
    clear: (name) => void accounts.delete(name),
  };
}

const reached = (limit: keyof Limits, most: string): Reached => ({
  limit,
  says: `products sent more than ${most} (limits.${limit} of the target file): what comes beyond is refused and not kept`,
});

interface Bucket {
  hasSome(): boolean;
  take(amount: number): void;
}

/** It may owe as much as it can hold: whoever floods it waits until it has paid that back. */
function createBucket(burst: number, perSecond: number, now: () => number): Bucket {
  let left = burst;
  let since = now();
  return {
    hasSome() {
      const at = now();
      left = Math.min(burst, left + ((at - since) / 1000) * perSecond);
      since = at;
      return left > 0;
    },
    take: (amount) => void (left = Math.max(-burst, left - amount)),
  };
}
