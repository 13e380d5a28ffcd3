// A product that sends a message of a scenario when the scenario has ended: it is judged with that scenario and with no other,
// and results, exit code, trace and `judge` say the same.

import assert from 'node:assert/strict';
import path from 'node:path';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { packageRoot } from '../../support/schema/package-root';
import { endAll, run, startNode } from './program';
import { resultsIn, runIn } from './reports';
import { targetFor } from './served';
import { until } from './until';

/** The partner is asked in each. */
const SCENARIOS = 'PGR_QSRV_BV_08,PGR_QSRV_BV_26,PGR_CL1_BV_07';

describe('a message that comes after its scenario', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  afterEach(endAll);

  async function judged(how: 'owed' | 'reject', ...more: readonly string[]) {
    const product = startNode(path.join(packageRoot, 'test', 'fixtures', 'late-partner.js'), how, '--port', '0');
    const address = () => /http:\/\/127\.0\.0\.1:\d+/.exec(product.printed())?.[0];
    await until(() => address() !== undefined, { within: 20_000, because: 'the partner listens' });
    const timing = 'timing: { deadlineMs: 1500, quietWindowMs: 200 }';
    const target = targetFor({ role: 'partner-server', address: address() ?? '' }, folder.path, timing);
    const { status, stdout } = await run('run', '--target', target, '--reports', reports(), '--tp', SCENARIOS, ...more);
    const results = resultsIn(reports());
    const again = await run('judge', '--reports', reports(), path.basename(runIn(reports())));
    assert.equal(again.status, 0, again.stdout + again.stderr);
    return { status, stdout, results };
  }

  for (const more of [[], ['--parallel', '2']])
    it(`is said to be late where it was owed ${more.join(' ')}`, async () => {
      const { status, stdout, results } = await judged('owed', ...more);
      assert.equal(status, 3, stdout);
      const owing = results.scenarios.filter(({ checks }) =>
        checks.some(({ requirement }) => requirement === 'STEP-11-a'),
      );
      assert.ok(owing.length >= 2);
      for (const { verdict, reason } of owing) {
        assert.equal(verdict, 'inconclusive');
        assert.match(reason, /it came \d+ ms after the deadline \(\S+\): .*timing\.deadlineMs in the target file/);
      }
    });

  it('breaks the statement by which it may not come, in its own scenario', async () => {
    const { status, stdout, results } = await judged('reject');
    assert.equal(status, 1, stdout);
    const broken = results.scenarios.filter(({ verdict }) => verdict === 'fail');
    assert.deepEqual(
      broken.map(({ tp }) => tp),
      ['PGR_CL1_BV_07', 'PGR_QSRV_BV_08', 'PGR_QSRV_BV_26'],
    );
    for (const { reason } of broken) assert.match(reason, /^STEP-6-a: .*; it came after the scenario had ended/);
  });
});
