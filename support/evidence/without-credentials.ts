// What opens doors stands in nothing that is kept: the access token of a user (TS 24.379 F.1 and its twins), what an
// Authorization header holds, and the proof of a server in Authentication-Info. As many asterisks stand in its place, so that what counts the bytes stays true. Pure.

const TOKEN = /(<[^<>/]*access-token\b[^<>]*>(?:\s*<[^<>/]*>)?)([^<]+)/g;
/** The scheme stays; a header may be folded over several lines. */
const AUTHORIZATION = /^((?:Proxy-)?Authorization[ \t]*:[ \t]*(?:\S+[ \t]+(?=\S))?)((?:[^\r\n]|\r?\n[ \t])+)/gim;
/** What a server proves itself by is made of the same secret. */
const PROOF = /(\brspauth[ \t]*=[ \t]*")([^"\r\n]+)/gi;
/** A part of a multipart, its headers before and after that one, and what it encodes. */
const ENCODED =
  /^(Content-Transfer-Encoding[ \t]*:[ \t]*base64[ \t]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n)([A-Za-z0-9+/=\s]+)/gim;
const HINT = /access-token|authorization|rspauth|transfer-encoding[ \t]*:[ \t]*base64/i;

export function withoutCredentials(text: string): string {
  if (!HINT.test(text)) return text;
  const masked = (_whole: string, before: string, secret: string): string => before + secret.replace(/\S/g, '*');
  return text
    .replace(TOKEN, masked)
    .replace(AUTHORIZATION, masked)
    .replace(PROOF, masked)
    .replace(ENCODED, (whole, before: string, encoded: string) => {
      const hidden = encodedWithout(encoded);
      return hidden === undefined ? whole : before + hidden;
    });
}

/** The same lines, with what they encode masked; undefined where there is nothing to mask, or no base64. */
function encodedWithout(encoded: string): string | undefined {
  try {
    const plain = atob(encoded);
    const shown = withoutCredentials(plain);
    if (shown === plain) return undefined;
    // As many characters encode as many bytes, so the lines break where they did.
    const signs = btoa(shown)[Symbol.iterator]();
    return encoded.replace(/\S/g, (was) => signs.next().value ?? was);
  } catch {
    return undefined;
  }
}
