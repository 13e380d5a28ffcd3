import assert from 'node:assert/strict';
import { servePartyBeside, type ServedParty } from '../../../../testbed/host/serve';
import { SIP } from '../../wire';

describe('a group management server that is served on SIP', () => {
  let party: ServedParty;
  let folder = '';
  before(async () => {
    party = await servePartyBeside('primary-gms', {
      host: '127.0.0.1',
      port: 0,
      controlPort: 0,
      wire: SIP,
      options: {},
    });
    const port = /xcap=(\d+)/.exec(party.address)?.[1] ?? '';
    folder = `http://127.0.0.1:${port}/xcap-root/org.openmobilealliance.groups/global/byGroupID`;
  });
  after(() => party.close());

  const GROUP = 'sip:fire-1.xa91@primary.example';
  const SERVER = '"sip:mcx-server@primary.example"';
  const ask = async (group: string, init: RequestInit = {}) => {
    const answer = await fetch(`${folder}/${group}`, init);
    return [answer.status, answer.headers.get('content-type'), await answer.text()] as const;
  };
  const asserting = (id: string) => ({ 'X-3GPP-Asserted-Identity': id });

  it('says that it has not been told who it is, before control has', async () => {
    const [status, , text] = await ask(GROUP, { headers: asserting(SERVER) });
    assert.equal(status, 503);
    assert.match(text, /not been told yet which MC system is its own/);
  });

  describe('once it is told', () => {
    before(async () => {
      const provision = {
        command: 'provision',
        scope: 'xa91',
        system: 'primary',
        systems: [
          {
            name: 'primary',
            serverId: 'sip:mcx-server@primary.example',
            gmsId: 'sip:gms@primary.example',
            serverAddress: 'sip:127.0.0.1:9;transport=tcp',
            gmsAddress: party.address,
          },
        ],
        users: [
          {
            mcServiceId: 'sip:ana.xa91@primary.example',
            clientAddress: 'sip:127.0.0.1:9;transport=tcp',
            mayInitiateRegroup: true,
          },
        ],
        groups: [
          {
            mcServiceGroupId: GROUP,
            home: 'primary',
            members: [],
            configuration: { mcServiceGroupId: GROUP, groupName: 'Fire-1' },
          },
        ],
      };
      const answer = await fetch(`${party.control}/control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(provision),
      });
      assert.deepEqual(await answer.json(), { status: 'done' });
    });

    it('gives the document of a group to its server, and to a user who says who it is', async () => {
      for (const headers of [asserting(SERVER), { 'X-3GPP-Intended-Identity': '"sip:ana.xa91@primary.example"' }]) {
        const [status, type, text] = await ask(GROUP, { headers });
        assert.deepEqual([status, type], [200, 'application/vnd.oma.poc.groups+xml']);
        assert.match(text, /<list-service uri="sip:fire-1\.xa91@primary\.example">/);
      }
    });

    it('tags what it gives, and gives nothing again to whoever has it', async () => {
      const headers = asserting(SERVER);
      const first = await fetch(`${folder}/${GROUP}`, { headers });
      const tag = first.headers.get('etag') ?? '';
      const size = first.headers.get('content-length');
      await first.text();
      assert.match(tag, /^"[0-9a-f]+"$/);
      for (const tags of [tag, `"other", W/${tag}`, '*']) {
        const again = await fetch(`${folder}/${GROUP}`, { headers: { ...headers, 'If-None-Match': tags } });
        const { status, headers: said } = again;
        assert.deepEqual(
          [status, said.get('etag'), said.get('content-type'), await again.text()],
          [304, tag, null, ''],
        );
      }
      assert.equal((await ask(GROUP, { headers: { ...headers, 'If-None-Match': '"other"' } }))[0], 200);
      const head = await fetch(`${folder}/${GROUP}`, { method: 'HEAD', headers });
      assert.deepEqual([head.status, head.headers.get('etag'), head.headers.get('content-length')], [200, tag, size]);
    });

    it('takes a document whatever stands beside its media type, and with other prefixes', async () => {
      const document =
        '<?xml version="1.0"?><g:group xmlns:g="urn:oma:xml:poc:list-service"><g:list-service uri="sip:med-7.xa91@partner.example"/></g:group>';
      const [status] = await ask('sip:med-7.xa91@partner.example', {
        method: 'PUT',
        headers: {
          ...asserting('sip:gms@partner.example'),
          'Content-Type': 'application/vnd.oma.poc.groups+xml; charset="utf-8"',
        },
        body: document,
      });
      assert.equal(status, 201);
    });

    it('has no document of a group that it does not know', async () => {
      assert.equal((await ask('sip:nothing@primary.example', { headers: asserting(SERVER) }))[0], 404);
    });

    it('says why it refuses', async () => {
      const [nobody, , why] = await ask(GROUP);
      assert.deepEqual([nobody, why], [403, 'expected X-3GPP-Asserted-Identity, found none\n']);
      const [gone, , which] = await ask(GROUP, { method: 'DELETE', headers: asserting(SERVER) });
      assert.deepEqual([gone, which], [405, 'expected GET, HEAD or PUT, found DELETE\n']);
      const [conflict, type, error] = await ask(GROUP, { method: 'PUT', headers: asserting(SERVER), body: '<x/>' });
      assert.deepEqual([conflict, type], [409, 'application/xcap-error+xml; charset=utf-8']);
      assert.match(error, /<schema-validation-error phrase="expected the document of a group/);
    });
  });
});
