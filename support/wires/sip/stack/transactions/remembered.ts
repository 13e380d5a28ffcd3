// What was put in under the latest keys, never more than a limit. Unaware of what they stand for.

import { takingOldest } from '../oldest-first';

export interface Remembered<T> {
  add(key: string, value: T): void;
  get(key: string): T | undefined;
}

export function createRemembered<T>(most: number): Remembered<T> {
  const kept = new Map<string, T>();
  const takeOldest = takingOldest(kept);
  return {
    add(key, value) {
      kept.delete(key);
      if (kept.size >= most) takeOldest();
      kept.set(key, value);
    },
    get: (key) => kept.get(key),
  };
}
