import assert from 'node:assert/strict';
import { likelyMeant, nearest } from './nearest';

const KNOWN = ['primary-server', 'partner-server', 'client-1', 'gms'];

describe('the nearest name', () => {
  it('is there however far it is', () => {
    assert.equal(nearest('primry-server', KNOWN), 'primary-server');
    assert.equal(nearest('something else altogether', KNOWN).length > 0, true);
  });
});

describe('the name that was likely meant', () => {
  it('is one that a slip of the pen explains', () => {
    assert.equal(likelyMeant('primry-server', KNOWN), 'primary-server');
    assert.equal(likelyMeant('client1', KNOWN), 'client-1');
    assert.equal(likelyMeant('primary-server', KNOWN), 'primary-server');
  });

  it('may differ by half of its letters', () => {
    assert.equal(likelyMeant('abcdxxxx', ['abcdefgh']), 'abcdefgh');
    assert.equal(likelyMeant('abcxxxxx', ['abcdefgh']), undefined);
  });

  it('may differ by two letters, however short it is', () => {
    assert.equal(likelyMeant('gxx', KNOWN), 'gms');
    assert.equal(likelyMeant('xxx', KNOWN), undefined);
  });

  it('is none where every known name is longer or shorter by far', () => {
    assert.equal(likelyMeant('a'.repeat(17), ['a'.repeat(8)]), undefined);
    assert.equal(likelyMeant('a'.repeat(24), ['a'.repeat(16)]), 'a'.repeat(16));
    assert.equal(likelyMeant('a'.repeat(16), ['a'.repeat(24)]), 'a'.repeat(24));
    assert.equal(likelyMeant('a'.repeat(16), ['a'.repeat(25)]), undefined);
    assert.equal(likelyMeant('gms', []), undefined);
  });
});
