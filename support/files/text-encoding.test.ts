import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { notUtf8, wideEncoding } from './text-encoding';

const TEXT = 'name: Müller\nversion: "1"\n';
const MARK = '\ufeff';

function utf32(text: string, isBig: boolean): Buffer {
  const characters = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(4 * characters.length);
  for (const [at, code] of characters.entries())
    if (isBig) bytes.writeUInt32BE(code, 4 * at);
    else bytes.writeUInt32LE(code, 4 * at);
  return bytes;
}

describe('the encoding of a text', () => {
  const others: readonly (readonly [string, (text: string) => Buffer])[] = [
    ['UTF-16 (little endian)', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 (big endian)', (text) => Buffer.from(text, 'utf16le').swap16()],
    ['UTF-32 (little endian)', (text) => utf32(text, false)],
    ['UTF-32 (big endian)', (text) => utf32(text, true)],
  ];
  for (const [name, encoded] of others)
    it(`is named, with a mark and without: ${name}`, () => {
      for (const text of [TEXT, MARK + TEXT]) {
        assert.equal(wideEncoding(encoded(text)), name);
        assert.equal(notUtf8(encoded(text)), `text in ${name}: save it in UTF-8`);
      }
    });

  it('is told where a byte is of another one, or where it is packed', () => {
    const latin1 = Buffer.from(`ok: 1\n${TEXT}`, 'latin1');
    assert.match(notUtf8(latin1) ?? '', /^text in another encoding than UTF-8, such as Latin-1 \(line 2\)/);
    assert.equal(wideEncoding(latin1), undefined);
    assert.match(notUtf8(gzipSync(TEXT)) ?? '', /^packed by gzip/);
    assert.match(notUtf8(Buffer.from('PK\x03\x04')) ?? '', /^a ZIP archive/);
  });

  it('is UTF-8 where it is one, with a mark or without, and in an empty text', () => {
    for (const text of [TEXT, MARK + TEXT, '', 'a', '{}', '🚒'])
      assert.deepEqual([notUtf8(Buffer.from(text)), wideEncoding(Buffer.from(text))], [undefined, undefined]);
  });
});
