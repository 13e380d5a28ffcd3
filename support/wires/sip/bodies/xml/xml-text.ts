// The text of an XML body, if it is safe to parse: within the limits, in Unicode, without a document type declaration.
// Unaware of what the XML says.

import { shortened } from '../../../../schema/shortened';
import { wholeDocument, type XmlFault } from './xml-fault';

/** Room for a list of ten thousand users. */
export const MOST_BYTES = 2_097_152;
/** As much room; what libxml2 needs to locate a fault in each element grows with the square of it. */
export const MOST_ELEMENTS = 12_000;

export type XmlText = { readonly text: string } | { readonly fault: XmlFault };

export function xmlText(bytes: Uint8Array): XmlText {
  if (bytes.length === 0) return refused('an XML document', 'nothing');
  if (bytes.length > MOST_BYTES) return refused(`at most ${MOST_BYTES} bytes`, `${bytes.length} bytes`);
  const encoding = encodingOf(bytes);
  const text = decoded(bytes, encoding);
  if (text === undefined) return refused(`text in ${encoding}`, 'bytes that are none');
  // No character of XML: what has it is in another encoding, which hides what is looked for here.
  if (text.includes('\0')) return refused('well-formed XML', 'zero bytes');
  const declared = /^<\?xml[^>]{0,80}\sencoding\s*=\s*["']([^"']{1,40})["']/.exec(text)?.[1];
  const fitting = declared === undefined || fits(declared, encoding);
  if (!fitting && !isSameIn(declared, bytes, text))
    return refused(`a declared encoding that is ${encoding}`, shortened(declared));
  if (hasDocumentType(text)) return refused('no document type declaration', '<!DOCTYPE');
  if (startTags(text) > MOST_ELEMENTS) return refused(`at most ${MOST_ELEMENTS} elements`, 'more');
  // The text is no longer in the encoding that it declares.
  return { text: encoding === 'utf-8' && fitting ? text : text.replace(/^<\?xml[^>]{0,200}\?>/, '') };
}

const refused = (expected: string, found: string): XmlText => ({ fault: wholeDocument(expected, found) });

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  // Without a mark: XML begins with ASCII, and libxml2 would find out by itself.
  if (first !== 0 && second === 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function fits(declared: string, encoding: string): boolean {
  const name = declared.toLowerCase();
  if (encoding === 'utf-8') return name === 'utf-8' || name === 'us-ascii';
  return name === 'utf-16' || name === encoding;
}

/** Of most encodings ASCII is a part: a text that has nothing else is the same in them. */
function isSameIn(declared: string, bytes: Uint8Array, text: string): boolean {
  return bytes.every((byte) => byte < 0x80) && decoded(bytes, declared) === text;
}

/** Only white space, comments and processing instructions may stand before it. */
function hasDocumentType(text: string): boolean {
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : undefined;
    if (end === undefined) return text.startsWith('<!DOCTYPE', at);
    const close = text.indexOf(end, at);
    if (close < 0) return false;
    at = close + end.length;
  }
}

function startTags(text: string): number {
  let count = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1))
    if (!'/!?'.includes(text.charAt(at + 1))) count += 1;
  return count;
}
