// One regroup to many clients, played by processes of their own: one result, with the lost client named by the statement, and a worker
// that is killed in the middle told of.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LoadResult } from '../../../support/load/load-result';
import { validate } from '../../../support/schema/validate';
import { endAll, run, start, type Ended } from '../program';
import { until } from '../until';

describe('load', function () {
  this.timeout(240_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'mcx-load-test-'));
  });
  afterEach(async () => {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  });

  /** @returns a target file that puts a served partner server under test */
  async function served(...options: readonly string[]): Promise<string> {
    const product = start('serve', 'partner-server', ...options);
    const listening = (): RegExpExecArray | null => /listens on (\S+)/.exec(product.printed());
    await until(() => listening() !== null, { within: 60_000, because: 'it listens' });
    return targetOf(`address: ${listening()?.[1] ?? ''}, control: ${listening()?.[1] ?? ''}`);
  }

  function targetOf(party: string, ...lines: readonly string[]): string {
    const file = path.join(folder, 'product.yaml');
    const roles = `roles: { partner-server: { underTest: true, ${party} } }`;
    writeFileSync(file, ['name: product', "version: '1'", roles, ...lines, ''].join('\n'));
    return file;
  }

  const load = (target: string, ...args: readonly string[]): readonly string[] => [
    ...['load', '--target', target, '--out', path.join(folder, 'loads'), ...args],
  ];

  function resultIn(): LoadResult {
    const [name = ''] = readdirSync(path.join(folder, 'loads'));
    const result = JSON.parse(readFileSync(path.join(folder, 'loads', name, 'load.json'), 'utf8')) as LoadResult;
    assert.deepEqual(validate('report/load.schema.json', result), []);
    return result;
  }

  const line = ({ status, stderr }: Ended): string => `${status} ${stderr.trim().split('\n').at(-1) ?? ''}`;

  it('reaches every client of a product that conforms, and says how fast, or that it could not keep up itself', async () => {
    const target = await served();
    const { status, stdout, stderr } = await run(...load(target, '--clients', '200'));
    const { clients, times, harness, findings, workers, judged } = resultIn();
    assert.deepEqual(clients, { asked: 200, received: 200, lost: 0, doubled: 0, acknowledged: 200, notTold: 0 });
    assert.deepEqual([findings, judged], [[], 100]);
    assert.deepEqual(
      workers.map(({ received }) => received),
      [100, 100],
    );
    if (times === null) assert.ok(status === 3 && harness.saturated.length > 0, stderr);
    else {
      assert.equal(status, 0, stderr);
      const { step7, step9, step12, uncertaintyMs } = times;
      assert.ok(step7 && step9 && step12 !== null);
      assert.ok(step7.first + uncertaintyMs > 0 && step7.first <= step7.median && step7.median <= step7.last);
      assert.ok(step9.last >= step7.last);
    }
    assert.match(stdout, /^received +200 of 200$/m);
  });

  it('names a client that the product overlooks, by the statements that it breaks', async () => {
    const target = await served('--mutant', 'overlooks-one-member');
    const { stdout } = await run(...load(target, '--clients', '200', '--patience', '3', '--json'));
    const { clients, findings } = resultIn();
    assert.deepEqual([clients.received, clients.acknowledged, clients.notTold], [199, 199, 0]);
    assert.deepEqual(JSON.parse(stdout), JSON.parse(JSON.stringify(resultIn())));
    // Where the machine had other things to do for a second, nobody is charged, and it says so.
    if (clients.lost === null) assert.deepEqual(findings, []);
    else
      assert.deepEqual(
        findings.map(({ requirement, party }) => [requirement, party]),
        ['STEP-6-b', 'STEP-6-d', 'STEP-7-a'].map((id) => [id, 'partner-server']),
      );
    assert.ok(clients.lost === null || /^client \d+ was sent none$/.test(findings[0]?.observed ?? ''));
  });

  it('tells of a worker that is killed in the middle, and ends', async () => {
    // It asks nobody: there is time.
    const target = await served('--mutant', 'asks-no-client');
    const loading = start(...load(target, '--clients', '100', '--patience', '4'));
    let said = '';
    loading.process.stderr?.on('data', (text: string) => (said += text));
    await until(() => said.includes('one regroup is initiated'), { within: 120_000, because: 'it has begun' });
    process.kill(Number(/worker 2 \(process (\d+)\)/.exec(said)?.[1]), 'SIGKILL');
    const { status, stdout } = await loading.ended;
    const { clients, workers, findings, reason } = resultIn();
    assert.equal(status, 3, stdout);
    assert.deepEqual([clients.notTold, clients.lost, findings], [50, null, []]);
    assert.match(workers[1]?.lost ?? '', /SIGKILL/);
    assert.match(reason, /^50 of 100 clients could not be told: worker 2/);
  });

  it('says in one line what it cannot be used with', async () => {
    const nobody = targetOf('address: http://127.0.0.1:9, control: http://127.0.0.1:9');
    const lines: readonly (readonly [readonly string[], RegExp])[] = [
      [load('targets/primary-server.yaml'), /^2 MCX-LOAD-TARGET: .*primary-server/],
      [load(nobody, '--clients', '0'), /^2 MCX-USAGE: --clients expects .* found 0/],
      [load(nobody, '--clients', '3', '--workers', '4'), /^2 MCX-USAGE: --workers expects .* 1 to 3, found 4/],
      [load(nobody, '--nats', 'nats://127.0.0.1:9'), /^3 MCX-NATS-AWAY/],
      [load(nobody), /^3 MCX-/],
    ];
    for (const [words, expected] of lines) assert.match(line(await run(...words)), expected);
  });
});
