import assert from 'node:assert/strict';
import { sample } from '../testing/sample';
import { parseAddress, parseContacts, parseRoutes, writeAddress } from './address';
import { createResponse } from './build';
import {
  headerOf,
  headersOf,
  withBody,
  withHeader,
  withHeaderOnTop,
  withHeaders,
  withoutHeader,
  type SipMessage,
} from './message';
import { parameter, withParameter } from './parameters';
import { parse } from './parse';
import { serialise } from './serialise';
import { tokensOf, topVia, viasOf, withTopVia } from './typed';
import { parseMediaType, parseNumber, parseWarnings } from './values';
import { parseVias, sentBy, writeVia } from './via';

function accepted(bytes: Buffer): SipMessage {
  const { message, problems } = parse(bytes, 'strict');
  assert.deepEqual(problems, []);
  assert.ok(message);
  return message;
}

describe('a message', () => {
  it('keeps the bytes of the headers that were not touched', () => {
    const odd = sample({ more: ['x-ODD  :  a,', '\t b', 'k: timer'] });
    const changed = withHeader(accepted(odd), 'Subject', 'new');
    assert.equal(serialise(changed).toString(), odd.toString().replace('\r\n\r\n', '\r\nSubject: new\r\n\r\n'));
  });

  it('writes new values where a parsed line was copied and changed', () => {
    const message = accepted(sample());
    assert.ok(message.kind === 'request');
    const other = { ...message, start: { ...message.start, uri: 'sip:cleo@192.0.2.3' } };
    assert.match(serialise(other).toString(), /^MESSAGE sip:cleo@192\.0\.2\.3 SIP\/2\.0\r\n/);
    const headers = message.headers.map((one) => ({ ...one, value: 'x' }));
    assert.match(serialise({ ...message, headers }).toString(), /From: x\r\n/);
  });

  it('is asked by the long name or the short, in any case', () => {
    const message = accepted(sample({ more: ['k: a', 'SUPPORTED: b, c', 'Supported:'] }));
    assert.deepEqual(headersOf(message, 'supported'), ['a', 'b, c', '']);
    assert.deepEqual(
      tokensOf(message, 'K').map(({ token }) => token),
      ['a', 'b', 'c'],
    );
    assert.equal(headerOf(message, 'i'), 'c1@192.0.2.1');
  });

  it('takes headers in the place of others, on top of them, or away', () => {
    const message = accepted(sample({ more: ['Route: <sip:a>', 'X: 1', 'Route: <sip:b>'] }));
    const names = (changed: SipMessage) => changed.headers.slice(-4).map(({ name, value }) => `${name} ${value}`);
    assert.deepEqual(names(withHeaderOnTop(message, 'Route', '<sip:c>')).slice(0, 2), [
      'Route <sip:c>',
      'Route <sip:a>',
    ]);
    assert.deepEqual(names(withHeaders(message, 'Route', ['<sip:d>', '<sip:e>'])), [
      'Content-Length 0',
      'Route <sip:d>',
      'Route <sip:e>',
      'X 1',
    ]);
    assert.deepEqual(headersOf(withoutHeader(message, 'Route'), 'Route'), []);
    assert.equal(headerOf(withBody(message, Buffer.from('ä')), 'Content-Length'), '2');
  });

  it('changes the topmost Via alone, even where two stand in one line', () => {
    const message = accepted(
      sample({ headers: { Via: 'SIP/2.0/UDP a:1;branch=z9hG4bK1, SIP/2.0/UDP b;branch=z9hG4bK2' } }),
    );
    const via = topVia(message)!;
    const changed = withTopVia(message, { ...via, parameters: withParameter(via.parameters, 'received', '192.0.2.9') });
    assert.deepEqual(viasOf(changed).map(writeVia), [
      'SIP/2.0/UDP a:1;branch=z9hG4bK1;received=192.0.2.9',
      'SIP/2.0/UDP b;branch=z9hG4bK2',
    ]);
  });

  it('is answered with what a response copies, and one tag', () => {
    const request = accepted(
      sample({
        headers: { To: '"a;tag=no" <sip:bo@192.0.2.2;tag=no>' },
        more: ['v: SIP/2.0/TCP b;branch=z9hG4bK2', 'X: 1'],
      }),
    );
    assert.ok(request.kind === 'request');
    const response = createResponse(request, 200, { toTag: 't9', body: Buffer.from('yes') });
    assert.equal(
      serialise(response).toString(),
      [
        'SIP/2.0 200 OK',
        'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa1',
        'Via: SIP/2.0/TCP b;branch=z9hG4bK2',
        'From: <sip:al@192.0.2.1>;tag=f1',
        'To: "a;tag=no" <sip:bo@192.0.2.2;tag=no>;tag=t9',
        'Call-ID: c1@192.0.2.1',
        'CSeq: 7 MESSAGE',
        'Content-Length: 3',
        '',
        'yes',
      ].join('\r\n'),
    );
    const tagged = { ...request, headers: response.headers };
    assert.equal(headerOf(createResponse(tagged, 200, { toTag: 'other' }), 'To'), headerOf(response, 'To'));
  });
});

describe('a header value', () => {
  const good = (text: string) => {
    const result = parseAddress(text);
    assert.ok(result.ok, result.ok ? '' : result.expected);
    return result.value;
  };

  it('of an address holds quotes, escapes and parameters', () => {
    const address = good('"Al \\"the\\" <ace>, jr" <sip:al@h;lr> ;tag=1;x="a;b\\"c"');
    assert.equal(address.display, 'Al "the" <ace>, jr');
    assert.equal(parameter(address.parameters, 'X'), 'a;b"c');
    assert.deepEqual(good(writeAddress(address)), address);
  });

  it('of an address without brackets has its parameters to itself', () => {
    const { uri, parameters } = good('sip:al@h;tag=1');
    assert.ok(uri.scheme === 'sip' && uri.parameters.length === 0);
    assert.equal(parameter(parameters, 'tag'), '1');
  });

  it('of a Contact may be a star; of a Route it needs brackets', () => {
    assert.deepEqual(parseContacts(' * '), { ok: true, value: '*' });
    assert.equal(parseContacts('*, <sip:a>').ok, false);
    assert.equal(parseRoutes('<sip:a;lr>, <sip:b>').ok, true);
    assert.equal(parseRoutes('<sip:a;lr>, sip:b').ok, false);
  });

  it('of a Via gives sent-by, with the port of the transport where none is said', () => {
    const vias = parseVias('SIP/2.0/TLS Host.Example;branch=z9hG4bKx, SIP/2.0/udp [::1]:5;rport');
    assert.ok(vias.ok);
    assert.deepEqual(vias.value.map(sentBy), ['host.example:5061', '[::1]:5']);
    assert.equal(parseVias('SIP/3.0/UDP a').ok, false);
  });

  it('of a media type keeps a quoted parameter', () => {
    const type = parseMediaType('Multipart/Mixed ; boundary="a b;c"');
    assert.ok(type.ok);
    assert.equal(type.value.type, 'multipart');
    assert.equal(parameter(type.value.parameters, 'boundary'), 'a b;c');
  });

  it('of a number stays below its limit', () => {
    assert.equal(parseNumber('4294967296', 2 ** 32).ok, false);
    assert.equal(parseNumber('1.5', 9).ok, false);
    assert.deepEqual(parseNumber('0008', 9), { ok: true, value: 8 });
  });

  it('of a Warning has a code, who warns and a text', () => {
    const warnings = parseWarnings('399 h.example:5060 "148 group is regrouped", 301 x "y"');
    assert.ok(warnings.ok);
    assert.deepEqual(warnings.value[0], { code: 399, agent: 'h.example:5060', text: '148 group is regrouped' });
    assert.equal(parseWarnings('399 "no agent"').ok, false);
  });
});
