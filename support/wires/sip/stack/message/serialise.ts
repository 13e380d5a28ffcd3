// A message as bytes: what was parsed and not touched as it came, the rest as it stands. It mends nothing, so that what is
// wrong on purpose goes out wrong.

import { bytesOf, type Header, type RequestLine, type SipMessage, type StatusLine } from './message';

export function serialise(message: SipMessage): Buffer {
  let head = bytesOf(message.start) ?? `${asBytes(startLine(message.start))}\r\n`;
  for (const header of message.headers) head += bytesOf(header) ?? headerLine(header);
  head += message.emptyLine ?? '\r\n';
  const bytes = Buffer.allocUnsafe(head.length + message.body.length);
  bytes.write(head, 0, 'latin1');
  message.body.copy(bytes, head.length);
  return bytes;
}

const startLine = (start: RequestLine | StatusLine): string =>
  'method' in start
    ? `${start.method} ${start.uri} ${start.version}`
    : `${start.version} ${start.status} ${start.reason}`;

const headerLine = ({ name, value }: Header): string => `${name}: ${asBytes(value)}\r\n`;

/** UTF-8, one character a byte. */
const asBytes = (text: string): string =>
  /[^\0-\x7f]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;
