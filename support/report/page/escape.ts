// Text as HTML text, and data as characters that no HTML parser can mistake for markup.

import { gzipSync } from 'node:zlib';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Compressed JSON in the alphabet of base64. */
export const packed = (data: unknown): string => gzipSync(JSON.stringify(data)).toString('base64');
