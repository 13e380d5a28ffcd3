// How identities are made and taken apart. A scenario is kept apart from every other by a scope, the last dotted label of
// the local part: sip:ana.k3f91@primary.example. A group's home is never read from its domain, but from the fixture.

const SCOPED = /\.([a-z0-9]{2,40})@/g;

/** Makes the identity of a user or group of a scenario: `Med-7` becomes `sip:med-7.<scope>@<domain>`. */
export const scopedId = (name: string, scope: string, domain: string): string =>
  `sip:${name.toLowerCase()}.${scope}@${domain}`;

/** The labels of a text that could be scopes. Only the recorder knows which of them are. */
export function* scopeLabels(text: string): Generator<string> {
  for (const match of text.matchAll(SCOPED)) if (match[1] !== undefined) yield match[1];
}

/** Whether a text names an identity, and not only one that begins or ends with it. */
export function mentions(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + id.length])) return true;
  return false;
}

const isPart = (character: string | undefined): boolean => character !== undefined && /[\w.@:-]/.test(character);
