// What RFC 4475 says that a parser meets, each case written anew from what it is about.

import assert from 'node:assert/strict';
import { sample, type Sample } from '../testing/sample';
import { headerOf } from './message';
import { parse } from './parse';
import { serialise } from './serialise';
import { callIdOf, contactsOf, cseqOf, fromOf, toOf, viasOf } from './typed';
import { parseUri } from './uri';

const codesOf = (bytes: Buffer) => parse(bytes, 'strict').problems.map(({ code }) => code);
const raw = (...lines: readonly string[]) => Buffer.from(lines.join('\r\n'), 'utf8');

describe('a sound but unusual message is accepted, strictly, and written as it came', () => {
  const cases: Readonly<Record<string, Buffer>> = {
    'space wherever it may stand, short names, folded lines and any case': raw(
      'INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0',
      'TO :',
      ' sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n',
      'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>',
      '  ;',
      '  tag = 98asjd8',
      'MaX-fOrWaRdS: 0068',
      'Call-ID: wsinv.ndaksdj@192.0.2.1',
      'Content-Length   : 4',
      'cseq: 0009',
      '  INVITE',
      'Via  : SIP  /   2.0',
      ' /UDP',
      '    192.0.2.2;branch=390skdjuw'.replace('390', 'z9hG4bK390'),
      's :',
      'NewFangledHeader:   newfangled value',
      ' continued newfangled value',
      'v:  SIP  / 2.0  / TCP     spindle.example.com   ;',
      '  branch  =   z9hG4bK9ikj8  ,',
      ' SIP  /    2.0   / UDP  192.168.255.111   ; branch=',
      ' z9hG4bK30239',
      'm:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =',
      '      newvalue ;',
      '  secondparam ; q = 0.33',
      '',
      'body',
    ),
    'every character that a token may hold': raw(
      "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0",
      "Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~",
      'To: "BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f" <sip:1_unusual.URI~(to-be!sure)&isn\'t+it$/crazy?,/;;*@example.com>',
      "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%=\"\u0440\u0430\";tag=_token~1'+`*%!-.",
      'Call-ID: intmeth.word%ZK-!.*_+\'@word`~)(><:\\/"][?}{',
      "CSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~",
      'Max-Forwards: 255',
      "extensionHeader-!.%*+_`'~:\u5927\u505c\u96fb",
      'Content-Length: 0',
      '',
      '',
    ),
    'escapes in the user of a URI': sample({ start: 'MESSAGE sip:sips%3Auser%40example.com@example.net SIP/2.0' }),
    'an escaped nothing in the user of a URI': sample({ headers: { To: '<sip:null-%00-null@example.com>' } }),
    'a method that looks escaped and is not': sample({
      start: 'RE%47IST%45R sip:registrar.example.com SIP/2.0',
      headers: { CSeq: '29344 RE%47IST%45R' },
    }),
    'a display name against its bracket': sample({ headers: { From: 'caller<sip:caller@example.com>;tag=323' } }),
    'a parameter inside the user of a URI': sample({
      start: 'OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0',
      headers: { CSeq: '8 OPTIONS' },
    }),
    'transports that nobody has': sample({
      headers: { Via: 'SIP/2.0/UDP t1.example.com;branch=z9hG4bKk, SIP/2.0/SCTP t2.example.com;branch=z9hG4bKl' },
      more: ['Via: SIP/2.0/UNKNOWN t4.example.com;branch=z9hG4bKm'],
    }),
    'no reason phrase': sample({ start: 'SIP/2.0 100 ' }),
    'a reason phrase in another script': sample({ start: 'SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять' }),
    'a URI scheme that nobody has': sample({ start: 'MESSAGE nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0' }),
    'a contact with parameters inside and outside its brackets': sample({
      more: ['Contact: <sip:+19725552222@gw1.example.net;unknownparam>;expires=3'],
    }),
    'an escaped header in the URI of a contact': sample({
      more: ['Contact: <sip:user@example.com?Route=%3Csip:sip.example.com%3E>'],
    }),
    'authorization that nobody knows': sample({ more: ['Authorization: NoOneKnowsThisScheme opaque-data=here'] }),
    'values as long as a line likes': sample({
      headers: {
        From: `<sip:${'amazinglylongcallername'.repeat(20)}@example.net>;tag=${'12982982982982982424'.repeat(9)}`,
      },
      more: [`Unknown: ${'long'.repeat(500)}`],
    }),
    'a body that is no text': sample({ body: '\x00\x01\u00ff\r\n\r\n' }),
    'an IPv6 reference with and without its brackets': sample({
      start: 'MESSAGE sip:[2001:db8::10]:5070 SIP/2.0',
      headers: { Via: 'SIP/2.0/UDP [2001:db8::9:1];received=2001:db8::9:255;branch=z9hG4bKas3-111' },
    }),
  };
  for (const [what, bytes] of Object.entries(cases))
    it(what, () => {
      const { message, problems, accepted } = parse(bytes, 'strict');
      assert.deepEqual(problems, []);
      assert.ok(accepted && message);
      assert.equal(serialise(message).toString('latin1'), bytes.toString('latin1'));
    });

  it('reads what stands there', () => {
    const { message } = parse(cases['space wherever it may stand, short names, folded lines and any case']!);
    assert.ok(message);
    assert.equal(viasOf(message).length, 3);
    assert.deepEqual(cseqOf(message), { number: 9, method: 'INVITE' });
    assert.equal(fromOf(message)?.display, 'J Rosenberg \\"');
    assert.deepEqual(toOf(message)?.parameters, [{ name: 'tag', value: '1918181833n' }]);
    assert.equal(headerOf(message, 'NewFangledHeader'), 'newfangled value continued newfangled value');
    const contacts = contactsOf(message);
    assert.ok(contacts !== undefined && contacts !== '*');
    assert.deepEqual(contacts[0]?.parameters.at(-1), { name: 'q', value: '0.33' });
    assert.equal(callIdOf(message), 'wsinv.ndaksdj@192.0.2.1');
    assert.equal(message.body.toString(), 'body');
  });

  it('takes the first message of a datagram and no more', () => {
    const first = sample({ body: 'one' });
    const { message, problems } = parse(Buffer.concat([first, sample()]), 'lenient');
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['body-surplus'],
    );
    assert.ok(message);
    assert.deepEqual(serialise(message), first);
  });
});

describe('a message that is wrong is refused where it matters', () => {
  type Case = readonly [what: string, bytes: Buffer, code: string, lenient: 'tolerated' | 'refused'];
  const changed = (change: Partial<Sample>) => sample(change);
  const header = (name: string, value: string | undefined) => changed({ headers: { [name]: value } });
  const cases: readonly Case[] = [
    ['a Via full of separators', header('Via', 'SIP/2.0/UDP 192.0.2.15;;,;,,'), 'header-value', 'refused'],
    ['more body said than sent', changed({ headers: { 'Content-Length': '9999' } }), 'body-short', 'refused'],
    ['a negative Content-Length', header('Content-Length', '-999'), 'header-value', 'refused'],
    ['a CSeq too large', header('CSeq', '36893488147419103232 MESSAGE'), 'header-value', 'refused'],
    ['Max-Forwards too large', header('Max-Forwards', '300'), 'header-value', 'refused'],
    ['Expires too large', changed({ more: ['Expires: 10000000000'] }), 'header-value', 'tolerated'],
    ['a quote that is not closed', header('To', '"Mr. J. User <sip:j.user@example.com>'), 'header-value', 'refused'],
    [
      'brackets round the Request-URI',
      changed({ start: 'MESSAGE <sip:user@example.com> SIP/2.0' }),
      'request-uri',
      'refused',
    ],
    [
      'space in the Request-URI',
      changed({ start: 'MESSAGE sip:user@example.com; lr SIP/2.0' }),
      'request-uri',
      'refused',
    ],
    [
      'much space in the start line',
      changed({ start: 'MESSAGE  sip:user@example.com  SIP/2.0' }),
      'whitespace',
      'tolerated',
    ],
    [
      'space at the end of the start line',
      changed({ start: 'MESSAGE sip:user@example.com SIP/2.0  ' }),
      'whitespace',
      'tolerated',
    ],
    [
      'headers in the Request-URI',
      changed({ start: 'MESSAGE sip:u@example.com?Route=%3Csip:e%3E SIP/2.0' }),
      'request-uri',
      'refused',
    ],
    ['a version that nobody speaks', changed({ start: 'MESSAGE sip:t@example.com SIP/7.0' }), 'version', 'refused'],
    ['a CSeq of another method', header('CSeq', '7 INVITE'), 'cseq-method', 'refused'],
    ['a status that is too large', changed({ start: 'SIP/2.0 4294967301 better not break' }), 'status', 'refused'],
    ['a branch that is the cookie alone', header('Via', 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK'), 'branch', 'tolerated'],
    ['no Call-ID', header('Call-ID', undefined), 'header-missing', 'refused'],
    ['no From', header('From', undefined), 'header-missing', 'refused'],
    ['no Max-Forwards, as of old', header('Max-Forwards', undefined), 'header-missing', 'tolerated'],
    ['two Content-Lengths', changed({ more: ['l: 15'] }), 'header-repeated', 'refused'],
    ['two Froms', changed({ more: ['f: <sip:other@example.com>;tag=3'] }), 'header-repeated', 'refused'],
    [
      'a contact without brackets, with headers',
      changed({ more: ['Contact: sip:user@example.com?Route=%3Csip:e%3E'] }),
      'header-value',
      'refused',
    ],
    [
      'a display name with a comma',
      header('From', 'Bell, Alexander <sip:a.g.bell@example.com>;tag=43'),
      'header-value',
      'refused',
    ],
    ['a line without a colon', changed({ more: ['nonsense'] }), 'header-line', 'refused'],
    ['IPv6 without its brackets', changed({ start: 'MESSAGE sip:2001:db8::10 SIP/2.0' }), 'request-uri', 'refused'],
    ['no empty line', Buffer.from(sample().toString().trimEnd() + '\r\n'), 'head-end', 'refused'],
    [
      'lines that end in a line feed alone',
      Buffer.from(sample().toString().replaceAll('\r\n', '\n')),
      'line-end',
      'tolerated',
    ],
    ['no SIP at all', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), 'version', 'refused'],
    ['nothing', Buffer.alloc(0), 'head-end', 'refused'],
  ];
  for (const [what, bytes, code, lenient] of cases)
    it(what, () => {
      assert.ok(codesOf(bytes).includes(code as never), `problems: ${codesOf(bytes).join(', ') || 'none'}`);
      assert.equal(parse(bytes, 'strict').accepted, false);
      assert.equal(parse(bytes, 'lenient').accepted, lenient === 'tolerated');
    });

  it('says where, and what was expected', () => {
    const [problem] = parse(header('CSeq', 'seven MESSAGE')).problems;
    assert.deepEqual(problem, {
      code: 'header-value',
      where: 'CSeq',
      expected: 'a number at 0, found "seven MESSAGE"',
      tolerable: false,
    });
  });

  it('the URI of nobody is kept whole', () => {
    assert.deepEqual(parseUri('soap.beep://192.0.2.103:3002'), {
      ok: true,
      value: { scheme: 'other', name: 'soap.beep', rest: '//192.0.2.103:3002' },
    });
  });
});
