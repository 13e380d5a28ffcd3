// What HTTP asks of whoever serves a document beside the document: its entity tag, and nothing but a status for whoever has it
// already (RFC 9110 13, RFC 4825 7.11). Pure.

import { createHash } from 'node:crypto';
import type http from 'node:http';
import type { Header } from '../../stack/message/message';

/** Of documents of which each byte counts. */
export const entityTag = (document: Buffer): string =>
  `"${createHash('sha256').update(document).digest('hex').slice(0, 16)}"`;

export const tagHeader = (document: Buffer): Header => ({ name: 'ETag', value: entityTag(document) });

/** Whoever asks for a document has this one already; weak comparison, as for GET (RFC 9110 13.1.2). */
export function hasAlready({ 'if-none-match': tags }: http.IncomingHttpHeaders, document: Buffer): boolean {
  if (tags === undefined) return false;
  if (tags.trim() === '*') return true;
  const own = entityTag(document);
  return [...tags.matchAll(/"[^"]*"/g)].some(([tag]) => tag === own);
}
