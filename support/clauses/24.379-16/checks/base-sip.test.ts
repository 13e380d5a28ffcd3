import assert from 'node:assert/strict';
import { openStory } from '../../../oracle/story';
import { abilitiesOf, EVERY_ABILITY } from '../../../ports/abilities';
import type { TraceEvent } from '../../../evidence/trace';
import { traceOf, type Request } from '../testing/messages';
import { STAGE_3 } from '../all';

const failedIn = (events: readonly TraceEvent[]): readonly string[] => {
  const story = openStory(events, abilitiesOf({ abilities: EVERY_ABILITY }));
  const found = STAGE_3.checks.flatMap((check) => check.judge(story, { ordering: 'strict' }));
  return found.flatMap(({ requirement, verdict, party, observed }) =>
    verdict === 'fail' && requirement.startsWith('SIP-') ? [`${requirement} ${party}: ${observed}`] : [],
  );
};

const END = { scope: 's', at: 0 } as const;
const quiet = (seq: number): TraceEvent => ({
  ...END,
  kind: 'settled',
  id: `s${seq}`,
  seq,
  by: 'idle',
  waitedMs: 0,
  lateMs: 0,
});
const SERVER = { party: 'partner-server', id: 'sip:server@partner.example' } as const;
const GMS = { party: 'partner-gms', id: 'sip:gms@partner.example' } as const;

interface Text {
  readonly method?: string;
  readonly status?: number;
  readonly number?: number;
  readonly branch?: string;
  readonly connection?: string;
  /** Instead of a field of the same name, or beside them; none of it where the value is empty. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Of the one who subscribes and the one who notifies, in one dialog. */
function event(seq: number, from: typeof SERVER | typeof GMS, text: Text): TraceEvent {
  const { method = 'NOTIFY', status, number = seq, branch = `z9hG4bK${seq}`, fields = {}, body = '' } = text;
  const [own, other] = from === GMS ? ['g', 's'] : ['s', 'g'];
  const all = {
    Via: `SIP/2.0/TCP 127.0.0.1;branch=${branch}`,
    'Max-Forwards': '70',
    From: `<${from.id}>;tag=${own}`,
    To: `<sip:x@x>;tag=${other}`,
    'Call-ID': 'dialog',
    CSeq: `${number} ${method}`,
    ...fields,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]));
  return {
    ...END,
    kind: 'message',
    id: `m${seq}`,
    seq,
    flow: 'notify-group-dynamic-data-request.server-gms',
    from,
    to: from === GMS ? SERVER : GMS,
    body: {},
    raw: [status === undefined ? `${method} sip:x@x SIP/2.0` : `SIP/2.0 ${status} x`, ...lines, '', body].join('\r\n'),
    schemaErrors: [],
    writtenBy: 'implementation',
    wire: { transport: 'TCP', ...(text.connection !== undefined && { from: text.connection }) },
  };
}

const PRESENCE = { Event: 'presence', Contact: '<sip:x@x>' };
const NOTIFIES = { ...PRESENCE, 'Subscription-State': 'active' };
const subscribes: Text = { method: 'SUBSCRIBE', fields: { ...PRESENCE, To: '<sip:x@x>', Expires: '100' } };
/** The answer turns From and To of the request round in nothing. */
const takes: Text = {
  method: 'SUBSCRIBE',
  status: 200,
  number: 1,
  fields: { From: `<${GMS.id}>;tag=g`, To: '<sip:x@x>;tag=s', Contact: '<sip:127.0.0.1>', Expires: '100' },
};
const subscribed = (answer: Text = takes): readonly TraceEvent[] => [
  event(1, GMS, subscribes),
  event(2, SERVER, answer),
];
const notified = (...texts: readonly Text[]): readonly TraceEvent[] => [
  ...subscribed(),
  ...texts.map((text, at) => event(3 + at, SERVER, { ...text, fields: { ...NOTIFIES, ...text.fields } })),
];

describe('SIP, whatever it carries', () => {
  it('is valid in every field that may be left out or written otherwise', () => {
    const free: readonly Text[] = [
      {},
      { fields: { 'Max-Forwards': '0', 'Subscription-State': 'living ; expires = 5', Expires: '' } },
      { fields: { From: `"a, \\"b\\" ;tag=c" <${SERVER.id};tag=no>; TAG = s`, To: '"<" <sip:x@x>;x;tag=g' } },
      { fields: { Event: '', o: 'presence;id=1', Contact: '', m: '<sip:a@b>' } },
      { fields: { Warning: '399 a "b, c", 399 d "e"', 'User-Agent': 'x (y, z)' } },
      { fields: { 'Content-Type': 'text/plain' }, body: 'x' },
    ];
    for (const one of free) assert.deepEqual(failedIn(notified(one)), [], JSON.stringify(one));
    assert.deepEqual(failedIn(notified({}, { number: 9, connection: 'a:1' }, { number: 8, connection: 'b:1' })), []);
    assert.deepEqual(failedIn([event(9, SERVER, { fields: NOTIFIES })]), [], 'who subscribed is not in the trace');
    const early = [event(1, GMS, subscribes), event(2, SERVER, { fields: NOTIFIES }), event(3, SERVER, takes)];
    assert.deepEqual(failedIn(early), [], 'a notification before the answer');
  });

  it('numbers no two requests alike outside of a dialog, whatever their tags are', () => {
    const other = (text: Text): Text => ({ ...text, number: 1, fields: { ...text.fields, From: `<${GMS.id}>;tag=h` } });
    const alike = [event(1, GMS, subscribes), event(2, GMS, other(subscribes))];
    const answered = [event(3, SERVER, takes), event(4, SERVER, other(takes))];
    const [found, ...more] = failedIn([...alike, ...answered]);
    assert.match(found ?? '', /^SIP-1 partner-gms: .*Call-ID and the CSeq of an earlier request$/);
    assert.deepEqual(more, [], 'each answer has the tag of its own');
    const asks: Request = { action: 'create', from: 'ana', to: 'primary' };
    const sent = (callId: string) =>
      failedIn(
        traceOf(asks, { ...asks, to: 'partner' }).map((one) =>
          one.kind === 'message' ? { ...one, raw: one.raw.replace(/Call-ID: .*/, callId) } : one,
        ),
      );
    assert.match(
      sent('Call-ID: one').join(),
      /^SIP-1 client-1: a MESSAGE .*the Call-ID and the CSeq of an earlier request$/,
    );
  });

  it('has faults in requests, each by what is wrong with it', () => {
    const wrong: readonly (readonly [row: string, of: string, text: Text])[] = [
      ['SIP-1', 'no Via', { fields: { Via: '' } }],
      ['SIP-1', 'no Max-Forwards', { fields: { 'Max-Forwards': '' } }],
      ['SIP-1', 'Max-Forwards is no number', { fields: { 'Max-Forwards': '256' } }],
      ['SIP-1', 'From has no tag', { fields: { From: `"x;tag=1" <${SERVER.id};tag=2>` } }],
      ['SIP-1', 'CSeq names MESSAGE', { fields: { CSeq: '4 MESSAGE' } }],
      ['SIP-1', 'up to 2^31', { number: 2 ** 31 }],
      ['SIP-1', 'CSeq more than once', { fields: { cseq: '5 NOTIFY' } }],
      ['SIP-1', 'does not begin with z9hG4bK', { branch: '1' }],
      ['SIP-1', 'no Content-Type', { body: 'x' }],
      ['SIP-1', 'no number of seconds', { fields: { Expires: 'never' } }],
      ['SIP-1', 'ends with LF', { fields: { 'X-Y': 'z\nA: b' } }],
      ['SIP-3', 'no Event', { fields: { Event: '' } }],
      ['SIP-3', 'no Contact', { fields: { Contact: '' } }],
      ['SIP-3', 'no Subscription-State', { fields: { 'Subscription-State': '' } }],
      ['SIP-3', 'expires in -1', { fields: { 'Subscription-State': 'active;expires=-1' } }],
      ['SIP-3', 'tag of its From', { fields: { From: `<${SERVER.id}>;tag=other` } }],
      ['SIP-3', 'tag of its To', { fields: { To: '<sip:x@x>' } }],
    ];
    for (const [row, of, text] of wrong) {
      const [found = '', ...more] = failedIn(notified(text));
      assert.ok(found.startsWith(`${row} partner-server: a NOTIFY to `) && found.includes(of), `${of}: ${found}`);
      assert.deepEqual(more, [], of);
    }
  });

  it('is of who wrote it, whomever it says', () => {
    const others = subscribed().map((one, at) =>
      at === 0 && one.kind === 'message' ? { ...one, writtenBy: 'harness' as const } : one,
    );
    assert.deepEqual(failedIn([...others, event(3, GMS, { ...subscribes, number: 2 })]), [
      'SIP-1 partner-server: a SUBSCRIBE to sip:server@partner.example: ' +
        'it asserts the identity of the partner-gms, which did not send it',
    ]);
  });

  it('goes to where the subscriber is', () => {
    const elsewhere = subscribed().map((one) =>
      one.kind === 'message' ? { ...one, raw: one.raw.replace('Contact: <sip:x@x>', 'Contact: <sip:y@x>') } : one,
    );
    const [found, ...more] = failedIn([...elsewhere, event(3, SERVER, { fields: NOTIFIES })]);
    assert.match(found ?? '', /^SIP-3 partner-server: .*its Request-URI is not the Contact/);
    assert.deepEqual(more, []);
  });

  it('is notified of what it subscribed to once all is quiet, of nothing too', () => {
    const asks = (text: Text): TraceEvent => ({ ...event(1, GMS, text), writtenBy: 'harness' }) as TraceEvent;
    const taken = [asks(subscribes), event(2, SERVER, takes)];
    assert.match(
      failedIn([...taken, quiet(3)]).join(),
      /^SIP-3 partner-server: its 200 to a SUBSCRIBE .*no NOTIFY followed/,
    );
    assert.deepEqual(failedIn(taken), [], 'nothing was waited for');
    assert.deepEqual(failedIn([...taken, quiet(3), event(4, SERVER, { fields: NOTIFIES })]), [], 'it comes late');
    const { raw } = event(4, SERVER, { fields: NOTIFIES }) as { readonly raw: string };
    const aside = {
      ...END,
      kind: 'aside',
      id: 'a4',
      seq: 4,
      party: GMS.party,
      raw,
      says: 'nothing of a group',
    } as const;
    assert.deepEqual(failedIn([...taken, { ...aside, writer: SERVER.party }, quiet(5)]), []);
    assert.match(
      failedIn([...taken, { ...aside, writer: SERVER.party, raw: raw.replace(/Event.*\r\n/, '') }, quiet(5)]).join(),
      /^SIP-3 partner-server: a NOTIFY to the partner-gms: it has no Event$/,
    );
    const ends: Text = { ...subscribes, fields: { ...subscribes.fields, Expires: '0' } };
    const ended: Text = { ...takes, fields: { ...takes.fields, Expires: '0' } };
    assert.deepEqual(failedIn([asks(ends), event(2, SERVER, ended), quiet(3)]), [], 'nobody wants any');
    const refused: Text = { ...takes, status: 403 };
    assert.deepEqual(failedIn([asks(subscribes), event(2, SERVER, refused), quiet(3)]), []);
  });

  it('is notified in the dialog of who subscribed, before the answer too', () => {
    const before = (fields: Readonly<Record<string, string>>): readonly string[] =>
      failedIn([
        event(1, GMS, subscribes),
        event(2, SERVER, { fields: { ...NOTIFIES, ...fields } }),
        event(3, SERVER, { ...takes, number: 1 }),
      ]);
    assert.deepEqual(before({}), []);
    const swapped = { From: `<${SERVER.id}>;tag=g`, To: '<sip:x@x>;tag=s' };
    assert.match(before(swapped).join(), /^SIP-3 partner-server: a NOTIFY .*the tag of its To is not that of who/);
    const other = { From: `<${SERVER.id}>;tag=other` };
    assert.match(before(other).join(), /^SIP-3 partner-server: a NOTIFY .*the tag of its From is not that with which/);
  });

  it('is notified of each of the subscriptions that are one message', () => {
    const rawOf = (one: TraceEvent): string => ('raw' in one ? one.raw : '');
    const inDialog = (text: Text, callId: string): Text => ({ ...text, fields: { ...text.fields, 'Call-ID': callId } });
    const tagged = (one: TraceEvent, callId: string): TraceEvent =>
      ({ ...one, raw: rawOf(one).replace(/;tag=s/, `;tag=s${callId}`) }) as TraceEvent;
    const joined = (one: Text, from: typeof GMS | typeof SERVER, seq: number): TraceEvent => {
      const texts = ['a', 'b'].map((callId, at) =>
        tagged(event(1, from, { ...inDialog(one, callId), number: 1, branch: `z9hG4bK${at}`, body: 'x' }), callId),
      );
      const raw = texts.map((text) =>
        rawOf(text).replace('\r\n\r\n', '\r\nContent-Type: t/p\r\nContent-Length: 1\r\n\r\n'),
      );
      return { ...event(seq, from, one), raw: raw.join('') } as TraceEvent;
    };
    const asks = { ...joined(subscribes, GMS, 1), writtenBy: 'harness' } as TraceEvent;
    const notifiedIn = (...callIds: readonly string[]): readonly TraceEvent[] => [
      asks,
      joined(takes, SERVER, 2),
      ...callIds.map((callId, at) => tagged(event(3 + at, SERVER, inDialog({ fields: NOTIFIES }, callId)), callId)),
      quiet(9),
    ];
    assert.deepEqual(failedIn(notifiedIn('a', 'b')), []);
    for (const some of [[], ['a'], ['b']])
      assert.match(
        failedIn(notifiedIn(...some)).join(),
        /^SIP-3 partner-server: its 200 .*no NOTIFY followed/,
        some.join(),
      );
  });

  it('is notified where its subscription left once more with credentials', () => {
    const first = { ...event(1, GMS, subscribes), writtenBy: 'harness' } as TraceEvent;
    const again = { ...subscribes, number: 2, branch: 'z9hG4bKagain' };
    const { raw } = event(2, GMS, again) as { readonly raw: string };
    const resent = {
      ...END,
      kind: 'resent',
      id: 'r',
      seq: 2,
      message: 'm1',
      by: GMS.party,
      raw,
      challenge: '',
    } as const;
    const taken = [first, resent, event(3, SERVER, { ...takes, number: 2 })];
    assert.match(failedIn([...taken, quiet(9)]).join(), /^SIP-3 partner-server: its 200 .*no NOTIFY followed/);
    assert.deepEqual(failedIn([...taken, event(4, SERVER, { fields: NOTIFIES }), quiet(9)]), []);
  });

  it('comes after an end that tells of nothing, as after any', () => {
    const end = event(3, SERVER, { fields: { ...NOTIFIES, 'Subscription-State': 'terminated;reason=noresource' } });
    const { raw } = end as { readonly raw: string };
    const says = 'nothing of a group';
    const aside = {
      ...END,
      kind: 'aside',
      id: 'a',
      seq: 3,
      party: GMS.party,
      writer: SERVER.party,
      raw,
      says,
    } as const;
    assert.deepEqual(failedIn([...subscribed(), aside]), []);
    assert.match(
      failedIn([...subscribed(), aside, event(4, SERVER, { fields: NOTIFIES })]).join(),
      /^SIP-3 partner-server: a NOTIFY .*it comes after the NOTIFY that terminated its subscription$/,
    );
  });

  it('has faults in requests beside each other', () => {
    const over = { connection: 'a:1' };
    const wrong: readonly (readonly [of: string, texts: readonly Text[]])[] = [
      ['the branch of an earlier', [{ branch: 'z9hG4bKx' }, { branch: 'z9hG4bKx' }]],
      ['the CSeq of an earlier', [{ number: 7 }, { number: 7 }]],
      [
        'its CSeq is 6, after 7',
        [
          { number: 7, ...over },
          { number: 6, ...over },
        ],
      ],
      ['after the NOTIFY that terminated', [{ fields: { 'Subscription-State': 'Terminated;reason=x' } }, {}]],
    ];
    for (const [of, texts] of wrong) {
      const found = failedIn(notified(...texts));
      assert.ok(found.length === 1 && found[0]?.includes(of), `${of}: ${found.join()}`);
    }
  });

  it('may arrive after the end of its subscription where it left before', () => {
    const crossed = [{ number: 7, fields: { 'Subscription-State': 'terminated;reason=x' } }, { number: 6 }];
    assert.deepEqual(failedIn(notified(...crossed)), []);
  });

  it('has no other provisional answer than 100, and its version in capitals', () => {
    const between = (start: string): readonly TraceEvent[] => {
      const { raw } = event(2, SERVER, takes) as { readonly raw: string };
      const said = {
        ...END,
        kind: 'aside',
        id: 'a2',
        seq: 2,
        party: GMS.party,
        writer: SERVER.party,
        says: 'a 183',
      } as const;
      return [
        event(1, GMS, subscribes),
        { ...said, raw: raw.replace('SIP/2.0 200 x', start) },
        event(3, SERVER, takes),
      ];
    };
    assert.match(
      failedIn(between('SIP/2.0 183 x')).join(),
      /^SIP-2 partner-server: its 183 to a SUBSCRIBE .*RFC 4320 4\.1\)$/,
    );
    const small = subscribed().map((one, at) =>
      at === 1 && one.kind === 'message' ? { ...one, raw: one.raw.replace('SIP/2.0', 'sip/2.0') } : one,
    );
    assert.match(failedIn(small).join(), /^SIP-2 partner-server: its 200 .*its version is written sip\/2\.0/);
  });

  it('has faults in answers, each by what is wrong with it', () => {
    const OF_REQUEST = 'SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1';
    const wrong: readonly (readonly [
      row: string,
      of: string,
      fields: Readonly<Record<string, string>>,
      status?: number,
    ])[] = [
      ['SIP-2', 'To has no tag', { To: '<sip:x@x>' }],
      ['SIP-2', 'tag of its From is none', { From: `<${GMS.id}>` }],
      ['SIP-2', 'it has no Allow-Events', {}, 489],
      ['SIP-2', 'it has no Allow', {}, 405],
      ['SIP-2', 'its CSeq is 77 SUBSCRIBE', { CSeq: '77 SUBSCRIBE', Via: OF_REQUEST }],
      ['SIP-2', 'its Call-ID is other', { 'Call-ID': 'other', Via: OF_REQUEST }],
      ['SIP-3', 'it has no Expires', { Expires: '' }],
      ['SIP-3', 'longer than was asked', { Expires: '101' }],
      ['SIP-3', 'it has no Contact', { Contact: '' }],
    ];
    for (const [row, of, fields, status = 200] of wrong) {
      const found = failedIn(subscribed({ ...takes, status, fields: { ...takes.fields, ...fields } }));
      assert.ok(found.length === 1 && found[0]?.startsWith(row) && found[0].includes(of), `${of}: ${found.join()}`);
    }
    const free = [
      { ...takes, status: 405, fields: { ...takes.fields, Allow: ' ' } },
      { ...takes, fields: { ...takes.fields, Expires: '0' } },
    ];
    for (const one of free) assert.deepEqual(failedIn(subscribed(one)), [], JSON.stringify(one));
  });

  it('has one final response to each request: another that says otherwise is a fault, a copy is none', () => {
    const second = (status: number, branch: string): readonly TraceEvent[] => {
      const events = traceOf({ action: 'create', from: 'ana', to: 'primary', status: 200 });
      const answer = events.findLast(({ kind }) => kind === 'message');
      assert.ok(answer?.kind === 'message');
      const { seq, raw } = answer;
      const again = raw.replace(' 200 ', ` ${status} `).replace('z9hG4bK0', branch);
      const malformed = { ...END, kind: 'malformed', id: 'x', seq: seq + 0.5, party: 'client-1', problem: '' } as const;
      return [...events, { ...malformed, raw: again }].toSorted((one, other) => one.seq - other.seq);
    };
    assert.match(
      failedIn(second(480, 'z9hG4bK0')).join(),
      /^SIP-2 primary-server: its 480 to a MESSAGE .*: it comes after the 200 of the same transaction$/i,
    );
    assert.deepEqual(failedIn(second(200, 'z9hG4bK0')), []);
    assert.deepEqual(failedIn(second(480, 'z9hG4bKx')), [], 'of no transaction');
  });

  it('is read of an answer that is no message of its own', () => {
    const asked: Request = { action: 'create', from: 'partner', to: 'ben' };
    const answered = (contact: string): readonly TraceEvent[] => {
      const events = traceOf(asked);
      const message = events.find(({ kind }) => kind === 'message');
      assert.ok(message?.kind === 'message');
      const copied = message.raw.split('\r\n').filter((line) => /^(?:Via|From|Call-ID|CSeq):/.test(line));
      const answer = ['SIP/2.0 200 OK', ...copied, 'To: <sip:x@x>;tag=b', contact, '', ''].join('\r\n');
      const delivery = { ...END, kind: 'delivery', id: 'd', seq: message.seq + 1, message: message.id } as const;
      return events
        .concat({ ...delivery, by: 'partner-server', outcome: 'answered', detail: '200 OK', answer })
        .toSorted((one, other) => one.seq - other.seq);
    };
    assert.deepEqual(failedIn(answered('X: y')), []);
    const [found, ...more] = failedIn(answered('Contact: <sip:a@b>'));
    assert.match(found ?? '', /^SIP-2 client-2: its 200 to a MESSAGE to Ben: it has a Contact, and answers a MESSAGE/i);
    assert.deepEqual(more, []);
  });
});

describe('the tag in To of a final response', () => {
  const asked = (from: string, callId: string, tag: string): readonly TraceEvent[] => {
    const [one, other] = [traceOf({ action: 'create', from: 'ana', to: 'primary', status: 200 }), callId];
    return one.map((event) =>
      event.kind === 'message'
        ? {
            ...event,
            id: `${event.id}-${other}`,
            seq: event.seq + (from === 'first' ? 0 : 100),
            raw: event.raw
              .replace(/Call-ID: .*/, `Call-ID: ${other}`)
              .replace(/branch=\S+/, `branch=z9hG4bK${other}${from}`)
              .replace(/tag=y\d/, `tag=${tag}`),
          }
        : {
            ...event,
            id: `${event.id}-${other}${from}`,
            seq: event.kind === 'fixture' ? event.seq : event.seq + (from === 'first' ? 0 : 100),
          },
    );
  };
  const failures = (...traces: readonly (readonly TraceEvent[])[]) =>
    failedIn(traces.flat().toSorted((one, other) => one.seq - other.seq)).filter((one) => one.includes('19.3'));

  it('is given to one request alone', () => {
    assert.deepEqual(failures(asked('first', 'c1', 't1'), asked('second', 'c2', 't2')), []);
    const [found, ...more] = failures(asked('first', 'c1', 't1'), asked('second', 'c2', 't1'));
    assert.match(
      found ?? '',
      /^SIP-2 primary-server: its 200 to .*the tag of its To is one that it gave to another request/,
    );
    assert.deepEqual(more, []);
  });

  it('may be that of another request with the same Call-ID', () => {
    assert.deepEqual(failures(asked('first', 'c1', 't1'), asked('second', 'c1', 't1')), []);
  });
});
