// Whether two URIs name the same: RFC 3261 19.1.4 for SIP and SIPS, RFC 3966 5 for tel. It is no equivalence relation: two
// URIs that each equal a third may differ.

import type { SipUri, TelUri, Uri, UriParameter } from './uri';

// Where only one of two URIs has it, the two differ; all others may be left out by one.
const NEVER_LEFT_OUT = ['user', 'ttl', 'method', 'maddr', 'transport'];
const RESERVED = /[;/?:@&=+$,]/;

export function sameUri(a: Uri, b: Uri): boolean {
  if (a.scheme === 'tel') return b.scheme === 'tel' && sameTel(a, b);
  if (a.scheme === 'other')
    return b.scheme === 'other' && a.name.toLowerCase() === b.name.toLowerCase() && a.rest === b.rest;
  return (b.scheme === 'sip' || b.scheme === 'sips') && sameSip(a, b);
}

const sameSip = (a: SipUri, b: SipUri): boolean =>
  a.scheme === b.scheme &&
  plain(a.user) === plain(b.user) &&
  plain(a.password) === plain(b.password) &&
  a.host.toLowerCase() === b.host.toLowerCase() &&
  a.port === b.port &&
  sameParameters(valuesOf(a.parameters), valuesOf(b.parameters)) &&
  sameValues(
    valuesOf(a.headers, (value) => value),
    valuesOf(b.headers, (value) => value),
  );

function sameParameters(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  for (const [name, value] of a) if (b.has(name) ? b.get(name) !== value : NEVER_LEFT_OUT.includes(name)) return false;
  return [...b.keys()].every((name) => a.has(name) || !NEVER_LEFT_OUT.includes(name));
}

const sameValues = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);

const VISUAL = /[-.()]/g;

const sameTel = (a: TelUri, b: TelUri): boolean =>
  a.number.replace(VISUAL, '').toLowerCase() === b.number.replace(VISUAL, '').toLowerCase() &&
  sameValues(valuesOf(a.parameters, telValue), valuesOf(b.parameters, telValue));

const telValue = (value: string): string => value.toLowerCase().replace(VISUAL, '');

const valuesOf = (pairs: readonly UriParameter[], of = (value: string) => value.toLowerCase()): Map<string, string> =>
  new Map(pairs.map(({ name, value }) => [plain(name)?.toLowerCase() ?? '', of(plain(value) ?? '')]));

/** Escapes undone where they make no difference; those of reserved characters in one case. */
const plain = (text: string | undefined): string | undefined =>
  text?.replace(/%[0-9A-Fa-f]{2}/g, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return RESERVED.test(character) || character > '~' || character <= ' ' ? escape.toUpperCase() : character;
  });
