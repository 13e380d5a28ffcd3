import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimRun, latestRun, markLatest, mustBeWritable, prepareRunFolder, runFolder, runIdAt } from './run-folder';
import { useTemporaryFolder } from '../report/testing/temporary-folder';

describe('the folder of a run', () => {
  const folder = useTemporaryFolder();

  it('is made, and may be prepared again before the run has finished', () => {
    const reports = join(folder.path, 'deep', 'reports');
    const { dir, results } = prepareRunFolder(reports, 'r1');
    assert.ok(existsSync(dir));
    assert.equal(prepareRunFolder(reports, 'r1').results, results);
  });

  it('is one for each of the runs that begin in one millisecond', () => {
    const reports = join(folder.path, 'new', 'reports');
    const began = new Date('2026-11-30T13:28:24.515Z');
    const ids = [claimRun(reports, began), claimRun(reports, began)];
    assert.deepEqual(ids, ['2026-11-30T13-28-24-515Z', '2026-11-30T13-28-24-516Z']);
    for (const id of ids) assert.ok(existsSync(prepareRunFolder(reports, id).dir));
  });

  it('is not given to a second run', () => {
    writeFileSync(prepareRunFolder(folder.path, 'r1').results, '{}');
    assert.throws(() => prepareRunFolder(folder.path, 'r1'), { code: 'MCX-RUN-EXISTS', exitCode: 2 });
  });

  it('is refused before the run where nothing can be written', () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    for (const reports of [file, '', ' '])
      assert.throws(() => prepareRunFolder(reports, 'r1'), { code: 'MCX-REPORTS-UNWRITABLE', message: /--reports/ });
  });

  it('is told by the option that named it, also where the system lets nothing be made', () => {
    for (const odd of ['/proc/x', '/dev/null/x'])
      assert.throws(() => mustBeWritable(odd, '--out'), { code: 'MCX-REPORTS-UNWRITABLE', message: /with --out\.$/ });
  });

  it('stays inside the reports folder', () => {
    for (const id of ['../r1', 'a/b', 'a\\b', '', '.', '..', 'a b']) {
      assert.throws(() => runFolder(folder.path, id), { code: 'MCX-RUN-ID' }, id);
    }
  });

  it('is named by time in a way that every file system takes', () => {
    assert.equal(runIdAt(new Date('2026-01-02T03:04:05.678Z')), '2026-01-02T03-04-05-678Z');
    assert.ok(runFolder(folder.path, runIdAt(new Date())).dir);
  });

  it('is found again as the latest', () => {
    assert.throws(() => latestRun(folder.path), { code: 'MCX-NO-RUN' });
    markLatest(folder.path, 'r1');
    markLatest(folder.path, 'r2');
    assert.equal(latestRun(folder.path), 'r2');
    for (const text of ['{"run":', '{}', 'null', '{"run":1}']) {
      writeFileSync(join(folder.path, 'latest.json'), text);
      assert.throws(() => latestRun(folder.path), { code: 'MCX-NO-RUN', message: /--run/ });
    }
  });
});
