// Looks for key material in a message. A regroup uses the key of the preconfigured group, delivered beforehand (TS 33.180
// clause 7.3.11); a key reference names a key and is none.

/** The path of the first property that looks like key material. */
export function keyMaterialIn(value: unknown, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const here = `${path}/${name}`;
    if (isKeyMaterial(name)) return here;
    const deeper = keyMaterialIn(inner, here);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

const isKeyMaterial = (name: string): boolean => (isKey(name) || isKeyPayload(name)) && !namesAKey(name);

const isKey = (name: string): boolean => /^keys?$|[a-z0-9]Keys?$|[-_]keys?$/.test(name);
const isKeyPayload = (name: string): boolean => /gmk|mikey|key[-_]?material/i.test(name);
const namesAKey = (name: string): boolean => /(reference|ref|id)$/i.test(name);
