// One regroup to many clients that workers play by way of NATS' own server: a lost client is named as without one, a worker that is
// killed in the middle is told of, and one that does not come is waited for no longer than it says.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LoadResult } from '../../support/load/load-result';
import { needs } from '../acceptance/prerequisite';
import { endAll, start, type Program } from '../acceptance/program';
import { until } from '../acceptance/until';
import { natsServer, type NatsServer } from './nats-server';

describe('a load by way of NATS', function () {
  needs('nats-server', '--version');
  this.timeout(240_000);
  let folder: string;
  let server: NatsServer;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'mcx-load-nats-'));
    server = await natsServer(folder);
  });
  afterEach(async () => {
    await endAll();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** @returns its target file */
  async function served(mutant: string): Promise<string> {
    const product = start('serve', 'partner-server', '--mutant', mutant);
    const listening = (): RegExpExecArray | null => /listens on (\S+)/.exec(product.printed());
    await until(() => listening() !== null, { within: 60_000, because: 'it listens' });
    const at = listening()?.[1] ?? '';
    const file = path.join(folder, 'product.yaml');
    const roles = `roles: { partner-server: { underTest: true, address: ${at}, control: ${at} } }`;
    writeFileSync(file, `name: product\nversion: '1'\n${roles}\n`);
    return file;
  }

  async function workers(count: number): Promise<readonly Program[]> {
    const all = Array.from({ length: count }, () => start('worker', '--nats', server.url));
    await until(() => all.every((one) => one.printed().includes('waits for jobs')), {
      within: 60_000,
      because: 'they wait',
    });
    return all;
  }

  function load(target: string, ...args: readonly string[]) {
    const program = start(
      ...['load', '--target', target, '--nats', server.url, '--out', path.join(folder, 'o'), ...args],
    );
    let said = '';
    program.process.stderr?.on('data', (text: string) => (said += text));
    return { ...program, said: () => said };
  }

  function resultIn(): LoadResult {
    const [name = ''] = readdirSync(path.join(folder, 'o'));
    return JSON.parse(readFileSync(path.join(folder, 'o', name, 'load.json'), 'utf8')) as LoadResult;
  }

  it('spreads 200 clients over two workers and names the one that the product overlooks', async () => {
    const target = await served('overlooks-one-member');
    const [one] = await workers(2);
    const { status, stdout } = await load(target, '--clients', '200', '--patience', '5').ended;
    const { clients, findings, workers: told } = resultIn();
    assert.deepEqual(
      [clients.received, clients.acknowledged, clients.notTold, told.map((worker) => worker.clients)],
      [199, 199, 0, [100, 100]],
    );
    assert.ok(told.every(({ clockUncertaintyMs }) => clockUncertaintyMs !== null && clockUncertaintyMs < 1000));
    // Where the machine had other things to do for a second, nobody is charged, and it says so.
    if (clients.lost === null) assert.deepEqual([status, findings], [3, []]);
    else {
      assert.equal(status, 1, stdout);
      assert.deepEqual(
        findings.map(({ requirement }) => requirement),
        ['STEP-6-b', 'STEP-6-d', 'STEP-7-a'],
      );
    }
    await until(() => one?.printed().includes('the load has ended') === true, {
      within: 20_000,
      because: 'it is free',
    });
  });

  it('says that there are too few workers, and that one was killed in the middle', async () => {
    const target = await served('asks-no-client');
    const [one] = await workers(1);
    const { status, stderr } = await load(target, '--clients', '40', '--patience', '4').ended;
    assert.match(`${status} ${stderr}`, /^3 MCX-LOAD-WORKERS: expected 2 workers .* found 1 within 4 s/);
    const [other] = await workers(1);
    const loading = load(target, '--clients', '40', '--patience', '8');
    await until(() => loading.said().includes('one regroup is initiated'), {
      within: 120_000,
      because: 'it has begun',
    });
    other?.process.kill('SIGKILL');
    const ended = await loading.ended;
    const { clients, findings, reason } = resultIn();
    assert.deepEqual([ended.status, clients.notTold, clients.lost, findings], [3, 20, null, []], ended.stdout);
    assert.match(reason, /20 of 40 clients could not be told: .* has said nothing for 15 s/);
    assert.ok(one?.isRunning());
  });
});
