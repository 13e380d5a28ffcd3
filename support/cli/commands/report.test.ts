import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEventsFile } from '../../record/events-file';
import { markLatest, prepareRunFolder } from '../../record/run-folder';
import { writeResults } from '../../record/results-file';
import { aRun, aScenario } from '../../report/testing/results';
import { useTemporaryFolder } from '../../report/testing/temporary-folder';
import { report, type ReportOptions } from './report';
import { DERIVED } from '../../report/formats/all';

describe('mcx-conformance report', () => {
  const folder = useTemporaryFolder();
  const render = () => Promise.resolve({ rendered: false, reason: 'no Java' } as const);

  function finishedRun(id: string): string {
    const run = prepareRunFolder(folder.path, id);
    const events = openEventsFile(run.events, { startedAt: '2026-01-02T03:04:05.000Z', suite: aRun().suite });
    events.append('', aScenario());
    events.close();
    writeResults(run.results, aRun());
    return run.dir;
  }

  async function said(options: Omit<ReportOptions, 'reports'>): Promise<string> {
    let text = '';
    await report({ ...options, reports: folder.path }, { write: (more) => (text += more), render });
    return text;
  }

  it('derives every report of the latest run again, and says what could not be rendered', async () => {
    const dir = finishedRun('r1');
    markLatest(folder.path, 'r1');
    assert.match(await said({}), /ctrf-report\.json {2,}CTRF\n[^]*\nno Java\n$/);
    // Nothing was captured.
    const due = DERIVED.filter(({ format }) => format !== 'pcapng');
    for (const { file } of due) assert.ok(existsSync(join(dir, file)), file);
    assert.ok(!existsSync(join(dir, 'capture.pcapng')));
    assert.ok(existsSync(join(dir, 'allure-results', 'categories.json')));
  });

  it('takes a run by its id, by the path of its folder or by a file in it', async () => {
    const dir = finishedRun('r2');
    for (const from of ['r2', dir, join(dir, 'events.jsonl')])
      assert.match(await said({ from, format: ['badge'] }), /badge\.svg {3}badge\n$/);
    assert.deepEqual(readdirSync(dir).sort(), ['badge.json', 'badge.svg', 'events.jsonl', 'results.json']);
  });

  it('sets a run against others on its page, and refuses the run itself and one that is not there', async () => {
    finishedRun('r4');
    const dir = finishedRun('r5');
    await said({ from: 'r5', format: ['page'], against: ['r4'] });
    assert.ok(existsSync(join(dir, 'report.html')));
    await assert.rejects(said({ from: 'r5', against: ['r5'] }), {
      code: 'MCX-AGAINST',
      message: /expected another run/,
    });
    await assert.rejects(said({ from: 'r5', against: ['r9'] }), { code: /^MCX-/ });
  });

  it('writes nothing over where the trace is damaged', async () => {
    const dir = finishedRun('r3');
    writeFileSync(join(dir, 'junit.xml'), 'as it was');
    const events = readFileSync(join(dir, 'events.jsonl'), 'utf8');
    writeFileSync(join(dir, 'events.jsonl'), events.slice(0, -30));
    await assert.rejects(said({ from: 'r3' }), { code: 'MCX-EVENTS-TRUNCATED' });
    assert.equal(readFileSync(join(dir, 'junit.xml'), 'utf8'), 'as it was');
  });

  it('knows its formats', async () => {
    await assert.rejects(said({ format: ['ctfr'] }), { code: 'MCX-FORMAT', message: /did you mean ctrf\?/ });
  });

  it('says which run is not there', async () => {
    await assert.rejects(said({ run: 'r9' }), { code: 'MCX-RESULTS-MISSING', message: /r9/ });
    await assert.rejects(said({}), { code: 'MCX-NO-RUN' });
  });
});
