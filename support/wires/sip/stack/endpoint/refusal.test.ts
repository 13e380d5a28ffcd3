import assert from 'node:assert/strict';
import { parse } from '../message/parse';
import { sample, type Sample } from '../testing/sample';
import { refuse, refuseMalformed, type Abilities } from './refusal';

const ABILITIES: Abilities = {
  methods: ['MESSAGE'],
  contentTypes: ['multipart/mixed', 'application/a+xml'],
  extensions: ['100rel'],
  schemes: ['sip', 'tel'],
  maxBodyBytes: 5,
  forwards: false,
};

function refused(change: Partial<Sample>, more: Partial<Abilities> = {}) {
  const { message } = parse(sample(change));
  assert.ok(message?.kind === 'request');
  const refusal = refuse(message, { ...ABILITIES, ...more });
  return refusal && [refusal.status, ...refusal.headers.map(({ name, value }) => `${name}: ${value}`)];
}
const asked = (start: string) => ({ start: `${start} SIP/2.0`, headers: { CSeq: `7 ${start.split(' ')[0] ?? ''}` } });

describe('a request', () => {
  it('that is fine is not refused', () => {
    assert.equal(refused({}), undefined);
    assert.equal(refused(asked('OPTIONS sip:a@b')), undefined);
    assert.equal(
      refused({ more: ['Content-Type: Application/A+XML;charset=utf-8', 'Require: 100rel'], body: '<a/>' }),
      undefined,
    );
    assert.equal(refused({ more: ['Content-Type: x/y'], body: 'x' }, { contentTypes: ['*/*'] }), undefined);
    assert.equal(refused({ headers: { 'Max-Forwards': '0' } }), undefined);
  });

  it('is refused by what cannot be understood of it', () => {
    const allow = 'Allow: MESSAGE, OPTIONS, CANCEL';
    const accept = 'Accept: multipart/mixed, application/a+xml';
    const cases: readonly (readonly [Partial<Sample>, readonly (string | number)[], Partial<Abilities>?])[] = [
      [asked('INVITE sip:a@b'), [405, allow]],
      [asked('NEWMETHOD sip:a@b'), [501, allow]],
      [asked('MESSAGE soap.beep://x'), [416]],
      [asked('MESSAGE sips:a@b'), [416]],
      [{ headers: { 'Max-Forwards': '0' } }, [483], { forwards: true }],
      [{ more: ['Require: 100rel, nothing', 'Require: never'] }, [420, 'Unsupported: nothing, never']],
      [{ more: ['Proxy-Require: never'] }, [420, 'Unsupported: never'], { forwards: true }],
      [{ body: 'x' }, [415, accept]],
      [{ more: ['c: text/plain'], body: 'x' }, [415, accept]],
      [{ more: ['c: application/a+xml', 'e: gzip'], body: 'x' }, [415, 'Accept-Encoding: identity']],
      [{ more: ['c: application/a+xml'], body: '123456' }, [513]],
    ];
    for (const [change, expected, more] of cases) assert.deepEqual(refused(change, more), expected);
  });

  it('that is malformed is refused with what was expected, in one line', () => {
    const status = (change: Partial<Sample>) => {
      const { message, problems } = parse(sample(change));
      assert.ok(message?.kind === 'request');
      const { status, reason } = refuseMalformed(message, problems, undefined, ABILITIES);
      return [status, reason];
    };
    assert.deepEqual(status({ start: 'MESSAGE sip:a@b SIP/3.0' }), [505, undefined]);
    assert.deepEqual(status({ headers: { CSeq: 'ä\u0007 x' } }), [
      400,
      'Bad Request (CSeq: expected a number at 0, found " \\u0007 x")',
    ]);
    const { message } = parse(sample({}));
    assert.ok(message?.kind === 'request');
    assert.deepEqual(refuseMalformed(message, [], 'body-too-large', ABILITIES).status, 513);
    assert.match(refuseMalformed(message, [], 'content-length', ABILITIES).reason ?? '', /Content-Length/);
  });
});
