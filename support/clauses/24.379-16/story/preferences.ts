// Contact preferences (RFC 3841) in one spelling: parameters in small letters, without white space and escapes. Unaware of what
// they ask for.

import type { SipText } from './sip-text';

/** The parameters of each field of the name. */
export const preferencesIn = (sip: SipText, name: string): readonly (readonly string[])[] =>
  sip.values(name).map((field) => (field.match(/(?:"(?:\\.|[^"\\])*"|[^;"])+/g) ?? []).map(inOneSpelling));

const inOneSpelling = (parameter: string): string =>
  parameter
    .trim()
    .replace(/\s*=\s*/, '=')
    .replace(/%([0-7][0-9a-f])/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .toLowerCase();
