import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { SIP } from './wire';
import { servePartyBeside } from '../../testbed/host/serve';
import { targetOf } from '../../testbed/target/target';
import type { Diagnosis } from '../../ports/diagnosis';
import { examineProxies } from './examine';
import { examine } from '../../doctor/examine';

describe('the doctor at a SIP product', () => {
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  async function served() {
    const where = { host: '127.0.0.1', port: 0, controlPort: 0 };
    const party = await servePartyBeside('primary-server', { ...where, wire: SIP, options: {} });
    closers.push(() => party.close());
    return party;
  }

  const look = (address: string, control: string): Promise<readonly Diagnosis[]> =>
    examine(
      targetOf({
        name: 'a product',
        version: '1',
        adapter: 'sip',
        roles: { 'primary-server': { underTest: true, address, control } },
        timing: { deadlineMs: 300 },
      }),
      { now: Date.now, tell: () => undefined },
    );

  const told = (all: readonly Diagnosis[], what: string): string => {
    const found = all.find((one) => one.what === `primary-server ${what}`);
    return `${found?.state ?? 'none'} ${found?.detail ?? ''}`;
  };

  it('finds nothing wrong with the built-in server', async () => {
    const { address, control } = await served();
    const all = await look(address, control);
    assert.match(told(all, 'address'), /^ok .* answers OPTIONS with 200$/);
    assert.match(told(all, 'methods'), /^ok .*MESSAGE/);
    assert.ok(all.every(({ state }) => state === 'ok'));
  });

  it('finds that nothing listens', async () => {
    const { address, control } = await served();
    await closers.pop()?.();
    assert.match(told(await look(address, control), 'address'), /^bad nothing listens at sip:127.*start the product/);
  });

  it('finds what takes the connection and speaks no SIP', async () => {
    const mute = net.createServer((socket) => closers.push(() => socket.destroy()));
    closers.push(() => mute.close());
    await once(mute.listen(0, '127.0.0.1'), 'listening');
    const { control } = await served();
    const address = `sip:127.0.0.1:${(mute.address() as AddressInfo).port};transport=tcp`;
    assert.match(
      told(await look(address, control), 'address'),
      /^bad .* answers no SIP: expected a response to OPTIONS/,
    );
  });

  it('asks the proxies that played parties speak through, each once', async () => {
    const { address } = await served();
    const means = { host: '127.0.0.1', allow: () => true, withinMs: 2000 };
    const proxies = (client: string) => ({
      proxies: { 'client-1': client, 'client-2': client, 'partner-server': address },
    });
    assert.deepEqual(await examineProxies({ proxies: {} }, means), []);
    const there = await examineProxies(proxies(address), means);
    assert.deepEqual(
      there.map(({ state, what }) => `${state} ${what}`),
      ['ok proxy of client-1, client-2, partner-server'],
    );
    const [dead, ...more] = await examineProxies(proxies('sip:127.0.0.1:9;transport=tcp'), means);
    assert.match(
      `${dead?.state} ${dead?.what}: ${dead?.detail}`,
      /^bad proxy of client-1, client-2: nothing listens at /,
    );
    assert.match(dead?.detail ?? '', /or mend sip\.proxies\.client-1, sip\.proxies\.client-2$/);
    assert.equal(more.length, 1);
  });
});
