// The proof that the suite can fail: the same over memory as over sockets, a kill matrix to read, and no check that nobody
// would miss.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';

/** Servers and clients, by sight and by silence, early and late; and variants of one party. */
const SAMPLE = [
  'no-request-return',
  'responds-after-the-first-partner',
  'partner-reserves-nothing',
  'leaves-what-was-accepted',
  'asks-again-when-not-authorized',
  'acknowledges-multicast',
  'looks-at-the-groups-first',
  'asks-partners-in-another-order',
];

describe('mutants', function () {
  this.timeout(400_000);
  const folder = useTemporaryFolder();
  afterEach(endAll);

  const tried = async (wire: string) => {
    const reports = path.join(folder.path, wire);
    const { status, stdout, stderr } = await run(
      'mutants',
      '--id',
      SAMPLE.join(','),
      // By sockets each scenario takes its time.
      '--sample',
      '6',
      '--wire',
      wire,
      '--reports',
      reports,
    );
    assert.equal(stderr, '');
    const [one = ''] = fs.readdirSync(path.join(reports, 'mutants'));
    const files = fs.readdirSync(path.join(reports, 'mutants', one)).toSorted();
    assert.deepEqual(files, ['kill-matrix.html', 'kill-matrix.json', 'kill-matrix.md']);
    return { status, told: stdout.replaceAll(/^kill matrix:.*$/gm, '') };
  };

  it('come to the same over memory as over sockets', async () => {
    const [memory, sockets] = [await tried('memory'), await tried('http-json')];
    assert.equal(memory.status, 0, memory.told);
    assert.match(
      memory.told,
      /mutants: 6 of 6 killed by the requirement they break, 0 accused of what they do not break; variants: 0 of 2 accused/,
    );
    assert.deepEqual(sockets, memory);
  });

  it('survive where their check is left out', async () => {
    const { status, stdout, stderr } = await run('mutants', '--ablate', '--count', '3', '--seed', '1');
    assert.equal(stderr, '');
    assert.equal(status, 0, stdout);
    assert.equal(stdout.match(/: \S+ survives/g)?.length, 3);
    assert.match(stdout, /^checks left out: 3 of 3 missed, of \d nothing else notices the mutant \(--seed 1\)$/m);
  });

  it('are not taken for proof where no check was left out, or none by that name is tried', async () => {
    assert.equal((await run('mutants', '--ablate', '--count', '0')).status, 2);
    const { status, stderr } = await run('mutants', '--id', 'no-request-returned');
    assert.equal(status, 2);
    assert.match(stderr, /^MCX-BUILT-IN: [^\n]*did you mean no-request-return\? [^\n]*\n$/);
  });
});
