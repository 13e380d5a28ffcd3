import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMediaType } from '../message/values';
import { buildMultipart, parseMultipart, partHeader, typeOf, type MultipartLimits, type Part } from './multipart';

const part = (type: string, body: string): Part => ({
  headers: [{ name: 'Content-Type', value: type }],
  body: Buffer.from(body),
});

function read(
  body: string | Buffer,
  contentType = 'multipart/mixed;boundary=b1',
  limits: Partial<MultipartLimits> = {},
) {
  const type = parseMediaType(contentType);
  assert.ok(type.ok);
  return parseMultipart(Buffer.from(body), type.value, limits);
}
const lines = (...all: readonly string[]) => all.join('\r\n');
const codes = (result: ReturnType<typeof read>) => result.problems.map(({ code }) => code);

describe('a multipart body', () => {
  it('is read as it was built, with a boundary that needs quotes', () => {
    const parts = [part('application/a+xml', '<a/>'), part('application/b+xml', 'ä\r\n--b')];
    const { contentType, body } = buildMultipart(parts, "b 1:'x");
    assert.equal(contentType, `multipart/mixed;boundary="b 1:'x"`);
    const result = read(body, contentType);
    assert.deepEqual(result.problems, []);
    assert.deepEqual(
      result.parts.map(({ body: bytes }) => bytes.toString()),
      ['<a/>', 'ä\r\n--b'],
    );
    assert.deepEqual(result.parts.map(typeOf), ['application/a+xml', 'application/b+xml']);
  });

  it('is not built with a boundary that is none or stands in a part', () => {
    assert.throws(() => buildMultipart([], 'a\r\nb'), /expected a boundary/);
    assert.throws(() => buildMultipart([part('a/b', 'x--b1')], 'b1'), /choose another/);
  });

  it('has what stands before and after it kept apart', () => {
    const result = read(lines('before', '--b1 ', 'c: a/b', '', 'one', '--b1--', 'after'));
    assert.ok(result.accepted);
    assert.equal(result.preamble.toString(), 'before');
    assert.equal(result.epilogue.toString(), 'after');
    assert.equal(partHeader(result.parts[0]!, 'content-type'), 'a/b');
  });

  it('may have parts without headers, without a body, or with a body that ends in a line', () => {
    const result = read(lines('--b1', '', 'x', '', '--b1', 'Content-ID: <1>', '', '', '--b1', 'c: a/b', '', '--b1--'));
    assert.deepEqual(codes(result), ['duplicate']);
    assert.deepEqual(
      result.parts.map(({ body }) => body.toString()),
      ['x\r\n', '', ''],
    );
    assert.equal(typeOf(result.parts[0]!), 'text/plain');
  });

  it('is not cut at what only looks like its boundary', () => {
    const result = read(lines('--b1', 'c: a/b', '', 'x --b1', '--b12', '--b1x--', '--b1--'));
    assert.equal(result.parts[0]?.body.toString(), lines('x --b1', '--b12', '--b1x--'));
  });

  it('is tolerated with bare line feeds around its boundaries and in the headers of its parts', () => {
    const bare = read('--b1\nc: a/b\n\none\n--b1--\n');
    assert.deepEqual([bare.parts[0]?.body.toString(), codes(bare), bare.accepted], ['one', ['line-end'], true]);
    const whole = [
      '--b1\r\n',
      'c: a/b\r\n',
      'd: e\r\n',
      '\r\n',
      'one\r\n',
      '--b1\r\n',
      '\r\n',
      'two\r\n',
      '--b1--\r\n',
    ];
    const problems = whole.map((_, which) =>
      codes(read(whole.map((line, at) => (at === which ? line.replace('\r', '') : line)).join(''))),
    );
    assert.deepEqual(problems, Array(whole.length).fill(['line-end']));
    assert.deepEqual(codes(read(whole.join(''))), []);
  });

  it('has bodies with line feeds of their own', () => {
    const free = [
      lines('before\nit', '--b1', 'c: a/b', '', 'one\ntwo\n', '--b1--', 'after\nit\n'),
      lines('--b1', '', '\n\n--b12 \n', '--b1--'),
      lines('--b1', 'c: a/b', '--b1--'),
      lines('--b1', 'c: a/b', '', '--b1--'),
    ];
    for (const one of free) assert.deepEqual(codes(read(one)), [], JSON.stringify(one));
  });

  it('is tolerated without its closing boundary, and with two parts of one type', () => {
    const result = read(lines('--b1', 'c: a/b', '', 'one', '--b1', 'c: A/B;x=1', '', 'two'));
    assert.deepEqual(codes(result), ['closing-boundary', 'duplicate']);
    assert.ok(result.accepted);
    assert.equal(result.parts[1]?.body.toString(), 'two');
  });

  it('is refused where it cannot be told apart', () => {
    const refused: readonly (readonly [string, ReturnType<typeof read>])[] = [
      ['boundary', read('x', 'multipart/mixed')],
      ['boundary', read('x', 'application/xml;boundary=b1')],
      ['boundary', read('x', `multipart/mixed;boundary=${'b'.repeat(71)}`)],
      ['no-parts', read('no boundary at all')],
      ['no-parts', read('--b1--')],
      ['part-headers', read(lines('--b1', 'no colon', '', 'x', '--b1--'))],
      ['part-headers', read(lines('--b1', '<xml/>', '--b1--'))],
      ['too-many-parts', read(lines('--b1', '', '1', '--b1', '', '2', '--b1--'), undefined, { maxParts: 1 })],
      [
        'nested',
        read(lines('--b1', 'c: multipart/mixed;boundary=b2', '', '--b2--', '--b1--'), undefined, { nested: 'refused' }),
      ],
    ];
    for (const [code, result] of refused) {
      assert.ok(codes(result).includes(code as never), `${code}: ${codes(result).join()}`);
      assert.equal(result.accepted, false);
    }
    assert.ok(read(lines('--b1', 'c: multipart/mixed;boundary=b2', '', '--b2--', '--b1--')).accepted);
  });

  it('of any bytes is read as it was built, and any bytes are read without a throw', () => {
    const bytes = fc.uint8Array({ maxLength: 60 }).map((one) => Buffer.from(one));
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1, maxLength: 5 }), (bodies) => {
        const { contentType, body } = buildMultipart(
          bodies.map((one) => ({ ...part('a/b', ''), body: one })),
          'limit-7f',
        );
        assert.deepEqual(
          read(body, contentType).parts.map((one) => one.body),
          bodies,
        );
      }),
    );
    const pieces = fc.array(fc.constantFrom('--b1', '--b1--', '\r\n', '\n', 'c: a/b', ':', '\0', 'ä'));
    fc.assert(
      fc.property(pieces, (all) => void read(all.join(''))),
      { numRuns: 1000 },
    );
  });
});
