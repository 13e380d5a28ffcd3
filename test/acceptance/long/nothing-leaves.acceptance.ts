// Nothing of a run leaves the machine by itself, whatever the environment says: neither to a service that takes cucumber's messages
// nor through a proxy. Both are a server of the test, which nobody is to ask.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { packageRoot } from '../../../support/schema/package-root';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, startProgram } from '../program';
import { serve, targetFor } from '../served';

const COMMAND = path.join(packageRoot, 'bin', 'mcx-conformance.js');
const CUCUMBER = path.join(packageRoot, 'node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js');

describe('what the environment says', () => {
  const folder = useTemporaryFolder();
  const asked: string[] = [];
  let service: Server;
  let address = '';

  beforeEach(async () => {
    asked.length = 0;
    service = createServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.end('{}');
    });
    service.on('connect', (request, socket) => {
      asked.push(`CONNECT ${request.url ?? ''}`);
      socket.end();
    });
    await once(service.listen(0, '127.0.0.1'), 'listening');
    address = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await endAll();
    service.closeAllConnections();
    service.close();
  });

  async function passes(...args: readonly string[]): Promise<void> {
    const publish = ['CUCUMBER_PUBLISH_ENABLED=true', 'CUCUMBER_PUBLISH_TOKEN=t', `CUCUMBER_PUBLISH_URL=${address}`];
    const proxies = [
      'HTTP_PROXY',
      'HTTPS_PROXY',
      'ALL_PROXY',
      'http_proxy',
      'https_proxy',
      'all_proxy',
      'npm_config_proxy',
    ];
    const ofNode = 'NODE_OPTIONS=--stack-trace-limit=0 --max-http-header-size=100';
    const others = ['NODE_USE_ENV_PROXY=1', 'CUCUMBER_WORKER_ID=7', 'NO_PROXY=', ofNode];
    const { status, stdout, stderr } = await startProgram(
      'env',
      ...[...publish, ...proxies.map((name) => `${name}=${address}`), ...others],
      ...[process.execPath, ...args],
    ).ended;
    assert.equal(status, 0, stdout + stderr);
    assert.deepEqual(asked, []);
  }

  it('sends nothing anywhere, in one process or by workers', async () => {
    const target = targetFor(await serve('client-1'), folder.path);
    const run = [COMMAND, 'run', '--target', target, '--tp', 'PGR_CL1_BV_01', '--reports', path.join(folder.path, 'r')];
    await passes(...run);
    await passes(...run, '--parallel', '1');
  });

  it('sends nothing anywhere where cucumber is started by itself', () =>
    passes(
      CUCUMBER,
      '--tags',
      '@tp:PGR_CL1_BV_01',
      '--format-options',
      JSON.stringify({ mcx: { reportsDir: path.join(folder.path, 'r') } }),
    ));
});
