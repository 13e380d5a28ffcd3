// A sound MESSAGE as lines, for tests that change one thing about it.

type Headers = Readonly<Record<string, string | undefined>>;

export interface Sample {
  readonly start: string;
  /** Header lines by what they begin with; an undefined one is left out. */
  readonly headers: Headers;
  readonly more: readonly string[];
  readonly body: string;
}

const SOUND: Sample = {
  start: 'MESSAGE sip:bo@192.0.2.2 SIP/2.0',
  headers: {
    Via: 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa1',
    'Max-Forwards': '70',
    From: '<sip:al@192.0.2.1>;tag=f1',
    To: '<sip:bo@192.0.2.2>',
    'Call-ID': 'c1@192.0.2.1',
    CSeq: '7 MESSAGE',
  },
  more: [],
  body: '',
};

export function sample(change: Partial<Sample> = {}): Buffer {
  const { start, headers, more, body } = { ...SOUND, ...change };
  const named: Headers = { ...SOUND.headers, 'Content-Length': String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return Buffer.from([start, ...lines, ...more, '', body].join('\r\n'), 'utf8');
}
