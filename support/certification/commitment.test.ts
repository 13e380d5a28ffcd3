import assert from 'node:assert/strict';
import { canonicalId } from '../procedure/identities';
import { classesOfHash, hashOf, looksHashed, mapped, saltsFrom, tokensOf } from './commitment';

const saltsOf = saltsFrom('00'.repeat(32));
const hash = (leaf: string | number): string => hashOf(leaf, ['identities'], saltsOf(leaf));

describe('the hash of a text', () => {
  it('tells its classes, and is told from what only looks like one', () => {
    assert.deepEqual(classesOfHash(hash('sip:ana@a.example')), ['identities']);
    assert.deepEqual(classesOfHash(hashOf('x', ['identities', 'bytes', 'addresses'], saltsOf('x'))), [
      'identities',
      'bytes',
      'addresses',
    ]);
    for (const none of [
      'hash:',
      'hash:hmac-sha256::' + '0'.repeat(64),
      'hash:hmac-sha256:ai:' + '0'.repeat(64),
      hash('x') + '0',
    ])
      assert.ok(looksHashed(none) && classesOfHash(none) === undefined, none);
  });

  it('is another where its classes, its salt, or number and text differ', () => {
    const all = [
      hash('5'),
      hash(5),
      hashOf('5', ['bytes'], saltsOf('5')),
      hashOf('5', ['identities'], saltsFrom('11'.repeat(32))('5')),
    ];
    assert.equal(new Set(all).size, all.length);
  });

  it('has no border that could be moved between salt and text', () => {
    const [salt] = saltsOf('ab');
    assert.notEqual(hashOf('ab', ['bytes'], [salt]), hashOf('b', ['bytes'], [`${salt}61`]));
  });

  it('is the same for two spellings of one identity once they are compared as identities', () => {
    const [one, other] = [hash('sip:ana@a.example'), hash('sip:ana@A.EXAMPLE')];
    assert.notEqual(one, other);
    assert.equal(canonicalId(one), canonicalId(other));
    assert.notEqual(canonicalId(one), canonicalId(hash('sip:ann@a.example')));
    assert.equal(tokensOf('sip:ana@A.EXAMPLE').length, 2);
  });
});

describe('a JSON value with each of its texts replaced', () => {
  it('has its keys replaced too, and is not taken in by a key of the language', () => {
    const value: unknown = JSON.parse('{"__proto__":{"sip:a@b":1},"x":[2,"y",null,true]}');
    const loud = mapped(value, (leaf) => (typeof leaf === 'string' ? `${leaf}!` : leaf + 1));
    assert.equal(JSON.stringify(loud), '{"__proto__!":{"sip:a@b!":2},"x!":[3,"y!",null,true]}');
    assert.equal(JSON.stringify(mapped(value, (leaf) => leaf)), JSON.stringify(value));
  });
});
