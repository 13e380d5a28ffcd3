import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openEventsFile } from '../report/events-file';
import { markLatest, prepareRunFolder } from '../report/run-folder';
import { writeResults } from '../report/results-file';
import { aRun } from '../report/testing/results';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import { report } from './report';

describe('mcx-conformance report', () => {
  const folder = useTemporaryFolder();
  const render = () => Promise.resolve({ rendered: false, reason: 'no Java' } as const);

  function finishedRun(id: string): string {
    const run = prepareRunFolder(folder.path, id);
    openEventsFile(run.events, { startedAt: '2026-01-02T03:04:05.000Z', suite: { name: 'x', version: '1' } }).close();
    writeResults(run.results, aRun());
    return run.dir;
  }

  async function said(options: { readonly run?: string }): Promise<string> {
    let text = '';
    await report({ ...options, reports: folder.path }, { write: (more) => (text += more), render });
    return text;
  }

  it('derives the reports of the latest run again, and says what could not be rendered', async () => {
    const dir = finishedRun('r1');
    markLatest(folder.path, 'r1');
    assert.equal(await said({}), 'no Java\n');
    assert.ok(existsSync(join(dir, 'junit.xml')));
    assert.ok(existsSync(join(dir, 'allure-results', 'categories.json')));
  });

  it('takes a run by its id or by the path of its folder', async () => {
    const dir = finishedRun('r2');
    for (const run of ['r2', dir]) assert.equal(await said({ run }), 'no Java\n');
  });

  it('says which run is not there', async () => {
    await assert.rejects(said({ run: 'r9' }), { code: 'MCX-RESULTS-MISSING', message: /r9/ });
    await assert.rejects(said({}), { code: 'MCX-NO-RUN' });
  });
});
