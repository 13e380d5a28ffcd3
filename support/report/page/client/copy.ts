// What can be copied of a message, for other tools: the bytes as hexadecimal digits, and a command that sends them once more.

import type { MessageFacts } from '../../ladder/model';

/** Whether the browser let it happen. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // a page from a file may be denied the clipboard
  }
}

/** As `xxd -r -p` takes it: 32 bytes a line. */
export const hexOf = (raw: string): string =>
  [...new TextEncoder().encode(raw)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/.{64}(?=.)/g, '$&\n');

/** Undefined where no HTTP request carried it. The body is no name of a file to read, however it begins. */
export function curlOf({ wire, flow, raw }: MessageFacts): string | undefined {
  const base = /^https?:\/\//.exec(wire['to'] ?? '') && wire['to'];
  if (!base) return undefined;
  const url = `${base.replace(/\/$/, '')}/flows/${flow}`;
  return `curl -X POST ${quoted(url)} -H 'content-type: application/json' --data-raw ${quoted(raw)}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What was read, or else what stood there. */
export const readable = ({ raw, body }: MessageFacts): string =>
  body === undefined ? pretty(raw) : JSON.stringify(body, null, 2);

/** The same in lines that can be compared: in which order the members of a JSON object stand says nothing. */
export function comparable(message: MessageFacts): string {
  try {
    return JSON.stringify(message.body ?? JSON.parse(message.raw), byName, 2);
  } catch {
    return message.raw;
  }
}

const byName = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

export const hereAt = (address: string): string => `${location.href.split('#')[0] ?? ''}${address}`;
