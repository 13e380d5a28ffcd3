// A product that dies or hangs in mid-run: the run ends by itself, every scenario has a verdict, and none is held against
// the harness.

import assert from 'node:assert/strict';
import path from 'node:path';
import type { Role } from '../../support/procedure/roles';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { endAll, start } from './program';
import { endedIn, noErrors, resultsIn } from './reports';
import { serve, targetFor } from './served';
import { until } from './until';

const REACHED = 2;
/** By then the loss has told in every scenario but the one that was under way. */
const UNDER_WAY = 1;

describe('a product that is lost in mid-run', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  afterEach(endAll);

  const losses: readonly (readonly [Role, NodeJS.Signals, string, RegExp])[] = [
    [
      'primary-server',
      'SIGKILL',
      'dies',
      /primary-server could not be reached: .*(?:nothing listens at|closed the connection|ECONN)/,
    ],
    [
      'primary-server',
      'SIGSTOP',
      'hangs',
      /primary-server could not be reached: .*(?:no answer within 400 ms|given up: it answered nothing in 3 scenarios)/,
    ],
    ['primary-gms', 'SIGKILL', 'dies', /primary-gms could not be reached/],
  ];
  for (const [role, signal, word, cause] of losses)
    it(`leaves what follows inconclusive when it ${word}: ${role}`, async () => {
      const product = await serve(role);
      const target = targetFor(product, folder.path, 'timing: { deadlineMs: 400, quietWindowMs: 60 }');
      const filter = ['--step', '12'];
      const running = start('run', '--target', target, '--reports', reports(), ...filter);
      await until(() => endedIn(reports()) >= REACHED, { within: 60_000, because: 'scenarios end' });
      product.process.kill(signal);
      const before = endedIn(reports());
      assert.ok(running.isRunning(), 'the run was over before the product was lost');

      const { status, stdout, stderr } = await running.ended;
      assert.ok(status === 3 || status === 1, `exit code ${String(status)}\n${stdout}\n${stderr}`);
      assert.equal(stderr, '');
      const results = resultsIn(reports());
      noErrors(results);
      assert.deepEqual(
        results.notExecuted.filter(({ interrupted }) => interrupted),
        [],
      );
      const after = results.scenarios.filter(({ verdict }) => verdict !== 'pass');
      assert.ok(after.length >= results.scenarios.length - before - UNDER_WAY, `${after.length} after ${before}`);
      for (const { tp, verdict, reason } of after) {
        assert.equal(verdict, 'inconclusive', `${tp}: ${reason}`);
        assert.match(reason, cause);
      }
    });
});
