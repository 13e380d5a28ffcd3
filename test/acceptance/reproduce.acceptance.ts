// A scenario that failed, replayed by hand: the script and the listener alone show the fault, and show none at a party without it.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { freePort } from './free-ports';
import { needs } from './prerequisite';
import { endAll, run } from './program';
import { serve, targetFor } from './served';
import { until } from './until';

describe('a scenario that is replayed by hand', () => {
  needs('curl');
  const folder = useTemporaryFolder();
  const inFolder = (name: string) => path.join(folder.path, name);
  afterEach(endAll);

  /** What the listener in the place of the played parties was sent. */
  async function replayed(files: string, product: string): Promise<readonly string[]> {
    const port = String(await freePort());
    const peers = spawn(process.execPath, [path.join(files, 'peers.mjs'), port]);
    let heard = '';
    peers.stdout.setEncoding('utf8').on('data', (text: string) => (heard += text));
    try {
      await until(() => heard.includes('listening'), { within: 10_000, because: 'the listener listens' });
      const { stdout } = await promisify(execFile)('bash', [path.join(files, 'replay.sh')], {
        env: {
          ...process.env,
          PRODUCT_primary_server: product,
          CONTROL_primary_server: product,
          PEERS: `http://127.0.0.1:${port}`,
          PAUSE: '0.5',
        },
      });
      assert.doesNotMatch(stdout, /answered [45]/);
      return [...heard.matchAll(/POST \/flows\/(\S+)/g)].map(([, flow = '']) => flow);
    } finally {
      peers.kill();
    }
  }

  it('shows what is missing, by curl and a listener alone', async () => {
    const broken = await serve('primary-server', '--mutant', 'no-request-return');
    const { status } = await run(
      'run',
      '--target',
      targetFor(broken, folder.path),
      '--tp',
      'PGR_PSRV_BV_13',
      '--reports',
      inFolder('reports'),
      '--quiet',
    );
    assert.equal(status, 1);
    const made = await run('reproduce', 'STEP-4b-1', '--reports', inFolder('reports'), '--out', inFolder('by hand'));
    assert.match(made.stdout, /steps of PGR_PSRV_BV_13 are in /);
    assert.ok(fs.existsSync(inFolder('by hand/replay.sh')));
    const again = await serve('primary-server', '--mutant', 'no-request-return');
    const faithful = await serve('primary-server');
    const RETURN = 'preconfigured-regroup-request-return.server-client';
    const [withFault, without] = [
      await replayed(inFolder('by hand'), again.address),
      await replayed(inFolder('by hand'), faithful.address),
    ];
    assert.ok(withFault.includes('preconfigured-regroup-request.server-server'));
    assert.equal(withFault.includes(RETURN), false);
    assert.equal(without.includes(RETURN), true);
  });

  it('is refused for what no run has, and for a run in which all is played', async () => {
    await run('run', '--tp', 'PGR_PSRV_BV_13', '--reports', inFolder('reports'), '--quiet');
    const { status, stderr } = await run('reproduce', 'STEP-4b-1', '--reports', inFolder('reports'));
    assert.equal(status, 2);
    assert.match(stderr, /^MCX-REPRODUCE: expected a run with a product that has an address[^\n]*\n$/);
  });
});
