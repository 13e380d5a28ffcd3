// Workers in parallel against a product whose peers listen on fixed ports: they share one front, and come to the verdicts of
// one process.

import assert from 'node:assert/strict';
import path from 'node:path';
import { PARTIES } from '../../../support/procedure/roles';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { freePorts } from '../free-ports';
import { endAll, run } from '../program';
import { noErrors, resultsIn, verdictsOf } from '../reports';
import { serve, targetFor } from '../served';

/** Named and unnamed regroup groups, a refusal, and one that nobody answers for. */
const FEW = ['--tp', 'PGR_PSRV_BV_13,PGR_PSRV_BV_16,PGR_QSRV_BV_28,PGR_QSRV_BI_03,PGR_PSRV_BI_01,PGR_PSRV_TI_01'];

describe('workers in parallel with fixed ports', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  async function judged(target: string, parallel: string, ...filter: readonly string[]) {
    const reports = path.join(folder.path, `parallel-${parallel}`);
    const args = ['--target', target, '--parallel', parallel, '--reports', reports, ...filter];
    const { status, stdout, stderr } = await run('run', ...args);
    assert.equal(stderr, '');
    const results = resultsIn(reports);
    noErrors(results);
    return { status, stdout, verdicts: verdictsOf(results) };
  }

  async function targetWithFixedPorts(...options: readonly string[]): Promise<string> {
    const product = await serve('primary-server', ...options);
    const parties = PARTIES.filter((party) => party !== product.role);
    const free = await freePorts(parties.length);
    const ports = parties.map((party, index) => `${party}: ${free[index] ?? 0}`);
    const timing = 'timing: { deadlineMs: 3000, quietWindowMs: 500 }';
    return targetFor(product, folder.path, timing, `listen: { ports: { ${ports.join(', ')} } }`);
  }

  for (const [what, options, status] of [
    ['a product that conforms', [], 0],
    ['a product that assigns regroup IDs of its own kind', ['--variant', 'assigns-in-another-domain'], 0],
    ['a product with a defect', ['--mutant', 'no-request-return'], 1],
  ] as const)
    it(`come to the verdicts of one process: ${what}`, async () => {
      const target = await targetWithFixedPorts(...options);
      const alone = await judged(target, '0', ...FEW);
      assert.equal(alone.status, status, alone.stdout);
      const shared = await judged(target, '3', ...FEW);
      assert.deepEqual([shared.status, shared.verdicts], [alone.status, alone.verdicts], shared.stdout);
    });
});
