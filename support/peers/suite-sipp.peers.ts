import assert from 'node:assert/strict';
import { needs } from '../cli/acceptance/prerequisite';
import { endAll, run } from '../cli/acceptance/program';
import { noErrors, resultsIn } from '../cli/acceptance/reports';
import { writeTarget } from '../cli/acceptance/served';
import type { Role } from '../procedure/roles';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sippClient } from './sipp-client';
import { openProduct, type SippProduct } from './sipp-product';
import type { ScenarioChange } from './scenario';

describe('the suite with a product made of SIPp', () => {
  needs('sipp', '-v');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'suite-sipp-'));
  const products: SippProduct[] = [];
  let runs = 0;
  afterEach(async () => {
    await endAll();
    for (const product of products.splice(0)) await product.close();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function judged(role: Role, filter: readonly string[], changes: readonly ScenarioChange[] = []) {
    const product = await openProduct(sippClient, changes);
    products.push(product);
    const target = writeTarget(
      folder,
      'adapter: sip',
      'sip: { transport: udp, udpLimit: 60000, behindCore: true }',
      `roles: { ${role}: { underTest: true, address: "${product.address}", control: "${product.control}" } }`,
      'timing: { deadlineMs: 5000, quietWindowMs: 250 }',
    );
    const reports = path.join(folder, `reports-${++runs}`);
    const { status, stdout, stderr } = await run('run', '--target', target, '--reports', reports, ...filter);
    if (process.env['SHOW']) console.log(stdout, stderr, product.complaints());
    assert.equal(stderr, '');
    return { status, stdout, results: resultsIn(reports), complaints: product.complaints() };
  }

  it('client-1', async () => {
    const { status, stdout, results, complaints } = await judged('client-1', [
      '--tp',
      'PGR_CL1_BV_02,PGR_CL1_BI_01,PGR_PSRV_BV_01,PGR_PSRV_BI_04',
      '--role',
      'client-1',
    ]);
    assert.equal(status, 0, stdout);
    noErrors(results);
    assert.deepEqual(complaints, []);
  });

  it('client-2', async () => {
    const { status, stdout, results, complaints } = await judged('client-2', [
      '--tp',
      'PGR_CL2_BV_01,PGR_CL2_BV_03,PGR_CL2_BV_04,PGR_CL2_BV_09,PGR_QSRV_BV_26,PGR_QSRV_BV_07,PGR_QSRV_BV_29,PGR_QSRV_BV_18,PGR_QSRV_BV_35,PGR_QSRV_BV_39,PGR_QSRV_BV_41,PGR_QSRV_BV_01',
    ]);
    assert.equal(status, 0, stdout);
    noErrors(results);
    assert.deepEqual(complaints, []);
  });
});
