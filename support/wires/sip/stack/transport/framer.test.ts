import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sample } from '../testing/sample';
import { createFramer, type Frame } from './framer';

const LIMITS = { maxHeadBytes: 1000, maxBodyBytes: 500 };

const told = (frames: readonly Frame[]) =>
  frames.map((frame) =>
    frame.kind === 'ping' ? 'ping' : frame.kind === 'broken' ? frame.fault : frame.bytes.toString('latin1'),
  );
const frame = (...chunks: readonly (Buffer | string)[]) => {
  const framer = createFramer(LIMITS);
  return told(chunks.flatMap((chunk) => framer.push(Buffer.from(chunk))));
};
const one = sample({ body: 'one\r\n\r\ntwo' });
const text = one.toString('latin1');

describe('the framer', () => {
  it('cuts messages by their length, and answers pings between them', () => {
    assert.deepEqual(frame(Buffer.concat([one, one])), [text, text]);
    assert.deepEqual(frame('\r\n\r\n', one, '\r\n\r\n\r\n\r\n'), ['ping', text, 'ping', 'ping']);
    assert.deepEqual(frame('\r\n', one, '\r\n', one), [text, text]);
  });

  it('takes a message that ends its lines with a line feed alone, or folds its length', () => {
    const bare = sample({ body: 'x' }).toString().replaceAll('\r\n', '\n');
    assert.deepEqual(frame(bare), [bare]);
    const folded = sample({ headers: { 'Content-Length': undefined }, more: ['l :', '  3'], body: 'abc' });
    assert.deepEqual(frame(folded), [folded.toString()]);
  });

  it('stops where it cannot tell the end', () => {
    const length = (value: string | undefined) => sample({ headers: { 'Content-Length': value } });
    for (const value of [undefined, '-1', 'x', '1 1', ''])
      assert.deepEqual(frame(length(value), one), ['content-length']);
    assert.deepEqual(frame(sample({ more: ['l: 7'] })), ['content-length']);
    assert.deepEqual(frame(sample({ more: ['l: 0'] })), [sample({ more: ['l: 0'] }).toString()]);
    assert.deepEqual(frame(length('501')), ['body-too-large']);
    assert.deepEqual(frame(length('500')), []);
  });

  it('keeps no more of a head than its limit', () => {
    const framer = createFramer(LIMITS);
    assert.deepEqual(framer.push(Buffer.alloc(1000, 'a')), []);
    assert.ok(framer.partial);
    const [broken] = framer.push(Buffer.from('a'));
    assert.ok(broken?.kind === 'broken' && broken.fault === 'head-too-large' && broken.bytes.length === 1000);
    assert.deepEqual(framer.push(one), []);
    assert.equal(framer.partial, false);
  });

  it('knows whether a message has begun', () => {
    const framer = createFramer(LIMITS);
    framer.push(Buffer.from('\r\n'));
    assert.equal(framer.partial, false);
    framer.push(one.subarray(0, 20));
    assert.ok(framer.partial);
    framer.push(one.subarray(20));
    assert.equal(framer.partial, false);
  });

  it('cuts the same however the bytes are chunked', () => {
    const piece = fc.oneof(
      fc.constantFrom('\r\n', '\r\n\r\n', '\n', '\r', 'x', one.toString('latin1').slice(0, 40)),
      fc.string({ maxLength: 40 }).map((body) => sample({ body }).toString('latin1')),
      fc.constant(sample({ headers: { 'Content-Length': '600' } }).toString('latin1')),
    );
    const cuts = fc.array(fc.nat(2000), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), cuts, (pieces, at) => {
        const bytes = Buffer.from(pieces.join(''), 'latin1');
        const bounds = [0, ...at.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
        const chunks = bounds.slice(1).map((end, index) => bytes.subarray(bounds[index], end));
        assert.deepEqual(frame(...chunks), frame(bytes));
        assert.deepEqual(frame(...Array.from(bytes, (byte) => Buffer.of(byte))), frame(bytes));
      }),
      { numRuns: 200 },
    );
  });

  it('takes many bytes one by one without copying them each time', () => {
    const framer = createFramer({ maxHeadBytes: 1000, maxBodyBytes: 2_000_000 });
    const large = sample({ body: 'x'.repeat(300_000) });
    let frames = 0;
    for (const byte of large) frames += framer.push(Buffer.of(byte)).length;
    assert.equal(frames, 1);
  });
});
