// The names of headers: without case, and with one letter for the frequent ones.

const COMPACT: ReadonlyMap<string, string> = new Map([
  ['a', 'accept-contact'],
  ['b', 'referred-by'],
  ['c', 'content-type'],
  ['d', 'request-disposition'],
  ['e', 'content-encoding'],
  ['f', 'from'],
  ['i', 'call-id'],
  ['j', 'reject-contact'],
  ['k', 'supported'],
  ['l', 'content-length'],
  ['m', 'contact'],
  ['n', 'identity-info'],
  ['o', 'event'],
  ['r', 'refer-to'],
  ['s', 'subject'],
  ['t', 'to'],
  ['u', 'allow-events'],
  ['v', 'via'],
  ['x', 'session-expires'],
  ['y', 'identity'],
]);

const KEYS = new Map<string, string>();
const MOST_KEYS = 1000;

/** What two names that mean the same header have in common: the long name in lower case. */
export function headerKey(name: string): string {
  const known = KEYS.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  const key = COMPACT.get(lower) ?? lower;
  // What peers invent does not fill the memory.
  if (KEYS.size < MOST_KEYS && name.length < 40) KEYS.set(name, key);
  return key;
}
