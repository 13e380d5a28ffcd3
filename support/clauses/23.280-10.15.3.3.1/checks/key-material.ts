// Looks for key material in a message. A regroup uses the key of the preconfigured group, delivered beforehand (TS 33.180
// clause 7.3.11). It shows by its name, of which these are the ones that anybody uses for it, or by being what was delivered.

const NAMES: ReadonlySet<string> = new Set(
  ['key', 'keys', 'group key', 'group keys', 'session key', 'session keys', 'private key', 'key material'].flatMap(
    (name) => ['', '-', '_'].map((between) => name.replaceAll(' ', between)),
  ),
);
/** The group master key and what wraps it; whatever stands before or after, but what only names it. */
const KEY_PAYLOAD = /gmk|mikey|key[-_]?material/i;
const NAMES_A_KEY = /(reference|ref|id)$/i;

/**
 * The path of the first property that is key material.
 *
 * @param delivered the security information that was given to somebody beforehand
 */
export function keyMaterialIn(
  value: unknown,
  delivered: ReadonlySet<string> = new Set(),
  path = '',
): string | undefined {
  if (typeof value === 'string') return delivered.has(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const here = `${path}/${name}`;
    if (isKeyMaterial(name)) return here;
    const deeper = keyMaterialIn(inner, delivered, here);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

const isKeyMaterial = (name: string): boolean =>
  NAMES.has(name.toLowerCase()) || (KEY_PAYLOAD.test(name) && !NAMES_A_KEY.test(name));
