// RFC 4475 section 3.1.1: thirteen messages that look wrong and are not.

import { request, response, verbatim, VIA, type TortureMessage } from './torture-message';

const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const accepted = { status: 200 };
const EXTENSION_METHOD = "!any-Method0123456789_*+`.%does'~";

export const VALID: readonly TortureMessage[] = [
  verbatim(
    {
      section: '3.1.1.1',
      name: 'wsinv',
      about: 'space wherever it may stand, folded lines, short names, any case',
      wanted: accepted,
    },
    [
      'MESSAGE sip:bo@partner.example;whatisthis SIP/2.0',
      'TO :',
      ' sip:bo@partner.example ;   tag    = 20771n',
      'fRoM   : "A N Aristou \\\\\\""       <sip:ana@primary.example>',
      '  ;',
      '  tag = 9a8jd',
      'MAX-forwards: 0068',
      'Call-ID: wsinv.x1@192.0.2.1',
      'Content-Length   : 4',
      'cSEQ: 0009',
      '  MESSAGE',
      'Via  : SIP  /   2.0',
      ' /UDP',
      '    192.0.2.2;rport;branch=z9hG4bK-wsinv',
      's :',
      'NewFangled:   first',
      ' and second',
      'UnknownHeader:;;,,;;,;',
      'Content-Type: text/plain',
      'v:  SIP  / 2.0  / TCP     relay.primary.example   ;',
      '  branch  =   z9hG4bK9ik  ,',
      ' SIP  /    2.0   / UDP  192.168.255.111   ; branch=',
      ' z9hG4bK302',
      'm:"Quoted \\"\\"" <sip:ana@primary.example> ; newparam =',
      '      newvalue ;',
      '  secondparam ; q = 0.33',
    ],
    'body',
  ),
  verbatim(
    {
      section: '3.1.1.2',
      name: 'intmeth',
      about: 'every character that a token may hold; nobody has this method',
      wanted: { status: 501, shows: /^Allow: /m },
    },
    [
      `${EXTENSION_METHOD} sip:1_odd.URI~(to-be!sure)&isn't+it$/mad?,/;;*:&it+has=1,odd!*pas$wo~d_too.(doesn't-it)@partner.example SIP/2.0`,
      "Via: SIP/2.0/UDP mcs.primary.example;rport;branch=z9hG4bK-.!%66*_+`'~",
      `To: "BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f" <sip:1_odd.URI~(to-be!sure)&isn't+it$/mad?,/;;*@partner.example>`,
      utf8(
        "From: token1~` token2'+_ token3*%!.- <sip:ana@primary.example>;fromParam''~+*_!.-%=\"\u03c9\u03b1\";tag=_token~1'+`*%!-.",
      ),
      'Call-ID: intmeth.word%ZK-!.*_+\'@word`~)(><:\\/"][?}{',
      `CSeq: 139122385 ${EXTENSION_METHOD}`,
      'Max-Forwards: 255',
      utf8("extensionHeader-!.%*+_`'~:\u039c\u03ac\u03bd\u03b7"),
      'Content-Length: 0',
    ],
  ),
  request(
    { section: '3.1.1.3', name: 'esc01', about: 'escapes in the users of URIs', wanted: accepted },
    {
      start: 'MESSAGE sip:sips%3Abo%40partner.example@partner.example SIP/2.0',
      headers: { To: 'sip:%75se%72@partner.example', From: '<sip:I%20have%20spaces@primary.example>;tag=938' },
    },
  ),
  request(
    { section: '3.1.1.4', name: 'escnull', about: 'an escaped nothing in the users of URIs', wanted: { status: 401 } },
    {
      start: 'REGISTER sip:primary.example SIP/2.0',
      headers: { To: 'sip:null-%00-null@primary.example', From: 'sip:null-%00-null@primary.example;tag=8394' },
      more: ['Contact: <sip:%00@mcs.primary.example>', 'Contact: <sip:%00%00@mcs.primary.example>'],
    },
  ),
  request(
    {
      section: '3.1.1.5',
      name: 'esc02',
      about: 'per cent signs that are no escapes: another method than REGISTER',
      wanted: { status: 501 },
    },
    {
      start: 'RE%47IST%45R sip:primary.example SIP/2.0',
      headers: { To: '"%Z%45" <sip:resource@primary.example>' },
      more: ['Contact: <sip:alias1@mcs.primary.example>', 'C%6Fntact: <sip:alias2@mcs.primary.example>'],
    },
  ),
  request(
    { section: '3.1.1.6', name: 'lwsdisp', about: 'a display name against its bracket', wanted: accepted },
    { start: 'OPTIONS sip:bo@partner.example SIP/2.0', headers: { From: 'ana<sip:ana@primary.example>;tag=323' } },
  ),
  request(
    {
      section: '3.1.1.7',
      name: 'longreq',
      about: 'values as long as a datagram likes, and many of them',
      wanted: accepted,
    },
    {
      headers: {
        To: `"I have a ${'very '.repeat(40)}long name" <sip:bo@partner.example>`,
        From: `sip:${'alongname'.repeat(30)}@primary.example;tag=${'12982424'.repeat(20)};${'longparameter'.repeat(15)}=${'longvalue'.repeat(15)};nameonly${'x'.repeat(200)}`,
        'Call-ID': `longreq.${'one'.repeat(50)}longcallid@primary.example`,
      },
      more: [
        `Unknown-${'Long'.repeat(40)}: unknown-${'long'.repeat(60)}`,
        ...Array.from(
          { length: 30 },
          (_, count) => `Via: SIP/2.0/TCP relay${count}.primary.example;branch=z9hG4bK${count}`,
        ),
      ],
    },
  ),
  request(
    {
      section: '3.1.1.8',
      name: 'dblreq',
      about: 'a second request behind the first in one datagram',
      wanted: { status: 401 },
    },
    {
      start: 'REGISTER sip:primary.example SIP/2.0',
      surplus: `MESSAGE sip:bo@partner.example SIP/2.0\r\nVia: ${VIA}second\r\n\r\n`,
    },
  ),
  request(
    { section: '3.1.1.9', name: 'semiuri', about: 'a semicolon in the user of a URI', wanted: accepted },
    { start: 'OPTIONS sip:bo;par=u%40partner.example@partner.example SIP/2.0' },
  ),
  request(
    { section: '3.1.1.10', name: 'transports', about: 'transports of every kind in Via', wanted: accepted },
    {
      start: 'OPTIONS sip:bo@partner.example SIP/2.0',
      more: ['SCTP', 'TLS', 'UNKNOWN', 'TCP'].map(
        (one, count) => `Via: SIP/2.0/${one} t${count}.primary.example;branch=z9hG4bK${one}`,
      ),
    },
  ),
  request(
    {
      section: '3.1.1.11',
      name: 'mpart01',
      about: 'a multipart body with a part of bytes that are no text',
      wanted: accepted,
    },
    {
      more: ['Content-Type: multipart/mixed;boundary=7a9cbec02ceef655'],
      body: '--7a9cbec02ceef655\r\nContent-Type: text/plain\r\n\r\nhello\r\n--7a9cbec02ceef655\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n0\x82\x01R\x06\t*\x86H\x86\xf7\r\n\x01\x07\x02\xa0\x00\xff\r\n--7a9cbec02ceef655--\r\n',
    },
  ),
  response(
    {
      section: '3.1.1.12',
      name: 'unreason',
      about: 'a reason phrase in another script',
      wanted: { response: 'final' },
    },
    utf8('SIP/2.0 200 = \u03b4\u03cd\u03bf \u03c6\u03bf\u03c1\u03ad\u03c2 * 100'),
  ),
  response(
    { section: '3.1.1.13', name: 'noreason', about: 'no reason phrase', wanted: { response: 'provisional' } },
    'SIP/2.0 100 ',
  ),
];
