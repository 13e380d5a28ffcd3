// A product that takes its time over an answer that it owes: longer than any quiet window, and less than the deadline.

import assert from 'node:assert/strict';
import path from 'node:path';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { packageRoot } from '../../support/schema/package-root';
import { endAll, run, startNode } from './program';
import { resultsIn } from './reports';
import { targetFor } from './served';
import { until } from './until';

describe('a product that answers after a second', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  it('conforms at default timings', async () => {
    const partner = startNode(path.join(packageRoot, 'test', 'fixtures', 'slow-partner.js'), '--port', '0');
    const address = () => /http:\/\/127\.0\.0\.1:\d+/.exec(partner.printed())?.[0];
    await until(() => address() !== undefined, { within: 20_000, because: 'the slow partner listens' });
    const target = targetFor({ role: 'partner-server', address: address() ?? '' }, folder.path);
    const reports = path.join(folder.path, 'reports');
    const { status, stdout } = await run(
      ...['run', '--target', target, '--reports', reports, '--tp', 'PGR_QSRV_BV_02,PGR_QSRV_BV_08,PGR_QSRV_BV_26'],
    );
    assert.equal(status, 0, stdout);
    assert.deepEqual(
      resultsIn(reports).scenarios.map(({ verdict }) => verdict),
      ['pass', 'pass', 'pass'],
    );
  });
});
