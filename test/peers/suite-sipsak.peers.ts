// Whoever doubts that the suite judges clients that are not its own: client 1 whose requests sipsak sends conforms, and fails by the row
// of what it leaves out.

import assert from 'node:assert/strict';
import { needs } from '../acceptance/prerequisite';
import { endAll, run } from '../acceptance/program';
import { noErrors, resultsIn } from '../acceptance/reports';
import { writeTarget } from '../acceptance/served';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { openProduct } from './sipp-product';
import { sipsakClient } from './sipsak-client';

describe('the suite with sipsak as client 1', function () {
  this.timeout(120_000);
  needs('sipsak');
  needs('sipp', '-v');
  const folder = useTemporaryFolder();
  afterEach(endAll);

  async function judged(leavesOut?: string) {
    const product = await openProduct((bench) => sipsakClient(bench, leavesOut), []);
    try {
      const target = writeTarget(
        folder.path,
        'adapter: sip',
        `roles: { client-1: { underTest: true, address: "${product.address}", control: "${product.control}" } }`,
        'timing: { deadlineMs: 5000, quietWindowMs: 250 }',
        'sip: { transport: udp, udpLimit: 60000, behindCore: true }',
      );
      const clauses = ['--clause', '23.280-10.15.3.3.1', '--clause', '24.379-16'];
      const reports = `${folder.path}/reports`;
      const tps = 'PGR_CL1_BV_02,PGR_CL1_BV_71,PGR_CL1_BV_72';
      const { status, stdout } = await run('run', '--target', target, '--reports', reports, ...clauses, '--tp', tps);
      noErrors(resultsIn(reports));
      return { status, stdout };
    } finally {
      await product.close();
    }
  }

  it('says that it conforms, by both clauses', async () => {
    const { status, stdout } = await judged();
    assert.equal(status, 0, stdout);
  });

  it('fails it by the row of leg A that asks for the header field that it forgets', async () => {
    const { status, stdout } = await judged('P-Preferred-Service');
    assert.equal(status, 1, stdout);
    assert.match(stdout, /^fail {2}GR-16\.2\.1\.1-5 /m);
  });
});
