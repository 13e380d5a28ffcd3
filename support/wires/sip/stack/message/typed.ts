// The headers of a message that the layers above read, in their types. For a message that was accepted: a header that is
// absent or does not read is undefined or empty.

import { parseAddress, parseContacts, parseRoutes, type Address, type Contacts } from './address';
import type { Reading } from './cursor';
import { firstHeader, headerLines, headerOf, known, readOnce, withFirstHeader, type SipMessage } from './message';
import { parameter } from './parameters';
import { parseCSeq, parseMediaType, parseNumber, parseTokens, type CSeq, type MediaType, type Token } from './values';
import { parseVias, writeVia, type Via } from './via';

const valueOf = <T>(reading: Reading<T>): T | undefined => (reading.ok ? reading.value : undefined);

function one<T>(message: SipMessage, name: string, read: (text: string) => Reading<T>): T | undefined {
  const header = firstHeader(message, name);
  return header && valueOf(readOnce(header, read));
}

const all = <T>(message: SipMessage, name: string, read: (text: string) => Reading<readonly T[]>): readonly T[] =>
  headerLines(message, name).flatMap((header) => valueOf(readOnce(header, read)) ?? []);

export const viasOf = (message: SipMessage): readonly Via[] => all(message, 'Via', parseVias);
export const topVia = (message: SipMessage): Via | undefined => one(message, 'Via', parseVias)?.[0];
export const fromOf = (message: SipMessage): Address | undefined => one(message, 'From', parseAddress);
export const toOf = (message: SipMessage): Address | undefined => one(message, 'To', parseAddress);
export const cseqOf = (message: SipMessage): CSeq | undefined => one(message, 'CSeq', parseCSeq);
export const contactsOf = (message: SipMessage): Contacts | undefined => one(message, 'Contact', parseContacts);
export const mediaTypeOf = (message: SipMessage): MediaType | undefined => one(message, 'Content-Type', parseMediaType);
export const callIdOf = (message: SipMessage): string => headerOf(message, 'Call-ID') ?? '';
export const routesOf = (message: SipMessage, name = 'Route'): readonly Address[] => all(message, name, parseRoutes);
export const tokensOf = (message: SipMessage, name: string): readonly Token[] => all(message, name, parseTokens);
export const numberOf = (message: SipMessage, name: string): number | undefined => one(message, name, parseAnyNumber);

const parseAnyNumber = (text: string): Reading<number> => parseNumber(text, 2 ** 32);

export const tagOf = (address: Address | undefined): string | undefined =>
  address && parameter(address.parameters, 'tag');

/** The message with its topmost Via in place of the one that it has. */
export function withTopVia<M extends SipMessage>(message: M, via: Via): M {
  const line = one(message, 'Via', parseVias) ?? [];
  const vias = [via, ...line.slice(1)];
  return withFirstHeader(message, known('Via', vias.map(writeVia).join(', '), parseVias, vias));
}
