// Which statuses say that a receiver has too much to do just now, in HTTP as in SIP: it refuses no message for what it is.

/** RFC 9110 15.6.4 and RFC 3261 21.5.4; RFC 6585 4. */
const ALWAYS = [429, 503];

/** Of a server that is overloaded TS 24.379 16.2 has 500, which by itself says only that something went wrong. */
const WITH_RETRY_AFTER = [500];

/** @param advice header fields that say what to do instead, as they stand there */
export const saysOverload = (status: number, advice: readonly string[]): boolean =>
  ALWAYS.includes(status) || (WITH_RETRY_AFTER.includes(status) && advice.some((line) => /^retry-after:/i.test(line)));

/** In words that follow the name of the receiver. */
export const overloadIn = (answer: string): string => `has too much to do (${answer}), which is no refusal`;
