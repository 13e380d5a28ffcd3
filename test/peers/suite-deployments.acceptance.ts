// The same scenarios of the built-in system in each way in which SIP can be deployed: by which transport, over which IP, through
// a core or straight, with which spelling, with which registration.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { endAll, run } from '../acceptance/program';
import { resultsIn, traceIn } from '../acceptance/reports';
import { makeCertificate } from '../../support/wires/sip/stack/testing/certificate';
import { planDeployment, routesTo, targetThroughCore } from './deployment';
import { openOwnCore, type OwnCore } from './own-core';

interface Transmission {
  readonly kind: string;
  readonly protocol: string;
  readonly transport: string;
  readonly source: string;
  readonly bytes: string;
}

/** The whole procedure, to one client and to several. */
const FILTER = ['--step', '8'];

describe('SIP in other deployments', () => {
  const cores: OwnCore[] = [];
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'deployment-'))));
  afterEach(async () => {
    await endAll();
    await Promise.all(cores.splice(0).map((core) => core.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a few scenarios, which have to pass; returns what SIP carried. */
  async function conforms(target: object) {
    const file = path.join(folder, 'target.yaml');
    const reports = path.join(folder, 'reports');
    writeFileSync(file, stringify({ name: 'built-in', version: '1', adapter: 'sip', ...target }));
    const { status, stdout, stderr } = await run('run', '--capture', '--target', file, '--reports', reports, ...FILTER);
    assert.equal(stderr, '');
    assert.equal(status, 0, stdout);
    const { scenarios } = resultsIn(reports);
    assert.ok(scenarios.length > 4 && scenarios.every(({ verdict }) => verdict === 'pass'));
    const sip = traceIn(reports)
      .map((line) => JSON.parse(line) as Transmission)
      .filter(({ kind, protocol }) => kind === 'transmission' && protocol === 'sip');
    return {
      transports: [...new Set(sip.map(({ transport }) => transport))],
      hosts: [...new Set(sip.map(({ source }) => source.replace(/:\d+$/, '')))],
      text: sip.map(({ bytes }) => Buffer.from(bytes, 'base64').toString('latin1')),
    };
  }

  it('over TLS', async function () {
    const made = makeCertificate(['127.0.0.1']);
    if (!made && process.env['CI_REQUIRE_ALL']) throw new Error('CI_REQUIRE_ALL is set, and openssl is not installed');
    if (!made) {
      process.stderr.write('skipped: openssl is not installed\n');
      this.skip();
    }
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    writeFileSync(key, made.key);
    writeFileSync(cert, made.cert);
    const { transports } = await conforms({ sip: { transport: 'tls', tls: { key, cert, ca: cert } } });
    assert.deepEqual(transports, ['tls']);
  });

  it('over IPv6', async () => {
    const { hosts } = await conforms({ listen: { host: '::1' } });
    assert.deepEqual(hosts, ['[::1]']);
  });

  it('in the spelling of vectorcore', async () => {
    const { text } = await conforms({ sip: { dialect: 'vectorcore' } });
    assert.ok(text.some((one) => one.includes('<mcpttregroupinfo ')));
    assert.ok(text.every((one) => !one.includes('preconfiguredRegroup')));
  });

  for (const authorization of ['REGISTER', 'third-party REGISTER'])
    it(`straight to an application server, with ${authorization}`, async () => {
      const { text } = await conforms({ sip: { authorization } });
      const registrations = text.filter((one) => one.startsWith('REGISTER '));
      assert.ok(registrations.length > 0);
      const wrapped = registrations.filter((one) => one.includes('Content-Type: message/sip'));
      assert.equal(wrapped.length > 0, authorization === 'third-party REGISTER');
    });

  it('behind a core, which asserts what clients prefer, and past which nothing goes', async () => {
    const deployment = await planDeployment();
    const core = await openOwnCore(deployment.corePort, routesTo(deployment, 'TCP'));
    cores.push(core);
    const { text } = await conforms(parse(targetThroughCore(deployment, 'tcp', { behindCore: true })) as object);
    const requests = text.filter((one) => one.startsWith('MESSAGE '));
    assert.ok(requests.some((one) => one.includes('P-Preferred-Identity: ')));
    assert.ok(core.passed() > requests.length / 2);
    assert.ok(requests.every((one) => one.includes(`127.0.0.1:${deployment.corePort}`)));
  });
});
