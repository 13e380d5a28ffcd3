import assert from 'node:assert/strict';
import { loadXmlLibrary } from '../../bodies/xml/xml-library';
import { context } from '../testing/stage';
import { decodeHttpResponse } from './decode-http';

describe('the answer to who fetches a group document', () => {
  const request = {
    from: 'sip:mcx-server@primary.example',
    to: 'sip:gms@primary.example',
    mcServiceGroupId: 'sip:fire-1@primary.example',
  };
  const came = async (status: number, text: string) =>
    decodeHttpResponse(request, { status, body: Buffer.from(text) }, { ...context, library: await loadXmlLibrary() });

  it('is charged to who wrote it where it says 200 and has no document that can be read', async () => {
    for (const text of ['<group xmlns="urn:oma:xml:poc:list-service"><list-serv', '', 'no document']) {
      const decoded = await came(200, text);
      assert.ok(decoded.kind === 'failure', text);
      assert.equal(decoded.unread, true, text);
      assert.match(decoded.detail, /^expected the document of a group, found what does not read as one/);
    }
  });

  it('is a failure of its own where it says another status', async () => {
    const decoded = await came(500, '');
    assert.deepEqual(decoded, { kind: 'failure', detail: 'expected 200, 403 or 404, found 500' });
  });
});
