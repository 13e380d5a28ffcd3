// The address of From, To, Contact, Route and their like: a URI with a display name and parameters, or `*` in a Contact.

import { listOf, reading, type Cursor, type Reading } from './cursor';
import { quote, readParameters, writeParameters, type Parameters } from './parameters';
import { parseUri, writeUri, type Uri } from './uri';

export interface Address {
  readonly display?: string;
  readonly uri: Uri;
  readonly parameters: Parameters;
}

export const parseAddress = (text: string): Reading<Address> => reading(text, readAddress);
export const parseAddresses = (text: string): Reading<readonly Address[]> => reading(text, listOf(readAddress));

/** Route and Record-Route allow no URI without its brackets. */
export const parseRoutes = (text: string): Reading<readonly Address[]> => reading(text, listOf(readNameAddress));

export type Contacts = '*' | readonly Address[];

export const parseContacts = (text: string): Reading<Contacts> =>
  text.trim() === '*' ? { ok: true, value: '*' } : parseAddresses(text);

const CLOSING = />/g;
const END_OF_BARE = /[;,\s]/g;
const BARE_DISPLAY = /(?:[\w\-.!%*+`'~]+[ \t]+)*[\w\-.!%*+`'~]*(?=\s*<)/y;

function readAddress(cursor: Cursor): Address {
  return readIfBracketed(cursor) ?? readBare(cursor);
}

function readNameAddress(cursor: Cursor): Address {
  return readIfBracketed(cursor) ?? cursor.unfit('< around the URI');
}

function readIfBracketed(cursor: Cursor): Address | undefined {
  if (cursor.space().peek() === '"') return readBracketed(cursor, { display: cursor.quoted() });
  if (cursor.peek() === '<') return readBracketed(cursor, {});
  const display = cursor.takeIf(BARE_DISPLAY);
  return display === undefined ? undefined : readBracketed(cursor, { display: display.trim() });
}

function readBracketed(cursor: Cursor, display: { display?: string }): Address {
  if (!cursor.takes('<')) cursor.unfit('<');
  const uri = uriIn(cursor, cursor.until(CLOSING).trim());
  if (cursor.peek() !== '>') cursor.unfit('>');
  cursor.takes('>');
  return { ...display, uri, parameters: readParameters(cursor) };
}

// Without brackets a parameter belongs to the header, and the URI may hold neither comma nor question mark.
function readBare(cursor: Cursor): Address {
  const text = cursor.until(END_OF_BARE);
  if (text.includes('?')) cursor.unfit('< around a URI that holds ?');
  return { uri: uriIn(cursor, text), parameters: readParameters(cursor) };
}

function uriIn(cursor: Cursor, text: string): Uri {
  const uri = parseUri(text);
  return uri.ok ? uri.value : cursor.unfit(`a URI (${uri.expected})`);
}

export function writeAddress({ display, uri, parameters }: Address): string {
  const name = display === undefined ? '' : `${quote(display)} `;
  return `${name}<${writeUri(uri)}>${writeParameters(parameters)}`;
}
