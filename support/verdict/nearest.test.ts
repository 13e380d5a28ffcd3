import assert from 'node:assert/strict';
import { instead, likelyMeant } from './nearest';

const KNOWN = ['primary-server', 'partner-server', 'client-1', 'gms'];

describe('the name that was likely meant', () => {
  it('is one that a slip of the pen explains', () => {
    assert.equal(likelyMeant('primry-server', KNOWN), 'primary-server');
    assert.equal(likelyMeant('client1', KNOWN), 'client-1');
    assert.equal(likelyMeant('primary-server', KNOWN), 'primary-server');
  });

  it('may differ by a third of its letters', () => {
    assert.equal(likelyMeant('abcdefxxx', ['abcdefghi']), 'abcdefghi');
    assert.equal(likelyMeant('abcdexxxx', ['abcdefghi']), undefined);
  });

  it('is the one that was begun', () => {
    assert.equal(likelyMeant('Partner', KNOWN), 'partner-server');
    assert.equal(likelyMeant('p', KNOWN), undefined);
  });

  it('is known by its letters, whether capital or not', () => {
    assert.equal(likelyMeant('step-4B-1', ['STEP-4b-1', 'STEP-4a-1']), 'STEP-4b-1');
    assert.equal(likelyMeant('9', ['8', '4a']), undefined);
  });

  it('may differ by two letters, however short it is', () => {
    assert.equal(likelyMeant('gxx', KNOWN), 'gms');
    assert.equal(likelyMeant('xxx', KNOWN), undefined);
  });

  it('is none where every known name is longer or shorter by far', () => {
    assert.equal(likelyMeant('a'.repeat(17), ['a'.repeat(8)]), undefined);
    assert.equal(likelyMeant('a'.repeat(20), ['a'.repeat(16)]), 'a'.repeat(16));
    assert.equal(likelyMeant('x'.repeat(16), ['a'.repeat(24)]), undefined);
    assert.equal(likelyMeant('a'.repeat(16), ['x'.repeat(25)]), undefined);
    assert.equal(likelyMeant('gms', []), undefined);
  });
});

describe('what to write instead', () => {
  it('is the name that was likely meant, and a short list whole', () => {
    assert.equal(instead('gm', ['gms', 'client']), '; did you mean gms? There are gms, client');
    assert.equal(instead('something', ['gms', 'client']), '; there are gms, client');
  });

  it('is no long list, and nothing that nobody can have meant', () => {
    const many = Array.from({ length: 40 }, (_, at) => `PGR_${at + 100}`);
    assert.equal(instead('PGR_99', many), '; did you mean PGR_109?');
    assert.equal(instead('something', many), '');
    assert.equal(instead('something', []), '');
  });
});
