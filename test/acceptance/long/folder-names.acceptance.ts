// A checkout in a folder of whatever name: a CI server makes `mcx_feature%2Flogin` of the branch feature/login.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { packageRoot } from '../../../support/schema/package-root';
import { endAll, startNode } from '../program';
import { until } from '../until';

const PARTS = ['bin', 'features', 'schemas', 'steps', 'support', 'targets', 'tools', 'package.json', 'tsconfig.json'];
const NAMES = ['mcx_feature%2Flogin [x] {a,b} #1 ?q', 'a\\b ü', 'node_modules'];

describe('a checkout in a folder that a pattern or a URL would read otherwise', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  function checkoutIn(name: string): string {
    const checkout = path.join(folder.path, name);
    for (const part of PARTS) fs.cpSync(path.join(packageRoot, part), path.join(checkout, part), { recursive: true });
    fs.symlinkSync(path.join(packageRoot, 'node_modules'), path.join(checkout, 'node_modules'));
    return path.join(checkout, 'bin', 'mcx-conformance.js');
  }

  for (const name of NAMES)
    it(`runs in ${name}`, async () => {
      const reports = path.join(folder.path, 'reports');
      const { ended } = startNode(checkoutIn(name), 'run', '--tp', 'PGR_PSRV_BV_01', '--reports', reports);
      const { status, stdout, stderr } = await ended;
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /^Verdict: passed: 1 of/m);
    });

  it('ends there when it is told to, and says by which exit code', async () => {
    const bin = checkoutIn('a\\b');
    const serving = startNode(bin, 'serve', 'partner-server', '--port', '0');
    await until(() => serving.printed().includes('http://'), { within: 60_000, because: 'it says its address' });
    serving.process.kill('SIGTERM');
    const { status } = await serving.ended;
    assert.equal(status, 0);
    assert.equal((await startNode(bin, 'run', '--tp', 'NONSENSE').ended).status, 2);
  });
});
