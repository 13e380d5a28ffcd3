// A campaign as its organiser goes through it: the plan, products that are started and stopped, a kill in the middle, and a matrix that
// blames whose bytes broke the statement.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeCampaign } from '../../../support/campaign/testing/campaigns';
import type { Matrix } from '../../../support/report/page/matrix-data';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { packageRoot } from '../../../support/schema/package-root';
import { freePorts } from '../free-ports';
import { endAll, run, start } from '../program';
import { until } from '../until';

const EXAMPLE = path.join(packageRoot, 'examples', 'mc-service-server', 'server.js');

describe('a campaign', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);
  const out = (): readonly string[] => ['--out', path.join(folder.path, 'campaigns')];
  const root = (): string => path.join(folder.path, 'campaigns', 'plugtest');
  const matrix = (): Matrix => {
    const id = readdirSync(root()).toSorted().at(-1) ?? '';
    return JSON.parse(readFileSync(path.join(root(), id, 'matrix.json'), 'utf8')) as Matrix;
  };

  /** An example that conforms as primary, and one with a defect as partner. */
  async function pair(...lines: readonly string[]): Promise<string> {
    const [one = 0, other = 0] = await freePorts(2);
    const started = (port: number, ...more: readonly string[]): string =>
      `start: { command: ${JSON.stringify([process.execPath, EXAMPLE, '--port', `${port}`, ...more])} }`;
    return writeCampaign(
      folder.path,
      [
        { name: 'aspen', role: 'primary-server', port: one, more: started(one) },
        { name: 'birch', role: 'partner-server', port: other, more: started(other, '--defect', 'answers-too-early') },
      ],
      'combine: [alone, pairs]',
      'run: { tp: [PGR_CL1_BV_01, PGR_CL1_BV_02, PGR_CL1_BV_03] }',
      ...lines,
    );
  }

  it('goes on after it was killed, keeps what had ended, and blames the right vendor', async () => {
    const file = await pair();
    const plan = await run('campaign', file, '--plan', ...out());
    assert.equal(plan.status, 0, plan.stderr);
    assert.match(plan.stdout, /^Plugtest: 3 jobs of 3 scenarios each, about \d+ s /m);
    assert.ok(!existsSync(root()), 'a plan writes nothing');

    const first = start('campaign', file, '--parallel', '1', ...out());
    await until(() => first.printed().includes('1/3'), { within: 60_000, because: 'a job has ended' });
    first.process.kill('SIGKILL');
    await first.ended;
    const second = await run('campaign', file, '--parallel', '1', ...out());
    assert.equal(second.status, 1, second.stdout + second.stderr);
    assert.match(second.stdout, /^Goes on: 1 of 3 jobs have ended before\.$/m);
    assert.deepEqual(
      matrix().cells.map(({ state, participants }) => [
        state,
        ...participants.map(({ name, verdict }) => `${name} ${verdict}`),
      ]),
      [
        ['pass', 'aspen pass'],
        ['fail', 'birch fail'],
        ['fail', 'aspen pass', 'birch fail'],
      ],
    );
    const broken = matrix().cells[2]?.participants[1]?.broken.map(({ requirement }) => requirement);
    assert.ok(broken?.includes('STEP-11-b'), JSON.stringify(broken));

    // Birch is handed a picture of what it broke; aspen, which broke nothing, none.
    const vendors = path.join(root(), readdirSync(root()).toSorted().at(-1) ?? '', 'vendors');
    const report = readFileSync(path.join(vendors, 'birch-ltd', 'report.md'), 'utf8');
    const [, ladder = ''] = /\]\((ladders\/birch-STEP-11-b\.svg)\)/.exec(report) ?? [];
    assert.match(readFileSync(path.join(vendors, 'birch-ltd', ladder), 'utf8'), /what birch sent and was sent/);
    assert.ok(!existsSync(path.join(vendors, 'aspen-ltd', 'ladders')));

    // The one after it knows what was before, and that nothing changed.
    const third = await run('campaign', file, ...out());
    assert.equal(third.status, 1);
    assert.deepEqual(
      matrix().cells.map(({ before }) => before.map(({ state }) => state)),
      [['pass'], ['fail'], ['fail']],
    );
  });

  it('is neither red nor green where a product does not start', async () => {
    const file = writeCampaign(
      folder.path,
      [
        {
          name: 'aspen',
          role: 'primary-server',
          port: (await freePorts(1))[0] ?? 0,
          more: 'start: { command: [node, -e, "process.exit(9)"] }',
        },
      ],
      'combine: [alone]',
      'budget: { tries: 1 }',
    );
    const { status, stdout } = await run('campaign', file, ...out());
    assert.equal(status, 3, stdout);
    assert.match(stdout, /could not be run: MCX-PRODUCT-START: aspen ended with exit code 9/);
    assert.match(stdout, /^aspen {2}1 run: 1 without a verdict$/m);
  });
});
