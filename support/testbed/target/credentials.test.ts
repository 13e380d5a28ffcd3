import assert from 'node:assert/strict';
import { credentialsOf } from './credentials';
import type { Target } from './target-model';

const ADDRESS = 'http://127.0.0.1:8080/flows';
const roles: Target['roles'] = {
  'client-2': {
    underTest: true,
    address: `${ADDRESS}/`,
    control: 'http://127.0.0.1:8081',
    headers: { Authorization: { env: 'TOKEN' } },
  },
  'client-1': { underTest: true, address: 'http://127.0.0.1:8090' },
};
const from = (TOKEN: string | undefined) => credentialsOf({ roles }, { TOKEN });

describe('credentials', () => {
  it('go to address and control of their role, and nowhere else', () => {
    const credentials = from('Bearer abc');
    const sent = (url: string) => credentials.headersFor(new URL(url))['Authorization'];
    assert.equal(sent(`${ADDRESS}/flows/x`), 'Bearer abc');
    assert.equal(sent('http://127.0.0.1:8081/control'), 'Bearer abc');
    for (const other of [
      'http://127.0.0.1:8080/other',
      'http://127.0.0.1:80/flows/x',
      'http://127.0.0.1:8081.evil.example/control',
      'http://localhost:8081/control',
    ])
      assert.equal(URL.canParse(other) ? sent(other) : undefined, undefined, other);
  });

  it('are hidden whole, without their scheme, and as JSON writes them', () => {
    const credentials = from('Bearer s3cr"t-t0ken');
    const hide = (text: string) => credentials.hide(text);
    assert.equal(hide('a Bearer s3cr"t-t0ken b'), 'a (secret) b');
    assert.equal(hide('token s3cr"t-t0ken.'), 'token (secret).');
    assert.equal(hide(JSON.stringify({ echo: 's3cr"t-t0ken' })), '{"echo":"(secret)"}');
  });

  it('are asked for where they are missing, without saying what was there', () => {
    for (const value of [undefined, '', '  ', 'two\nlines'])
      assert.throws(
        () => from(value),
        /variable TOKEN for roles\.client-2\.headers\.Authorization, found (none|one that)/,
      );
  });
});
