import assert from 'node:assert/strict';
import { looksHashed } from './commitment';
import { classify, type Leaf } from './field-classes';

const RESULTS = {
  version: 2,
  target: { name: 'acme', ixit: { host: 'lab-7' } },
  options: { ordering: 'lenient', operator: 'Jo Doe' },
  verdict: 'fail',
  reason: 'Ana was told nothing',
  scenarios: [{ tp: 'TP_1', verdict: 'fail', checks: [{ requirement: 'STEP-7', expected: 'a request to Ana' }] }],
};

describe('what names somebody in a run', () => {
  const of = (event: object, leaf: Leaf, results: unknown = RESULTS) =>
    classify([event], results, looksHashed).of(leaf);

  it('is nothing that the suite wrote by itself', () => {
    for (const leaf of ['acme', 'lenient', 'fail', 'TP_1', 'STEP-7', 'ordering', 'host'])
      assert.deepEqual(of({ kind: 'phase' }, leaf), [], leaf);
  });

  it('is every sentence, operator and value of the set-up in its results', () => {
    for (const leaf of ['Ana was told nothing', 'a request to Ana'])
      assert.deepEqual(of({ kind: 'phase' }, leaf), ['identities'], leaf);
    for (const leaf of ['Jo Doe', 'lab-7'])
      assert.deepEqual(of({ kind: 'phase' }, leaf), ['identities', 'addresses'], leaf);
  });

  it('is whatever a product put into a message: a name, a key, a number, deep inside what nobody knows', () => {
    const event = {
      kind: 'message',
      body: { from: 'sip:ana@a', nickName: 'Ana Karenina', 'ana-k': { list: [4_917_012_345, 'ana'] }, count: 7 },
    };
    for (const leaf of ['sip:ana@a', 'Ana Karenina', 'nickName', 'ana-k', 4_917_012_345, 'ana'])
      assert.deepEqual(of(event, leaf), ['identities'], String(leaf));
    for (const leaf of ['from', 7, 'message']) assert.deepEqual(of(event, leaf), [], String(leaf));
  });

  it('is all bytes, those that left once more and their challenge too', () => {
    const event = { kind: 'resent', by: 'client-1', raw: 'MESSAGE', challenge: 'SIP/2.0 401' };
    for (const leaf of ['MESSAGE', 'SIP/2.0 401'])
      assert.deepEqual(of(event, leaf), ['identities', 'bytes', 'addresses']);
    assert.deepEqual(of(event, 'client-1'), []);
  });

  it('is no address of a machine alone, and every sentence with one is of both', () => {
    const event = { kind: 'message', wire: { to: 'http://127.0.0.1:80' }, detail: 'Ana at 127.0.0.1' };
    assert.deepEqual(of(event, 'http://127.0.0.1:80'), ['addresses']);
    assert.deepEqual(of(event, 'Ana at 127.0.0.1'), ['identities', 'addresses']);
  });

  it('is a text that a reader could take for a hash, wherever it stands', () => {
    const text = `hash:hmac-sha256:i:${'0'.repeat(64)}`;
    assert.deepEqual(of({ kind: text }, text), ['identities', 'bytes', 'addresses']);
  });

  it('is the same for every spelling of an identity', () => {
    const event = { kind: 'message', body: { from: 'sip:ana@A.EXAMPLE' }, raw: 'sip:ana@a.example' };
    assert.deepEqual(of(event, 'sip:ana@A.EXAMPLE'), ['identities', 'bytes', 'addresses']);
  });
});
