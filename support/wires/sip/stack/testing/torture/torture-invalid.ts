// RFC 4475 sections 3.1.2, 3.2 and 3.4: twenty-one messages that are wrong, or of an older age. Where the document lets an element
// choose between mending and refusing, what is wanted is what this stack does when it reads leniently.

import { request, response, type TortureMessage } from './torture-message';

const refused = { status: 400 };
const mended = { status: 200 };
const about = (section: string, name: string, what: string, wanted: TortureMessage['wanted']) => ({
  section: `3.${section}`,
  name,
  about: what,
  wanted,
});
const OPTIONS = 'OPTIONS sip:bo@partner.example SIP/2.0';
const REGISTER = 'REGISTER sip:primary.example SIP/2.0';

export const INVALID: readonly TortureMessage[] = [
  request(about('1.2.1', 'badinv01', 'separators with nothing between them', refused), {
    headers: { Via: 'SIP/2.0/UDP 192.0.2.15;;,;,,', Contact: '"Ana" <sip:ana@primary.example>;;;;' },
  }),
  request(about('1.2.2', 'clerr', 'a Content-Length beyond the end of the datagram', refused), {
    headers: { 'Content-Length': '9999' },
    more: ['Content-Type: text/plain'],
    body: 'this is all there is',
  }),
  request(about('1.2.3', 'ncl', 'a negative Content-Length', refused), {
    headers: { 'Content-Length': '-999' },
    more: ['Content-Type: text/plain'],
    body: 'text',
  }),
  request(about('1.2.4', 'scalar02', 'numbers of a request beyond their ranges', refused), {
    start: REGISTER,
    headers: { CSeq: '36893488147419103232 REGISTER', 'Max-Forwards': '300' },
    more: ['Expires: 10000000000', 'Contact: <sip:ana@mcs.primary.example>;expires=280297596632815'],
  }),
  response(
    about('1.2.5', 'scalarlg', 'numbers of a response beyond their ranges', { response: 'discarded' }),
    'SIP/2.0 503 Service Unavailable',
    {
      CSeq: '9292394834772304023312 MESSAGE',
      'Retry-After': '949302838503028349304023988',
      Warning: '1812 primary.example "over"',
    },
  ),
  request(about('1.2.6', 'quotbal', 'a quote that is not closed', refused), {
    headers: { To: '"Mr. Bo <sip:bo@partner.example>' },
  }),
  request(about('1.2.7', 'ltgtruri', 'a Request-URI in brackets', refused), {
    start: 'MESSAGE <sip:bo@partner.example> SIP/2.0',
  }),
  request(about('1.2.8', 'lwsruri', 'space within the Request-URI', refused), {
    start: 'MESSAGE sip:bo@partner.example; lr SIP/2.0',
  }),
  request(about('1.2.9', 'lwsstart', 'more than one space in the start line', mended), {
    start: 'MESSAGE  sip:bo@partner.example  SIP/2.0',
  }),
  request(about('1.2.10', 'trws', 'space at the end of the start line', mended), { start: `${OPTIONS}  ` }),
  request(about('1.2.11', 'escruri', 'headers in the Request-URI', refused), {
    start: 'MESSAGE sip:bo@partner.example?Route=%3Csip:relay.example%3E SIP/2.0',
  }),
  request(about('1.2.12', 'baddate', 'a Date in another zone than GMT, which nobody here reads', mended), {
    more: ['Date: Fri, 01 Jan 2027 16:00:00 EST'],
  }),
  request(about('1.2.13', 'regbadct', 'a Contact without brackets whose URI has headers', refused), {
    start: REGISTER,
    more: ['Contact: sip:ana@mcs.primary.example?Route=%3Csip:relay.example%3E'],
  }),
  request(about('1.2.14', 'badaspec', 'space between a URI and its brackets', mended), {
    start: OPTIONS,
    headers: { To: '"Orsted, Bo" < sip:bo@partner.example >' },
  }),
  request(about('1.2.15', 'baddn', 'a display name with a comma and no quotes', refused), {
    start: OPTIONS,
    headers: { From: 'Aristou, Ana <sip:ana@primary.example>;tag=43' },
  }),
  request(about('1.2.16', 'badvers', 'a version of SIP that nobody speaks', { status: 505 }), {
    start: 'OPTIONS sip:bo@partner.example SIP/7.0',
    headers: { Via: 'SIP/7.0/UDP mcs.primary.example;rport;branch=z9hG4bK-badvers' },
  }),
  request(about('1.2.17', 'mismatch01', 'one method in the start line and another in CSeq', refused), {
    start: OPTIONS,
    headers: { CSeq: '8 MESSAGE' },
  }),
  request(about('1.2.18', 'mismatch02', 'the same with a method that nobody has', { status: 501 }), {
    start: 'NEWMETHOD sip:bo@partner.example SIP/2.0',
    headers: { CSeq: '8 MESSAGE' },
  }),
  response(
    about('1.2.19', 'bigcode', 'a status of more than three digits', { response: 'discarded' }),
    'SIP/2.0 4294967301 better not break the receiver',
  ),
  request(about('2.1', 'badbranch', 'a branch that is the cookie alone', mended), {
    start: OPTIONS,
    headers: { Via: 'SIP/2.0/UDP mcs.primary.example;rport;branch=z9hG4bK' },
  }),
  request(about('4.1', 'inv2543', 'a request of RFC 2543: no branch, no tag, no Max-Forwards', mended), {
    headers: {
      Via: 'SIP/2.0/UDP mcs.primary.example;rport',
      From: '<sip:ana@primary.example>',
      'Max-Forwards': undefined,
    },
  }),
];
