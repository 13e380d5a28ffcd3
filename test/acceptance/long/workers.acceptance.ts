// A product that says how many scenarios it can take part in at once, and has less than that to give.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { noErrors, resultsIn } from '../reports';
import { writeTarget } from '../served';

/** Does nothing of what it is asked and says that it has, where there is a licence left: each start takes one of a file. */
const LICENSED = `
const fs = require('node:fs');
const [licences] = process.argv.slice(2);
fs.appendFileSync(licences, '.');
if (fs.statSync(licences).size > Number(process.argv[3])) {
  process.stderr.write('no licence is left\\n');
  process.exit(3);
}
const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
say({ protocol: 1, name: 'licensed', version: '1', roles: ['client-2'], control: ['provision'] });
const lines = require('node:readline').createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const message = JSON.parse(line);
  say({ id: message.id, ok: {} });
  if (message.do === 'stop') process.exit(0);
});
lines.on('close', () => process.exit(0));
`;

describe('a product that has less to give than it says', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  async function withLicences(count: number) {
    const at = (name: string): string => path.join(folder.path, name);
    fs.writeFileSync(at('licensed.js'), LICENSED);
    const command = [process.execPath, at('licensed.js'), at('licences'), `${count}`];
    const target = writeTarget(
      folder.path,
      'scenariosAtOnce: 4',
      `roles: { client-2: { underTest: true, plugin: { command: ${JSON.stringify(command)} } } }`,
    );
    const args = ['--target', target, '--reports', at('reports'), '--step', '6'];
    const { status, stderr, stdout } = await run('run', ...args);
    const refusals = stderr.trim().split('\n');
    for (const line of refusals)
      assert.match(line, /^MCX-PLUGIN: expected the plug-in of client-2 .* no licence is left/);
    const results = resultsIn(at('reports'));
    noErrors(results);
    return { status, stdout, refusals: refusals.length, executed: results.scenarios.length };
  }

  it('is tested by the workers that it lets in', async () => {
    // One was for the trial before any worker.
    const { status, stdout, refusals, executed } = await withLicences(3);
    assert.equal(refusals, 2);
    assert.ok(executed > 20, stdout);
    assert.notEqual(status, 4, stdout);
    assert.doesNotMatch(stdout, /the run ended before it/);
  });

  it('is not told of where it lets nobody in', async () => {
    const { status, stdout, refusals, executed } = await withLicences(1);
    assert.deepEqual([status, refusals, executed], [3, 4, 0], stdout);
    assert.match(stdout, /could not be told: \d+ scenarios due and not executed/);
  });
});
