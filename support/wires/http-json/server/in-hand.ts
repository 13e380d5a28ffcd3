// How many bytes of requests that are still coming in are held at a time, over all ports: each alone stays below its limit, and
// a thousand of them together would not. Unaware of what they are.

export interface InHand {
  /** Whether there is room for so much more, which is then taken. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

const MOST = 33_554_432;

export function createInHand(most = MOST): InHand {
  let held = 0;
  return {
    take(bytes) {
      if (held + bytes > most) return false;
      held += bytes;
      return true;
    },
    give: (bytes) => void (held -= bytes),
  };
}

export const ENDLESS: InHand = { take: () => true, give: () => undefined };
