// How deep a JSON text nests. Whoever reads it walks it by recursion, and a hostile one could nest until the stack overflows.

const DEEPEST = 100;
const [QUOTE, ESCAPE, LIST, LIST_END, OBJECT, OBJECT_END] = [34, 92, 91, 93, 123, 125];

/** @param text JSON, or what claims to be; a text too short to nest so deep is not looked at */
export function nestsTooDeep(text: string, deepest = DEEPEST): boolean {
  if (text.length <= 2 * deepest) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      for (at += 1; at < text.length; at += 1) {
        const inner = text.charCodeAt(at);
        if (inner === ESCAPE) at += 1;
        else if (inner === QUOTE) break;
      }
    } else if (code === LIST || code === OBJECT) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (code === LIST_END || code === OBJECT_END) depth -= 1;
  }
  return false;
}

/** @throws SyntaxError for what is no JSON, and for what nests deeper than anybody could walk */
export function parseShallow(text: string): unknown {
  if (nestsTooDeep(text)) throw new SyntaxError(`it nests deeper than ${DEEPEST} levels`);
  return JSON.parse(text);
}
