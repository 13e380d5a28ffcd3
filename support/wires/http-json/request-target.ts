// The target of a request as its server takes it: a client may write it as one to a proxy has it, with scheme and host
// (RFC 9112 3.2.2). Pure.

const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/** Path and query. */
export function originForm(target: string): string {
  const authority = ABSOLUTE.exec(target)?.[0];
  if (authority === undefined) return target;
  const rest = target.slice(authority.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
