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
    hides(
      '<a:mcdata-access-token>\n ey.tok\n</a:mcdata-access-token>',
      '<a:mcdata-access-token>\n ******\n</a:mcdata-access-token>',
    );
  });

  it('has nothing of an Authorization but its scheme', () => {
    hides('Authorization: s3cr3t \r\nC: d', 'Authorization: ****** \r\nC: d');
    hides('A: b\r\nAuthorization: Bearer s3cr3t\r\nC: d', 'A: b\r\nAuthorization: Bearer ******\r\nC: d');
    hides(
      'proxy-authorization: Digest a="b",\r\n response="c"\r\nC: d',
      'proxy-authorization: Digest ******\r\n ************\r\nC: d',
    );
  });

  it('has no proof that a server has made of the same secret', () => {
    hides('Authentication-Info: qop=auth, rspauth="6629fae4"', 'Authentication-Info: qop=auth, rspauth="********"');
  });

  it('has no access token in a part that is encoded either, whose lines stay as they were', () => {
    const part = (token: string): string => {
      const body = `<?xml version="1.0"?><mcpttinfo><mcptt-access-token>${token}</mcptt-access-token></mcpttinfo>`;
      const lines = Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\r\n');
      return `--b\r\nContent-Transfer-Encoding: base64\r\nContent-Type: application/vnd.3gpp.mcptt-info+xml\r\n\r\n${lines}\r\n--b--\r\n`;
    };
    hides(part('ey.a-token'), part('**********'));
    const odd = part('x').replace('PD94', 'P!94');
    assert.equal(withoutCredentials(odd), odd, 'what is no base64 is left');
  });

  it('is otherwise what it was', () => {
    for (const text of ['', '{"a":"authorization"}', '<client-id>access-token</client-id>'])
      assert.equal(withoutCredentials(text), text);
  });
});
