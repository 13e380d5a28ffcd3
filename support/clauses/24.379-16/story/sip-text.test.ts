import assert from 'node:assert/strict';
import { readSip } from './sip-text';

const message = (...lines: readonly string[]): string => ['MESSAGE sip:a@b SIP/2.0', ...lines].join('\r\n');

describe('the text of a SIP message', () => {
  it('has its fields by name, short or long, folded, repeated or listed', () => {
    const read = readSip(message('a: *;+x="1,2", <sip:a,b@c>', 'ACCEPT-contact : *;', '\t+y', '', ''));
    assert.deepEqual(read?.values('Accept-Contact'), ['*;+x="1,2"', '<sip:a,b@c>', '*; +y']);
    assert.deepEqual(read.values('Reject-Contact'), []);
  });

  it('has the parts of its body, by every legal boundary and transfer encoding', () => {
    const base64 = Buffer.from('<b/>').toString('base64');
    const read = readSip(
      message(
        'c: Multipart/Mixed ; charset=x;boundary="b(1)+"',
        '',
        'preamble',
        '--b(1)+  ',
        'content-type: application / A+xml ; charset = utf-8',
        '',
        '<a>',
        '</a>',
        '--b(1)+',
        'Content-Type: application/b',
        'Content-Transfer-Encoding: BASE64',
        '',
        base64,
        '--b(1)+',
        'Content-Type: application/c',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'x=3D=C3=A9=',
        'y',
        '--b(1)+--',
        'epilogue',
      ),
    );
    assert.deepEqual(read?.parts, [
      { type: 'application/a+xml', text: '<a>\r\n</a>' },
      { type: 'application/b', text: '<b/>' },
      { type: 'application/c', text: 'x=\u00e9y' },
    ]);
  });

  it('has a boundary of its own where another parameter speaks of one, and parts in UTF-16', () => {
    for (const utf16 of [Buffer.from('\ufeff<a>x</a>', 'utf16le'), Buffer.from('\ufeff<a>x</a>', 'utf16le').swap16()]) {
      const read = readSip(
        message(
          'Content-Type: multipart/mixed; x-vendor="a;boundary=no\\"" ; Boundary="b\\"c"',
          '',
          '--b"c',
          'Content-Type: application/a',
          '',
          utf16.toString('utf8'),
          '--b"c--',
        ),
      );
      assert.deepEqual(read?.parts, [{ type: 'application/a', text: '<a>x</a>' }]);
    }
  });

  it('is a request, a response or nothing', () => {
    assert.equal(readSip(message('', ''))?.method, 'MESSAGE');
    assert.equal(readSip('SIP/2.0 480 Temporarily Unavailable\r\n\r\n')?.status, 480);
    for (const text of ['', 'hello', '{"a":1}', 'POST /x HTTP/1.1\r\n\r\n']) assert.equal(readSip(text), undefined);
  });
});
