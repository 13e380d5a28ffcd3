// How deep a JSON text nests. Whoever reads it walks it by recursion, and a hostile one could nest until the stack overflows.

const DEEPEST = 100;
const [QUOTE, ESCAPE, LIST, LIST_END, OBJECT, OBJECT_END] = [34, 92, 91, 93, 123, 125];

/** @param text JSON, or what claims to be */
export function isTooDeep(text: string): boolean {
  // What opens so often is longer.
  if (text.length <= DEEPEST) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === LIST || code === OBJECT) depth += 1;
    else if (code === LIST_END || code === OBJECT_END) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1))
    if (escapesBefore(text, end) % 2 === 0) return end;
  return text.length;
}

function escapesBefore(text: string, end: number): number {
  let at = end - 1;
  while (text.charCodeAt(at) === ESCAPE) at -= 1;
  return end - 1 - at;
}

/** @throws SyntaxError for what is no JSON, and for what nests deeper than anybody could walk */
export function parseShallow(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(`it nests deeper than ${DEEPEST} levels`);
  return JSON.parse(text);
}
