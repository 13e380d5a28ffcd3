// One message of the list of RFC 4475, with what that document wants done with it. The facts are its own, the bytes are ours:
// its INVITEs, whose sessions this stack does not have, are MESSAGEs here where that makes no difference.

export type Wanted =
  /** The final status of the answer to a request, and what the answer must show. */
  | { readonly status: number; readonly shows?: RegExp }
  /** A response, which takes the transaction that it belongs to this far. */
  | { readonly response: 'final' | 'provisional' | 'discarded' };

export interface TortureMessage {
  /** The section of RFC 4475, and its short name there. */
  readonly section: string;
  readonly name: string;
  readonly about: string;
  readonly wanted: Wanted;
  /** Of a response, where the top Via of the request that it answers goes in for VIA. */
  readonly text: string;
}

export const VIA = 'SIP/2.0/UDP mcs.primary.example;rport;branch=z9hG4bK-';

/** An undefined one is left out. */
type Headers = Readonly<Record<string, string | undefined>>;
type Case = Omit<TortureMessage, 'text'>;

const headerLines = (headers: Headers): readonly string[] =>
  Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));

const lines = (all: readonly string[], body: string): string => [...all, '', body].join('\r\n');

/** As it stands, line by line. */
export const verbatim = (about: Case, head: readonly string[], body = ''): TortureMessage => ({
  ...about,
  text: lines(head, body),
});

/** A sound request, but for the headers given. */
export function request(
  about: Case,
  { start = 'MESSAGE sip:bo@partner.example SIP/2.0', headers = {}, more = [], body = '', surplus = '' }: Change = {},
): TortureMessage {
  const method = start.split(' ')[0] ?? '';
  const all: Headers = {
    Via: `${VIA}${about.name}`,
    'Max-Forwards': '70',
    From: '<sip:ana@primary.example>;tag=a1',
    To: '<sip:bo@partner.example>',
    'Call-ID': `${about.name}@primary.example`,
    CSeq: `7 ${method}`,
    'Content-Length': String(Buffer.byteLength(body, 'latin1')),
    ...headers,
  };
  return { ...about, text: `${lines([start, ...headerLines(all), ...more], body)}${surplus}` };
}

interface Change {
  readonly start?: string;
  readonly headers?: Headers;
  readonly more?: readonly string[];
  /** One character a byte. */
  readonly body?: string;
  /** What follows the message in its datagram. */
  readonly surplus?: string;
}

/** A sound response to the request whose Via, Call-ID and CSeq stand for VIA, CALL and CSEQ. */
export function response(about: Case, start: string, headers: Headers = {}): TortureMessage {
  const all: Headers = {
    Via: 'VIA',
    From: '<sip:ana@primary.example>;tag=a1',
    To: '<sip:bo@partner.example>;tag=b1',
    'Call-ID': 'CALL',
    CSeq: 'CSEQ',
    'Content-Length': '0',
    ...headers,
  };
  return { ...about, text: lines([start, ...headerLines(all)], '') };
}
