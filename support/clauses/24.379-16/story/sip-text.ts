// Reads the text of a SIP message as far as the checks of this clause ask: start line, header fields, parts of the body. It knows
// every legal spelling of these and objects to none. A reader of its own: what a party of the suite misreads is not misread here.

interface Part {
  /** Media type, without parameters, in small letters. */
  readonly type: string;
  readonly text: string;
}

export interface SipText {
  /** Of a request; undefined for a response. */
  readonly method?: string;
  /** Likewise. */
  readonly uri?: string;
  /** Of a response. */
  readonly status?: number;
  /** Whether there is a field of the name, even an empty one. */
  readonly has: (name: string) => boolean;
  /** The values of all fields of the name, one by one where a field has several. */
  readonly values: (name: string) => readonly string[];
  readonly parts: readonly Part[];
}

const COMPACT: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  s: 'subject',
  t: 'to',
  v: 'via',
};

export const isResponse = (raw: string): boolean => /^SIP\/2\.0 /i.test(raw);

const START = /^(?:SIP\/2\.0 \d{3}\b|\S+ \S+ SIP\/2\.0\r?\n)/i;

/** One by one, where the text of one message of the procedure is that of several of SIP. */
export function eachSip(raw: string): readonly string[] {
  const { head, body } = halves(raw);
  const [, length = ''] = /^(?:content-length|l)\s*:\s*(\d+)/im.exec(head) ?? [];
  const bytes = Buffer.from(body);
  const rest = length === '' ? '' : bytes.subarray(Number(length)).toString('utf8');
  if (!START.test(rest)) return [raw];
  return [raw.slice(0, raw.length - rest.length), ...eachSip(rest)];
}

/** Undefined for a text that is no SIP message. */
export function readSip(raw: string): SipText | undefined {
  const { head, body } = halves(raw);
  const [start = '', ...lines] = unfolded(head);
  const [, method, uri] = /^(\S+) (\S+) SIP\/2\.0$/.exec(start) ?? [];
  const status = /^SIP\/2\.0 (\d{3})\b/i.exec(start)?.[1];
  if (method === undefined && status === undefined) return undefined;
  const fields = fieldsOf(lines);
  return {
    ...(method !== undefined && { method }),
    ...(uri !== undefined && { uri }),
    ...(status !== undefined && { status: Number(status) }),
    has: (name) => fields.has(name.toLowerCase()),
    values: (name) => (fields.get(name.toLowerCase()) ?? []).flatMap(listed),
    parts: partsOf(fields, body),
  };
}

/** A parameter of the field, not of the URI within angle brackets. */
export function tagOf(sip: SipText, name: 'From' | 'To'): string | undefined {
  const after = (sip.values(name)[0] ?? '').replace(/^(?:"(?:\\.|[^"\\])*"|[^<"])*<[^>]*>/, '');
  return /;\s*tag\s*=\s*([^\s;,]+)/i.exec(after)?.[1];
}

function halves(text: string): { readonly head: string; readonly body: string } {
  const gap = /\r?\n\r?\n/.exec(text);
  if (gap === null) return { head: text, body: '' };
  return { head: text.slice(0, gap.index), body: text.slice(gap.index + gap[0].length) };
}

const unfolded = (head: string): readonly string[] => head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);

function fieldsOf(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const line of lines) {
    const [, written = '', value = ''] = /^([^\s:]+)\s*:\s*(.*)$/s.exec(line) ?? [];
    if (written === '') continue;
    const name = COMPACT[written.toLowerCase()] ?? written.toLowerCase();
    fields.set(name, [...(fields.get(name) ?? []), value.trim()]);
  }
  return fields;
}

/** Cut at commas, but for those within quotes and angle brackets. */
const listed = (value: string): readonly string[] =>
  (value.match(/(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^,])+/g) ?? []).map((one) => one.trim()).filter((one) => one !== '');

function partsOf(fields: ReadonlyMap<string, readonly string[]>, body: string): readonly Part[] {
  const [contentType = ''] = fields.get('content-type') ?? [];
  // There may be white space around the stroke too (RFC 3261 25.1).
  const type = contentType.replace(/;.*$/s, '').replace(/\s+/g, '').toLowerCase();
  if (!type.startsWith('multipart/')) return body === '' ? [] : [{ type, text: inOneByte(decoded(fields, body)) }];
  const boundary = parameterOf(contentType, 'boundary');
  if (boundary === undefined) return [];
  const [, ...parts] = `\r\n${body}`.split(new RegExp(`\\r?\\n--${escaped(boundary)}(?=--|[ \\t]*\\r?\\n)`));
  return parts
    .filter((part) => !part.startsWith('--'))
    .flatMap((part) => {
      const text = part.replace(/^[ \t]*\r?\n/, '');
      const bare = /^\r?\n/.exec(text);
      const { head, body: inner } = bare ? { head: '', body: text.slice(bare[0].length) } : halves(text);
      return partsOf(fieldsOf(unfolded(head)), inner);
    });
}

/** What stands within the quotes of another parameter is none. */
function parameterOf(value: string, name: string): string | undefined {
  const parameters = value.matchAll(/;\s*([^=;\s]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;\s]+))/g);
  for (const [, written = '', quoted, plain] of parameters)
    if (written.toLowerCase() === name) return quoted?.replace(/\\(.)/g, '$1') ?? plain;
  return undefined;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function decoded(fields: ReadonlyMap<string, readonly string[]>, text: string): string {
  const [encoding = ''] = fields.get('content-transfer-encoding') ?? [];
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(text, 'base64').toString('utf8');
    case 'quoted-printable': {
      const bytes = text.replace(/=\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, digits: string) => `%${digits}`);
      return unescapedBytes(bytes);
    }
    default:
      return text;
  }
}

/** Of a text in UTF-16 that was read byte by byte what is ASCII; its mark was no character. */
const inOneByte = (text: string): string =>
  text.includes('\0') ? text.replaceAll('\0', '').replace(/^[^<]*/, '') : text;

function unescapedBytes(text: string): string {
  try {
    return decodeURIComponent(text.replace(/%(?![0-9A-Fa-f]{2})/g, '%25'));
  } catch {
    return text;
  }
}
