// The latest keys that were put in, never more than a limit. Unaware of what they stand for.

import { takingOldest } from '../oldest-first';

export interface Remembered {
  add(key: string): void;
  has(key: string): boolean;
}

export function createRemembered(most: number): Remembered {
  const keys = new Set<string>();
  const takeOldest = takingOldest(keys);
  return {
    add(key) {
      keys.delete(key);
      if (keys.size >= most) takeOldest();
      keys.add(key);
    },
    has: (key) => keys.has(key),
  };
}
