import assert from 'node:assert/strict';
import { withoutCredentials } from './without-credentials';

describe('what is kept of a message', () => {
  const hides = (text: string, shown: string): void => {
    assert.equal(withoutCredentials(text), shown);
    assert.equal(shown.length, text.length);
  };

  it('has no access token of a user, wrapped in a typed element or not', () => {
    hides(
      '<mcptt-access-token type="Normal"><mcpttString>ey.tok</mcpttString></mcptt-access-token>',
      '<mcptt-access-token type="Normal"><mcpttString>******</mcpttString></mcptt-access-token>',
    );
    hides('<a:mcdata-access-token>\n ey.tok\n</a:mcdata-access-token>', '<a:mcdata-access-token>\n ******\n</a:mcdata-access-token>'); // prettier-ignore
  });

  it('has nothing of an Authorization but its scheme', () => {
    hides('Authorization: s3cr3t \r\nC: d', 'Authorization: ****** \r\nC: d');
    hides('A: b\r\nAuthorization: Bearer s3cr3t\r\nC: d', 'A: b\r\nAuthorization: Bearer ******\r\nC: d');
    hides(
      'proxy-authorization: Digest a="b",\r\n response="c"\r\nC: d',
      'proxy-authorization: Digest ******\r\n ************\r\nC: d',
    );
  });

  it('is otherwise what it was', () => {
    for (const text of ['', '{"a":"authorization"}', '<client-id>access-token</client-id>'])
      assert.equal(withoutCredentials(text), text);
  });
});
