// Takes out of a set or a map what has been in it longest. It goes on where it stood: to begin again at the start is to pass over the
// gaps of all that was taken out before, each time.

interface Keyed<T> {
  keys(): Iterator<T>;
  delete(key: T): boolean;
}

/** What is returned takes out the oldest key and tells it; undefined where there is none. */
export function takingOldest<T>(all: Keyed<T>): () => T | undefined {
  let keys = all.keys();
  return () => {
    let next = keys.next();
    if (next.done) {
      // Whoever has come to the end once is told of nothing that is added later.
      keys = all.keys();
      next = keys.next();
    }
    if (next.done) return undefined;
    all.delete(next.value);
    return next.value;
  };
}
