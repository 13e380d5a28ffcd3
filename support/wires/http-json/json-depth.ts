// How deep a JSON text nests. Whoever reads a message walks it by recursion, and a hostile one could nest until the stack
// overflows.

/** A text this short cannot nest deep enough to harm. */
const HARMLESS_LENGTH = 4096;
const DEEPEST = 100;

/** @param text valid JSON */
export function isTooDeep(text: string): boolean {
  if (text.length <= HARMLESS_LENGTH) return false;
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
