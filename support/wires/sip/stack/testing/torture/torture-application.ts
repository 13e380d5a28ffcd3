// RFC 4475 section 3.3: fifteen messages that read well and ask for what cannot be.

import { request, response, type TortureMessage } from './torture-message';

const about = (number: number, name: string, what: string, wanted: TortureMessage['wanted']) => ({
  section: `3.3.${number}`,
  name,
  about: what,
  wanted,
});
const OPTIONS = 'OPTIONS sip:bo@partner.example SIP/2.0';
const REGISTER = 'REGISTER sip:primary.example SIP/2.0';
/** A registrar that wants credentials, and found none that it knows. */
const challenged = { status: 401, shows: /^WWW-Authenticate: Digest /m };

export const APPLICATION: readonly TortureMessage[] = [
  request(about(1, 'insuf', 'no Call-ID, From and To', { status: 400 }), {
    headers: { 'Call-ID': undefined, From: undefined, To: undefined },
  }),
  request(about(2, 'unkscm', 'a Request-URI of a scheme that nobody has', { status: 416 }), {
    start: 'OPTIONS nobodyKnowsThis:opaque SIP/2.0',
  }),
  request(about(3, 'novelsc', 'a Request-URI of a scheme that is known and no use here', { status: 416 }), {
    start: 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0',
  }),
  request(
    about(
      4,
      'unksm2',
      'schemes of no user in From, To and Contact: a registrar asks who it is before it says 400',
      challenged,
    ),
    {
      start: REGISTER,
      headers: { To: 'isbn:2983792873', From: '<http://www.primary.example>;tag=3234233' },
      more: ['Contact: <name:ana_aristou>'],
    },
  ),
  request(
    about(5, 'bext01', 'extensions required that nobody has', {
      status: 420,
      shows: /^Unsupported: nothingHasThis, norThis\r$/m,
    }),
    {
      start: OPTIONS,
      more: ['Require: nothingHasThis, norThis', 'Proxy-Require: noProxyHasThis'],
    },
  ),
  request(
    about(6, 'invut', 'a body of a type that nobody takes', {
      status: 415,
      shows: /^Accept: text\/plain, multipart\/mixed\r$/m,
    }),
    {
      more: ['Content-Type: application/unknownformat'],
      body: '<audio><pcmu port="443"/></audio>',
    },
  ),
  request(about(7, 'regaut01', 'credentials of a scheme that nobody has, as if there were none', challenged), {
    start: REGISTER,
    more: ['Authorization: NoOneKnowsThisScheme opaque-data=here'],
  }),
  request(about(8, 'multi01', 'headers twice that may stand once', { status: 400 }), {
    more: [
      'CSeq: 5 MESSAGE',
      'Call-ID: other@primary.example',
      'From: <sip:other@primary.example>;tag=3',
      'To: <sip:other@partner.example>',
      'Max-Forwards: 5',
    ],
  }),
  request(about(9, 'mcl01', 'two Content-Lengths that differ', { status: 400 }), {
    start: OPTIONS,
    headers: { 'Content-Length': '13' },
    more: ['Content-Length: 5', 'Content-Type: text/plain'],
    body: 'There is no way to know.',
  }),
  response(
    about(10, 'bcast', 'a response with a second Via, of a broadcast address', { response: 'discarded' }),
    'SIP/2.0 200 OK',
    {
      Via: 'VIA, SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1saber23',
    },
  ),
  request(about(11, 'zeromf', 'Max-Forwards 0, which binds who forwards and not who is meant', { status: 200 }), {
    start: OPTIONS,
    headers: { 'Max-Forwards': '0' },
  }),
  request(about(12, 'cparam01', 'a parameter of a Contact without brackets', challenged), {
    start: REGISTER,
    more: ['Contact: sip:+19725552222@mcs.primary.example;unknownparam'],
  }),
  request(about(13, 'cparam02', 'a parameter of the URI in a Contact', challenged), {
    start: REGISTER,
    more: ['Contact: <sip:+19725552222@mcs.primary.example;unknownparam>'],
  }),
  request(about(14, 'regescrt', 'an escaped header in the URI of a Contact', challenged), {
    start: REGISTER,
    more: ['Contact: <sip:ana@mcs.primary.example?Route=%3Csip:relay.example%3E>'],
  }),
  request(
    about(15, 'sdp01', 'an Accept that no answer with a body could meet: this one has none', {
      status: 200,
      shows: /^Content-Length: 0\r$/m,
    }),
    {
      start: OPTIONS,
      more: ['Accept: text/nobodyKnowsThis'],
    },
  ),
];
