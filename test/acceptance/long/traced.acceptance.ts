// What a run showed of the clause: a full run of the built-in system tests every statement that can be seen, and one that
// was filtered says what it left out.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { resultsIn } from '../reports';

describe('trace', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  it('says after a full run that every observable statement was tested', async () => {
    const ran = await run('run', '--reports', folder.path);
    assert.equal(ran.status, 0, ran.stdout);
    assert.deepEqual(resultsIn(folder.path).notExecuted, [], 'scenarios of clauses that nobody named');
    const { status, stdout, stderr } = await run('trace', '--reports', folder.path);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const counts = /Requirements: (\d+) of (\d+) observable on http-json tested/.exec(stdout);
    assert.ok(counts !== null);
    assert.equal(counts[1], counts[2]);
  });

  it('says what a filter left out, and refuses a text that is not the clause', async () => {
    await run('run', '--reports', folder.path, '--step', '9');
    const { status, stdout } = await run('trace', '--reports', folder.path);
    assert.equal(status, 0);
    assert.match(stdout, /not executed: filter --step 9/);

    const text = path.join(folder.path, 'other.txt');
    fs.writeFileSync(text, 'This is another clause.\nIt says nothing of groups.\n');
    const other = await run('trace', '--reports', folder.path, '--spec', text);
    assert.equal(other.status, 2);
    assert.match(other.stderr, /^MCX-SPEC-UNKNOWN: [^\n]*other\.txt[^\n]*\n$/);
  });
});
