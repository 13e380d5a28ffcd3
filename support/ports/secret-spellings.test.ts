import assert from 'node:assert/strict';
import { spellingsOf } from './secret-spellings';

const hidden = (value: string, text: string): string =>
  spellingsOf(value).reduce((masked, one) => masked.replaceAll(one, '*'), text);

describe('the ways to write a secret', () => {
  const SECRET = 's3cr3t/+t0ken>>value';

  it('are all found, wherever it stands in what is encoded', () => {
    for (const before of ['', 'a', 'ab', 'user:', 'a longer beginning '])
      for (const after of ['', 'z', 'yz', ' and an end'])
        for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const) {
          const text = Buffer.from(`${before}${SECRET}${after}`).toString(encoding);
          const left = hidden(`Bearer ${SECRET}`, text).split('*');
          assert.ok(left.length > 1, `${encoding} of ${before}...${after} is not hidden`);
          const bare = Buffer.from(left.join(''), encoding).toString();
          for (let at = 0; at + 6 <= SECRET.length; at += 1)
            assert.ok(!bare.includes(SECRET.slice(at, at + 6)), `${encoding}: ${SECRET.slice(at, at + 6)} is left`);
        }
    assert.equal(hidden(SECRET, Buffer.from(SECRET).toString('hex').toUpperCase()), '*');
    assert.equal(hidden(SECRET, encodeURIComponent(SECRET)), '*');
    assert.equal(hidden('a"secret"value', '{"x":"a\\"secret\\"value"}'), '{"x":"*"}');
  });

  it('hold what Basic encodes: user and password together, and the password alone', () => {
    const basic = `Basic ${Buffer.from('ana:opensesame').toString('base64')}`;
    assert.equal(hidden(basic, `ana:opensesame, opensesame, ${basic}`), '*, *, *');
    assert.equal(hidden(basic, Buffer.from('opensesame').toString('hex')), '*');
  });

  it('hide no short word that stands everywhere', () => {
    assert.equal(hidden('Bearer on', 'once upon a time'), 'once upon a time');
    assert.equal(hidden(`Basic ${Buffer.from('a:b').toString('base64')}`, 'a b c'), 'a b c');
  });
});
