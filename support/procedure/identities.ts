// How identities are made, taken apart and compared. A scenario is kept apart from every other by a scope, the last dotted
// label of the local part: sip:ana.k3f91@primary.example. A group's home is never read from its domain, but from the fixture.
//
// Identities are URIs: one may be written in several ways. Everybody who compares them compares their one spelling here, which
// is a fact of RFC 3261 19.1.4 and RFC 3966 section 5 and no decision of a clause. What was written is kept as it was written.

const SCOPED = /\.([a-z0-9]{2,40})@/g;

/** Makes the identity of a user or group of a scenario: `med-7` becomes `sip:med-7.<scope>@<domain>`. */
export const scopedId = (local: string, scope: string, domain: string): string => `sip:${local}.${scope}@${domain}`;

/** Another spelling of the same identity: an escaped character, and the host in capitals (RFC 3261 19.1.4). */
export const respelt = (identity: string): string =>
  identity.replace(
    /^(sips?:)(.)([^@]*@)(.*)$/,
    (_, scheme: string, first: string, user: string, host: string) =>
      `${scheme}%${first.charCodeAt(0).toString(16)}${user}${host.toUpperCase()}`,
  );

/** The labels of a text that could be scopes. Only the recorder knows which of them are. */
export function* scopeLabels(text: string): Generator<string> {
  for (const match of unescaped(text).matchAll(SCOPED)) if (match[1] !== undefined) yield match[1];
}

/** Whether a text names an identity, and not only one that begins or ends with it. */
export function mentions(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + id.length])) return true;
  const wanted = canonicalId(id);
  for (const [uri] of text.matchAll(URIS)) if (canonicalId(uri) === wanted) return true;
  return false;
}

const URIS = /\b(?:sips?|tel):[^\s"'<>\\,]+/gi;

const isPart = (character: string | undefined): boolean => character !== undefined && /[\w.@:%-]/.test(character);

/** Nearly every identity: there is nothing in it that could be written otherwise. */
const SETTLED = /^sips?:[\w.!~*'()-]+@[a-z0-9.-]+$/;
const TELEPHONE = /^tel:([^;]*)(.*)$/is;
const SIP = /^(sips?):(?:([^@]*)@)?([^;?]*)([^?]*)(.*)$/is;
/** What of a URN has no case: scheme and name space (RFC 8141 3.1), and the whole of a UUID (RFC 9562 4). */
const URN = /^urn:(?:uuid:[\da-f-]+$|[a-z0-9][a-z0-9-]*:)/i;
/** Where only one of two URIs has such a parameter the two differ; any other says nothing of who is meant. */
const TELLING = ['user', 'ttl', 'method', 'maddr', 'transport'];

/** An identity that a redacted record withholds: the hash of its one spelling, and that of how it was written. */
const WITHHELD = /^(hash:hmac-sha256:[iba]+:[0-9a-f]{64})~[0-9a-f]{64}$/;

/**
 * The one spelling of an identity: two identities are the same if theirs is. A text that is no URI of SIP, telephony or URN
 * stays as it is. An explicit default, as port 5060, makes another URI; `gr` and the like do not.
 */
export function canonicalId(identity: string): string {
  if (!identity.includes(':') || SETTLED.test(identity)) return identity;
  if (identity.startsWith('hash:')) return identity.replace(WITHHELD, '$1');
  const telephone = TELEPHONE.exec(identity);
  if (telephone) {
    const [, number = '', parameters = ''] = telephone;
    return ['tel:' + withoutSeparators(number), ...pairsIn(parameters, ';').toSorted()].join(';').toLowerCase();
  }
  const [whole, scheme = '', user, host = '', parameters = '', headers = ''] = SIP.exec(identity) ?? [];
  if (whole === undefined) return identity.replace(URN, (name) => name.toLowerCase());
  const telling = pairsIn(parameters, ';').filter((pair) => TELLING.includes(pair.split('=')[0] ?? ''));
  const asked = pairsIn(headers.slice(1), '&').toSorted();
  return [
    `${scheme.toLowerCase()}:`,
    user === undefined ? '' : `${unescaped(user)}@`,
    host.toLowerCase(),
    ...telling.toSorted().map((pair) => `;${pair}`),
    asked.length === 0 ? '' : `?${asked.join('&')}`,
  ].join('');
}

/** Names of parameters have no case, nor have the values of those that tell URIs apart. */
const pairsIn = (text: string, separator: string): readonly string[] =>
  unescaped(text)
    .split(separator)
    .filter((pair) => pair !== '')
    .map((pair) => (separator === ';' ? pair.toLowerCase().replace(/=\+?[\d().-]+$/, withoutSeparators) : pair));

const withoutSeparators = (number: string): string => number.replace(/[-.()]/g, '');

/** An escaped character is the character itself, unless it is reserved or not printable. */
const unescaped = (text: string): string =>
  text.replace(/%[0-9A-Fa-f]{2}/g, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /[;/?:@&=+$,<>"%]/.test(character) || character > '~' || character <= ' ' ? escape.toUpperCase() : character;
  });

/** Where something listens, and what key is meant, are no identities. */
const NO_IDENTITY = /address$|^keyReference$/i;

/** A value with every identity in it in its one spelling; the value itself where that changes nothing. */
export function canonical<T>(value: T): T {
  return inOneSpelling(value) as T; // strings become strings, and lists and records keep their shape
}

function inOneSpelling(value: unknown): unknown {
  if (typeof value === 'string') return canonicalId(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(inOneSpelling);
    return items.every((item, at) => item === value[at]) ? (value as unknown) : items;
  }
  let changed: Record<string, unknown> | undefined;
  const record = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(record)) {
    const inner = record[name];
    const spelt: unknown = NO_IDENTITY.test(name) ? inner : inOneSpelling(inner);
    if (spelt !== inner) (changed ??= { ...record })[name] = spelt;
  }
  return changed ?? value;
}
