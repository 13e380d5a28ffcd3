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
 * @param isDelivered whether a text is security information that was given to somebody beforehand
 */
export function keyMaterialIn(
  value: unknown,
  isDelivered: (text: string) => boolean = () => false,
  path = '',
): string | undefined {
  if (typeof value === 'string') return isDelivered(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const here = `${path}/${name}`;
    if (isKeyMaterial(name)) return here;
    const deeper = keyMaterialIn(inner, isDelivered, here);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** Whether a text is one of these references, or what stands for one of them in another scenario: there the scope alone differs. */
export const isReferenceOf =
  (references: readonly string[], scope: string | undefined) =>
  (text: string): boolean =>
    references.some((reference) => {
      const at = scope === undefined ? -1 : reference.indexOf(`.${scope}@`);
      if (scope === undefined || at < 0) return text === reference;
      const [head, tail] = [reference.slice(0, at + 1), reference.slice(at + 1 + scope.length)];
      const label = text.slice(head.length, -tail.length);
      return text.startsWith(head) && text.endsWith(tail) && label !== '' && !/[.@]/.test(label);
    });

const isKeyMaterial = (name: string): boolean =>
  NAMES.has(name.toLowerCase()) || (KEY_PAYLOAD.test(name) && !NAMES_A_KEY.test(name));
