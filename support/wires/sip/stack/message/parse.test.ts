import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sample } from '../testing/sample';
import { parseAddress } from './address';
import { createRequest } from './build';
import { headerOf, withHeaderOnTop } from './message';
import { parse } from './parse';
import { serialise } from './serialise';

describe('any message', () => {
  const token = fc.stringMatching(/^[A-Za-z0-9_.!%*+`'~-]{1,12}$/);
  const text = fc.string({ maxLength: 30 }).map((one) => one.replace(/[\p{Cc}]/gu, '').trim());
  const address = fc.record({
    display: text,
    uri: fc.record({
      scheme: fc.constantFrom('sip' as const, 'sips' as const),
      user: fc.stringMatching(/^[A-Za-z0-9_.!~*'()&=+$,;?/-]{1,12}$/),
      host: fc.constantFrom('[2001:db8::1]', '192.0.2.1', 'a.example'),
      port: fc.nat(65_535),
      parameters: fc.constant([{ name: 'lr' }]),
      headers: fc.constant([]),
    }),
    parameters: fc.array(
      fc.oneof(
        fc.record({ name: token, value: token }),
        fc.record({ name: token, value: text, quoted: fc.constant(true as const) }),
      ),
      { maxLength: 3 },
    ),
  });

  it('that was built is read as it was written', () => {
    const parts = fc.record({
      method: token,
      uri: fc.constant('sip:a@b'),
      from: address,
      to: address,
      callId: token,
      cseq: fc.nat(2 ** 31 - 1),
      headers: fc.array(fc.record({ name: token.map((one) => `X-${one}`), value: text })),
      body: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    });
    fc.assert(
      fc.property(parts, (given) => {
        const request = withHeaderOnTop(createRequest(given), 'Via', 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx');
        const bytes = serialise(request);
        const { message: read, problems } = parse(bytes, 'strict');
        assert.deepEqual(problems, []);
        assert.ok(read);
        assert.deepEqual(
          read.headers.map(({ name, value }) => ({ name, value })),
          structuredClone(request.headers),
        );
        assert.deepEqual({ ...read.start }, request.start);
        assert.deepEqual(read.body, given.body);
        assert.deepEqual(serialise(read), bytes);
        assert.deepEqual(good(headerOf(read, 'From')!), structuredClone(given.from));
      }),
    );
    function good(value: string) {
      const result = parseAddress(value);
      assert.ok(result.ok, result.ok ? '' : result.expected);
      return result.value;
    }
  });

  it('that came as bytes never throws, and is written as it came once it is accepted', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(fc.nat(sample().length), fc.string({ maxLength: 8 })).map(([at, put]) => {
        const sound = sample({
          more: ['Contact: "a" <sip:a@b>;q=1', 'Warning: 399 h "x"', 'Expires: 5'],
          body: 'body',
        });
        return Buffer.concat([sound.subarray(0, at), Buffer.from(put, 'utf8'), sound.subarray(at + put.length)]);
      }),
    );
    fc.assert(
      fc.property(noise, (bytes) => {
        const { message, problems, accepted } = parse(bytes, 'strict');
        if (!accepted) assert.ok(problems.length > 0);
        else {
          assert.ok(message);
          const written = serialise(message);
          assert.deepEqual(written, bytes.subarray(bytes.length - written.length));
        }
      }),
      { numRuns: 500 },
    );
  });
});
