// What opens doors stands in nothing that is kept: the access token of a user (TS 24.379 F.1 and its twins) and what an
// Authorization header holds. As many asterisks stand in its place, so that what counts the bytes stays true. Pure.

const TOKEN = /(<[^<>/]*access-token\b[^<>]*>(?:\s*<[^<>/]*>)?)([^<]+)/g;
/** The scheme stays; a header may be folded over several lines. */
const AUTHORIZATION = /^((?:Proxy-)?Authorization[ \t]*:[ \t]*(?:\S+[ \t]+(?=\S))?)((?:[^\r\n]|\r?\n[ \t])+)/gim;
const HINT = /access-token|authorization/i;

export function withoutCredentials(text: string): string {
  if (!HINT.test(text)) return text;
  const masked = (_whole: string, before: string, secret: string): string => before + secret.replace(/\S/g, '*');
  return text.replace(TOKEN, masked).replace(AUTHORIZATION, masked);
}
