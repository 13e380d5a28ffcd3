import assert from 'node:assert/strict';
import { toldHeaders } from './told-headers';

describe('the headers in a trace', () => {
  it('tell how a message travelled', () => {
    const headers = { 'content-type': 'application/json', 'user-agent': 'acme/4' };
    assert.equal(toldHeaders(headers), 'content-type: application/json\nuser-agent: acme/4');
  });

  it('name what may be a secret and do not tell it', () => {
    const told = toldHeaders({
      authorization: 'Bearer abc',
      cookie: 'session=abc',
      'x-api-key': 'abc',
      'x-of-acme': 'abc',
    });
    assert.match(told, /^authorization: \*+\ncookie: \*+\nx-api-key: \*+\nx-of-acme: \*+$/);
  });
});
