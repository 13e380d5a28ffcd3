// Which encoding bytes of a text are in, where they are not in UTF-8: an editor, a shell or a product may have written another one,
// and what is wrong then is that and nothing that the text says. Pure.

import { TextDecoder } from 'node:util';

const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0, 0], 'UTF-32 (little endian)'],
  [[0, 0, 0xfe, 0xff], 'UTF-32 (big endian)'],
  [[0xff, 0xfe], 'UTF-16 (little endian)'],
  [[0xfe, 0xff], 'UTF-16 (big endian)'],
];
/** Which of the first four bytes are zero where a text of ASCII begins without a mark. */
const ZEROS: Readonly<Record<string, string>> = {
  '.000': 'UTF-32 (little endian)',
  '000.': 'UTF-32 (big endian)',
  '.0.0': 'UTF-16 (little endian)',
  '0.0.': 'UTF-16 (big endian)',
};
const PACKED: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], 'packed by gzip'],
  [[0x50, 0x4b, 3, 4], 'a ZIP archive'],
];

/** Undefined where each character takes one byte or is in UTF-8. */
export function wideEncoding(bytes: Buffer): string | undefined {
  // No mark is shorter, and nothing without one: a body of nothing is what most answers have.
  if (bytes.length < 2) return undefined;
  const zeros = [...bytes.subarray(0, 4)].map((byte) => (byte === 0 ? '0' : '.')).join('');
  return beginning(bytes, MARKS) ?? ZEROS[zeros];
}

/** How it was packed; undefined where it is none of what people pack files with. */
export const packing = (bytes: Buffer): string | undefined => beginning(bytes, PACKED);

/** Why it is no text in UTF-8, in words that follow "it is"; undefined where it is one. */
export function notUtf8(bytes: Buffer): string | undefined {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return `text in ${wide}: save it in UTF-8`;
  const packed = packing(bytes);
  if (packed !== undefined) return `${packed}, where text is read`;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    const line = bytes.subarray(0, firstFault(bytes)).toString('latin1').split('\n').length;
    return `text in another encoding than UTF-8, such as Latin-1 (line ${line}): save it in UTF-8`;
  }
}

const beginning = (bytes: Buffer, known: readonly (readonly [readonly number[], string])[]): string | undefined =>
  known.find(([first]) => first.every((byte, at) => bytes[at] === byte))?.[1];

/** The longest beginning that is UTF-8. */
function firstFault(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let at = 0;
  try {
    for (; at < bytes.length; at += 1) decoder.decode(bytes.subarray(at, at + 1), { stream: true });
  } catch {
    return at;
  }
  return at;
}
