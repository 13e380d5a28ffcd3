// A machine with far more to do than it has processors for. A product that conforms does so there too, at default timings.

import assert from 'node:assert/strict';
import path from 'node:path';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { packageRoot } from '../../support/schema/package-root';
import { endAll, run, startNode } from './program';
import { serve, targetFor } from './served';

const PROCESSES = '8';
const LONGEST_S = '110';

describe('a busy machine', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  for (const role of ['primary-server', 'partner-server'] as const)
    it(`fails no product that conforms: ${role}`, async () => {
      const target = targetFor(await serve(role), folder.path);
      startNode(path.join(packageRoot, 'test', 'fixtures', 'cpu-hog.js'), PROCESSES, LONGEST_S);
      const reports = path.join(folder.path, 'reports');
      const { status, stdout } = await run('run', '--target', target, '--reports', reports, '--step', '11');
      assert.equal(status, 0, stdout);
    });
});
