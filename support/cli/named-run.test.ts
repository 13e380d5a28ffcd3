import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import { namedRun } from './named-run';

describe('the run that is named', () => {
  const folder = useTemporaryFolder();

  it('is a folder that is there, whatever it is called, or one of the reports folder', () => {
    const dir = path.join(folder.path, 'copied here (é)');
    mkdirSync(dir);
    writeFileSync(path.join(dir, 'results.json'), '{}');
    assert.equal(namedRun(dir, 'reports').dir, dir);
    assert.equal(namedRun(path.join(dir, 'results.json'), 'reports').dir, dir);
    assert.equal(namedRun('r1', 'reports').dir, path.join('reports', 'r1'));
    assert.throws(() => namedRun('no such (é)', 'reports'), { code: 'MCX-RUN-ID' });
  });
});
