// A run whose process is killed leaves no results: every command that reads a run takes the scenarios that had ended from its trace,
// says that it was interrupted, and never calls it a run that conforms.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run, start } from '../program';
import { endedIn, resultsIn } from '../reports';
import { until } from '../until';

describe('a run that was killed', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  afterEach(endAll);

  async function killed(...more: readonly string[]): Promise<string> {
    const running = start('run', '--reports', reports(), ...more);
    await until(() => endedIn(reports()) >= 3, { within: 60_000, because: 'scenarios end' });
    running.process.kill('SIGKILL');
    await running.ended;
    const [name = ''] = fs.readdirSync(reports());
    // As a machine that loses its power may leave it: in the middle of a line.
    fs.appendFileSync(path.join(reports(), name, 'events.jsonl'), '{"kind":"result","scenario":{"tp":"PGR_');
    return path.join(reports(), name);
  }

  it('is judged, compared, traced, reported and merged as far as its scenarios ended', async () => {
    const dir = await killed('--shard', '1/1');
    const told = async (status: number, ...args: readonly string[]) => {
      const ended = await run(...args, '--reports', reports());
      assert.equal(ended.status, status, ended.stdout + ended.stderr);
      assert.match(ended.stderr, /^note: the run in \S+ was interrupted .* the \d+ scenarios that had ended are read/);
      return ended.stdout;
    };
    assert.match(await told(0, 'judge', dir), /^Judged again: \d+ scenarios, every verdict is the same$/m);
    await told(0, 'diff', dir, dir);
    await told(0, 'trace', '--run', dir);
    await told(0, 'baseline', '--run', dir);
    assert.ok(!fs.existsSync(path.join(dir, 'results.json')), 'who only reads has written');
    const merged = await run('merge', dir, '--reports', path.join(folder.path, 'merged'));
    assert.equal(merged.status, 3, merged.stdout + merged.stderr);
    await told(0, 'report', '--run', dir, '--format', 'junit', '--format', 'page');

    const { scenarios, notExecuted, exitCode } = resultsIn(reports());
    assert.ok(scenarios.length >= 3 && scenarios.every(({ verdict }) => verdict === 'pass'));
    assert.ok(notExecuted.some(({ interrupted, reason }) => interrupted && reason === 'interrupted'));
    assert.equal(exitCode, 3);
    const again = await run('judge', dir, '--reports', reports());
    assert.equal(again.status, 0, again.stdout + again.stderr);
    assert.equal(again.stderr, '');
  });
});
