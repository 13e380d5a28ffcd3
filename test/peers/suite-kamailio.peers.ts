import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { needs } from '../acceptance/prerequisite';
import { endAll, run, type Ended } from '../acceptance/program';
import { resultsIn, traceIn, verdictsOf } from '../acceptance/reports';
import { planDeployment, routesTo, targetThroughCore } from './deployment';
import { startKamailio, type Core } from './kamailio';
import { complaints, decode, portsOf } from './tshark';

interface SipTransmission {
  readonly kind: string;
  readonly protocol?: string;
  readonly transport?: string;
  readonly source: string;
  readonly destination: string;
  readonly bytes: string;
}

describe('the whole suite with Kamailio between all parties', function () {
  this.timeout(240_000);
  needs('kamailio', '-v');
  needs('tshark', '-v');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'through-core-'));
  const cores: Core[] = [];
  const ended = new Map<string, Ended>();
  const corePorts = new Map<string, number>();
  const reports = (name: string) => path.join(folder, name);

  async function throughCore(transport: 'udp' | 'tcp'): Promise<void> {
    const deployment = await planDeployment();
    const routes = routesTo(deployment, transport === 'udp' ? 'UDP' : 'TCP');
    cores.push(await startKamailio({ port: deployment.corePort, routes }));
    corePorts.set(transport, deployment.corePort);
    const target = path.join(folder, `${transport}.yaml`);
    writeFileSync(target, targetThroughCore(deployment, transport));
    ended.set(transport, await run('run', '--quiet', '--capture', '--target', target, '--reports', reports(transport)));
  }

  before(async () => {
    const direct = run('run', '--quiet', '--adapter', 'sip', '--reports', reports('direct'));
    await Promise.all([throughCore('udp'), throughCore('tcp'), direct.then((end) => ended.set('direct', end))]);
  });
  after(async () => {
    await endAll();
    for (const core of cores) await core.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the yardstick without it', () => {
    assert.equal(ended.get('direct')?.status, 0, ended.get('direct')?.stdout);
  });

  for (const transport of ['udp', 'tcp'] as const) {
    const sipOf = () =>
      traceIn(reports(transport))
        .map((line) => JSON.parse(line) as SipTransmission)
        .filter(({ kind, protocol }) => kind === 'transmission' && protocol === 'sip');
    const capture = () => {
      const name = JSON.parse(readFileSync(path.join(reports(transport), 'latest.json'), 'utf8')) as { run: string };
      return path.join(reports(transport), name.run, 'capture.pcapng');
    };

    it(`comes to the same verdicts over ${transport}`, () => {
      assert.equal(ended.get(transport)?.status, 0, ended.get(transport)?.stdout);
      const found = resultsIn(reports(transport));
      const direct = resultsIn(reports('direct'));
      assert.deepEqual(verdictsOf(found), verdictsOf(direct));
      assert.deepEqual(found.notExecuted, direct.notExecuted);
    });

    it(`sends nothing by SIP past the core over ${transport}`, () => {
      const core = `127.0.0.1:${corePorts.get(transport)}`;
      const all = sipOf();
      assert.ok(all.length > 5000, `only ${all.length} transmissions`);
      // Kamailio leaves by TCP from ports of its own: there it is what it says of itself in Via that tells.
      const past = all.filter(
        ({ source, destination, bytes }) =>
          source !== core && destination !== core && !Buffer.from(bytes, 'base64').toString('latin1').includes(core),
      );
      assert.deepEqual(past.slice(0, 3), []);
      assert.deepEqual([...new Set(all.map((one) => one.transport))], [transport]);
    });

    it(`is read by tshark without a complaint over ${transport}, every message of it`, () => {
      const file = capture();
      const [ports, http] = [portsOf('sip', traceIn(reports(transport))), portsOf('http', traceIn(reports(transport)))];
      const sip = { layer: transport, protocol: 'sip', ports, http } as const;
      assert.deepEqual(complaints(file, sip), []);
      const frames = decode(file, sip, 'sip', ['frame.protocols', 'sip.Content-Type', 'sip.Content-Length']);
      const sent = sipOf();
      if (transport === 'udp') assert.equal(frames.length, sent.length);
      const withBody = frames.filter(([, , length = '0']) => length.split(',').some((one) => Number(one) > 0));
      assert.ok(withBody.length > 1000, `only ${withBody.length} bodies`);
      const unread = withBody.filter(([protocols = '', type = '']) =>
        type.startsWith('multipart/') ? !/mime_multipart:xml/.test(protocols) : !/:xml/.test(protocols),
      );
      assert.deepEqual(unread, []);
    });
  }
});
