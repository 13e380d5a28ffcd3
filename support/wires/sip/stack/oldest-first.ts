// The keys of a set or a map, the oldest first, for whoever takes them out. It goes on where it stood: to begin again at the start is to
// pass over the gaps of all that was taken out before, each time.

/** What is returned tells the oldest key that was not told before; undefined where there is none. */
export function oldestFirst<T>(all: { keys(): Iterator<T> }): () => T | undefined {
  let keys = all.keys();
  return () => {
    const next = keys.next();
    if (!next.done) return next.value;
    // Whoever has come to the end once is told of nothing that is added later.
    keys = all.keys();
    const first = keys.next();
    return first.done ? undefined : first.value;
  };
}
