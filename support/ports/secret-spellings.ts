// The ways in which a secret may stand in a text: as it is, as JSON writes it, in hex, in base64 at any place of what is encoded,
// and what the credentials of Basic hold. Pure.

/** A shorter part may be a word that stands everywhere. */
const WORTH_HIDING = 8;

/** @param value of a header or a variable, such as `Bearer ...` */
export function spellingsOf(value: string): readonly string[] {
  const token = value.trim().split(/\s+/).at(-1) ?? '';
  const plain = [value, ...(token.length >= WORTH_HIDING ? [token, ...heldBy(value, token)] : [])];
  const quoted = plain.map((one) => JSON.stringify(one).slice(1, -1));
  const encoded = plain.filter((one) => one.length >= WORTH_HIDING).flatMap(encodingsOf);
  return [...new Set([...plain, ...quoted, ...encoded])].toSorted((one, other) => other.length - one.length);
}

/** Basic is base64 of a user and a password (RFC 7617). */
function heldBy(value: string, token: string): readonly string[] {
  if (!/^basic\s/i.test(value.trim())) return [];
  const whole = Buffer.from(token, 'base64').toString('utf8');
  const password = whole.slice(whole.indexOf(':') + 1);
  return [whole, password].filter((one) => one.length >= SHORTEST_PASSWORD);
}

/** One so short is found by trying, and hiding it would hide half of every text. */
const SHORTEST_PASSWORD = 4;

function encodingsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const inBase64 = [0, 1, 2].map((before) => stablePart(bytes, before));
  const all = [hex, hex.toUpperCase(), ...inBase64, ...inBase64.map(inUrl), encodeURIComponent(secret)];
  return all.filter((one) => one.length >= WORTH_HIDING);
}

/** Of base64 with so many bytes before: what whatever stands before and after does not change. */
function stablePart(bytes: Buffer, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const loose = (before + bytes.length) % 3 === 0 ? 0 : 1;
  return encoded.slice(Math.ceil((before * 4) / 3), encoded.length - loose);
}

const inUrl = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
