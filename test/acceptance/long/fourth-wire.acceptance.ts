// A wire that the suite does not have, added as its recipe says: a folder in support/wires and a line in its list. Nothing else
// of the suite is touched; all that follows from what the wire lacks comes by itself.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { packageRoot } from '../../../support/schema/package-root';
import { endAll, startNode, type Ended } from '../program';
import { noErrors, resultsIn } from '../reports';
import { writeTarget } from '../served';
import { until } from '../until';

const FIXTURE = path.join(packageRoot, 'test', 'fixtures', 'toy-wire');
/** Of the checkout, what a run reads. */
const NEEDED = ['bin', 'features', 'schemas', 'steps', 'support', 'targets', 'tools'];
const FILES = ['cucumber.js', 'package.json', 'tsconfig.json'];
/** Of the suite, what an ability that the toy lacks, or has and SIP lacks, makes a difference to. */
const SOME = ['--step', 'pre,4b,6,9'];

describe('a fourth wire', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  let suite = '';
  const start = (...args: readonly string[]) => startNode(path.join(suite, 'bin', 'mcx-conformance.js'), ...args);
  const run = (...args: readonly string[]): Promise<Ended> => start(...args).ended;

  before(() => {
    suite = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-wire-'));
    for (const name of [...NEEDED, ...FILES])
      fs.cpSync(path.join(packageRoot, name), path.join(suite, name), { recursive: true });
    fs.symlinkSync(path.join(packageRoot, 'node_modules'), path.join(suite, 'node_modules'));
    addFolder(path.join(suite, 'support', 'wires', 'toy'));
    addLine(path.join(suite, 'support', 'wires', 'all.ts'));
  });
  after(() => fs.rmSync(suite, { recursive: true, force: true }));
  afterEach(endAll);

  it('passes on what its abilities can show, and the rest is listed with the reason', async () => {
    const { status, stdout, stderr } = await run('run', '--adapter', 'toy', '--quiet', '--reports', reports(), ...SOME);
    assert.equal(stderr, '');
    assert.equal(status, 0, stdout);
    const results = resultsIn(reports());
    assert.equal(results.target.adapter, 'toy');
    noErrors(results);
    assert.ok(results.scenarios.length > 40, `${results.scenarios.length} scenarios`);
    const reasons = new Set(results.notExecuted.map(({ reason }) => reason));
    assert.ok(reasons.has('it cannot be brought about on toy: the toy has a line for each receiver'));
    assert.ok(
      reasons.has('STEP-4b-1 is not observable on toy: the toy says nothing between a request and its end'),
      [...reasons].join('\n'),
    );
    const hidden = results.scenarios.flatMap(({ notObservable = [] }) => notObservable);
    assert.ok(hidden.some(({ what, why }) => what === 'PRE-3c' && why.includes('the toy leaves keys out')));
    const checked = new Set(results.scenarios.flatMap(({ checks }) => checks.map(({ requirement }) => requirement)));
    assert.ok(checked.has('STEP-9-b') && checked.has('STEP-3-g'), 'what SIP lacks and the toy has is judged');
    assert.ok(!checked.has('STEP-4b-1') && !checked.has('PRE-3c'));

    const again = await run('judge', path.join(reports(), fs.readdirSync(reports()).find(isRun) ?? ''));
    assert.equal(again.status, 0, again.stdout + again.stderr);
  });

  it('carries a product in a process of its own, whose defect is found by its requirement', async () => {
    const product = start('serve', 'partner-server', '--adapter', 'toy', '--mutant', 'looks-at-own-groups-only');
    const address = () => /listens on (toy:\S+)\n/.exec(product.printed())?.[1];
    const control = () => / {2}control {2}(\S+)\/control\n/.exec(product.printed())?.[1];
    await until(() => control() !== undefined || !product.isRunning(), { within: 20_000, because: 'it listens' });
    const target = writeTarget(
      folder.path,
      'adapter: toy',
      `roles: { partner-server: { underTest: true, address: "${address() ?? ''}", control: "${control() ?? ''}" } }`,
    );
    const { status, stdout } = await run(
      'run',
      '--target',
      target,
      '--reports',
      reports(),
      '--requirement',
      'STEP-6-b',
      '--quiet',
    );
    assert.equal(status, 1, stdout);
    const failed = resultsIn(reports()).scenarios.flatMap(({ checks }) =>
      checks.filter(({ verdict }) => verdict === 'fail'),
    );
    assert.ok(
      failed.some(({ requirement }) => requirement === 'STEP-6-b'),
      JSON.stringify(failed),
    );
  });
});

const isRun = (name: string): boolean => name !== 'latest.json';

/** From where the fixture lies, the suite is further away than from where a wire does. */
function addFolder(to: string): void {
  fs.mkdirSync(to, { recursive: true });
  for (const name of fs.readdirSync(FIXTURE)) {
    const text = fs.readFileSync(path.join(FIXTURE, name), 'utf8');
    fs.writeFileSync(path.join(to, name), text.replaceAll("'../../../support/", "'../../"));
  }
}

const addLine = (list: string): void => fs.appendFileSync(list, "export { TOY } from './toy/wire';\n");
