// The latest keys that were put in, never more than a limit. Unaware of what they stand for.

export interface Remembered {
  add(key: string): void;
  has(key: string): boolean;
}

export function createRemembered(most: number): Remembered {
  const keys = new Set<string>();
  return {
    add(key) {
      keys.delete(key);
      const [oldest] = keys;
      if (keys.size >= most && oldest !== undefined) keys.delete(oldest);
      keys.add(key);
    },
    has: (key) => keys.has(key),
  };
}
