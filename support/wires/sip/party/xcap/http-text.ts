// HTTP messages as text: the head that Node writes for headers that are given to it in a list, and what it has read of one.
// Pure.

import type { Header } from '../../stack/message/message';

/** Start line and headers with the empty line after them. */
export const headText = (start: string, headers: readonly Header[]): string =>
  `${start}\r\n${headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('')}\r\n`;

/** A head is one character a byte, as Node writes it. */
export const httpBytes = (start: string, headers: readonly Header[], body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(headText(start, headers), 'latin1'), body]);

/** As Node takes headers to which it adds none and whose order it keeps. */
export const flatHeaders = (headers: readonly Header[]): string[] =>
  headers.flatMap(({ name, value }) => [name, value]);

/** @param raw names and values in turn */
export const headersIn = (raw: readonly string[]): readonly Header[] =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [{ name, value: raw[at + 1] ?? '' }] : []));
