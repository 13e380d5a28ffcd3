import assert from 'node:assert/strict';
import { FLOWS } from '../../procedure/flows';
import type { Machine } from '../../reference/machine';
import type { HarnessFault } from '../../verdict/errors';
import { serveParty } from './serve';

const FRAGILE: Machine = {
  receive(input) {
    if (input.kind === 'flow') throw new Error('a bug of ours');
    return [{ kind: 'answer', answer: { status: 'done' } }];
  },
};
const LOG_OFF = { from: 'sip:a@p', to: 'sip:s@p', mcServiceId: 'sip:a@p' };

describe('a served party', () => {
  const where = { host: '127.0.0.1', port: 0 };

  const post = (url: string, body: unknown): Promise<Response> =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  for (const party of ['client-1', 'partner-server', 'partner-gms'] as const)
    it(`answers control, flows and for its interface: ${party}`, async () => {
      const { address, control, close } = await serveParty(party, where);
      const release = await post(`${control}/control`, { command: 'release', scope: 'k3f9' });
      assert.deepEqual([release.status, await release.json()], [200, { status: 'done' }]);
      assert.equal((await post(`${address}/flows/log-off-request.client-server`, LOG_OFF)).status, 204);
      assert.equal((await post(`${address}/flows/log-off-request.client-server`, {})).status, 400);
      const { paths } = (await (await fetch(`${address}/openapi.json`)).json()) as { paths: object };
      assert.ok(Object.keys(paths).length > FLOWS.size);
      await close();
    });

  it('tells of its own failure and still obeys the next command', async () => {
    const faults: HarnessFault[] = [];
    const onFault = (fault: HarnessFault): void => void faults.push(fault);
    const served = await serveParty('primary-server', { ...where, choice: { build: () => FRAGILE }, onFault });
    assert.equal((await post(`${served.address}/flows/log-off-request.client-server`, LOG_OFF)).status, 204);
    const release = await post(`${served.control}/control`, { command: 'release', scope: 'k3f9' });
    assert.deepEqual(await release.json(), { status: 'done' });
    assert.match(faults[0]?.message ?? '', /built-in primary-server failed on log-off-request/);
    await served.close();
  });
});
