// A product that takes its time over an answer that it owes: longer than any quiet window, and less than the deadline.

import assert from 'node:assert/strict';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { packageRoot } from '../../../support/schema/package-root';
import { endAll, run, startNode } from '../program';
import { resultsIn } from '../reports';
import { targetFor } from '../served';
import { until } from '../until';

describe('a product that takes its time', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  const conforms = async (fixture: string, ...purposes: readonly string[]): Promise<void> => {
    const partner = startNode(path.join(packageRoot, 'test', 'fixtures', fixture), '--port', '0');
    const address = () => /http:\/\/127\.0\.0\.1:\d+/.exec(partner.printed())?.[0];
    await until(() => address() !== undefined, { within: 20_000, because: 'the slow partner listens' });
    const target = targetFor({ role: 'partner-server', address: address() ?? '' }, folder.path);
    const reports = path.join(folder.path, 'reports');
    const { status, stdout } = await run(...['run', '--target', target, '--reports', reports, '--tp', purposes.join()]);
    assert.equal(status, 0, stdout);
    assert.deepEqual(
      resultsIn(reports).scenarios.map(({ verdict }) => verdict),
      purposes.map(() => 'pass'),
    );
  };

  it('conforms at default timings', () =>
    conforms('slow-partner.js', 'PGR_QSRV_BV_02', 'PGR_QSRV_BV_08', 'PGR_QSRV_BV_26'));

  it('conforms where it gathers what it reports, also of members who leave soon', () =>
    conforms('gathering-partner.js', 'PGR_QSRV_BV_32', 'PGR_QSRV_BV_33', 'PGR_QSRV_BV_49', 'PGR_QSRV_BV_56'));
});
