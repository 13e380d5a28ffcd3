// The target of a request as its server takes it: a client may write it as one to a proxy has it, with scheme and host
// (RFC 9112 3.2.2). Pure.

const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

const ENCODED = /%[0-9A-Fa-f]{2}/g;
const UNRESERVED = /^[\w.~-]$/;

/** The path; what nobody needs to encode and somebody did is the same path (RFC 3986 6.2.2.2). */
export function pathOf(target: string): string {
  const [path = ''] = originForm(target).split('?', 1);
  return path.replace(ENCODED, (encoded) => {
    const character = String.fromCharCode(parseInt(encoded.slice(1), 16));
    return UNRESERVED.test(character) ? character : encoded;
  });
}

/** Path and query. */
export function originForm(target: string): string {
  const authority = ABSOLUTE.exec(target)?.[0];
  if (authority === undefined) return target;
  const rest = target.slice(authority.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
