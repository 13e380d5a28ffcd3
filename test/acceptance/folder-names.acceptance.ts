// A checkout in a folder of whatever name: a CI server makes `mcx_feature%2Flogin` of the branch feature/login.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { packageRoot } from '../../support/schema/package-root';
import { endAll, startNode } from './program';

const PARTS = ['bin', 'features', 'schemas', 'steps', 'support', 'targets', 'tools', 'package.json', 'tsconfig.json'];
const NAME = 'mcx_feature%2Flogin [x] {a,b} #1 ?q';

describe('a checkout in a folder that a pattern or a URL would read otherwise', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  it('runs there', async () => {
    const checkout = path.join(folder.path, NAME);
    for (const part of PARTS) fs.cpSync(path.join(packageRoot, part), path.join(checkout, part), { recursive: true });
    fs.symlinkSync(path.join(packageRoot, 'node_modules'), path.join(checkout, 'node_modules'));
    const bin = path.join(checkout, 'bin', 'mcx-conformance.js');
    const reports = path.join(folder.path, 'reports');
    const { status, stdout, stderr } = await startNode(bin, 'run', '--tp', 'PGR_PSRV_BV_01', '--reports', reports)
      .ended;
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^Verdict: passed: 1 of/m);
  });
});
