// What a system refuses in the middle of a run: a full disk, a folder that cannot be, no descriptors, nobody who reads. One line,
// an exit code that says that nothing could be told, and what was written stays.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../support/schema/package-root';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { endAll, startNode, startProgram, type Ended } from './program';

const COMMAND = path.join(packageRoot, 'bin', 'mcx-conformance.js');
const RUN = [COMMAND, 'run', '--tp', 'PGR_PSRV_BV_01'];
const ONE_LINE = /^MCX-[A-Z-]+: [^\n]+\n$/;

/** @param script what a shell does with the run that stands in "$@" */
const inShell = (script: string, ...args: readonly string[]): Promise<Ended> =>
  startProgram('bash', '-c', script, 'bash', process.execPath, ...args).ended;

describe('a system that gives nothing any more', () => {
  const folder = useTemporaryFolder();
  const reports = (): string => path.join(folder.path, 'reports');
  const into = (where: string): readonly string[] => [...RUN, '--reports', where];
  afterEach(endAll);

  it('is a folder where nothing can be made, without end', async function () {
    // Other systems have no such folder.
    if (!fs.existsSync('/proc/self')) this.skip();
    const { status, stderr } = await startNode(...into('/proc/x')).ended;
    assert.equal(status, 2);
    assert.match(stderr, /^MCX-REPORTS-UNWRITABLE: [^\n]+--reports\.\n$/);
  });

  it('is a disk that is full in the middle of a scenario: what stood before it stays', async () => {
    // No file may grow beyond 64 blocks of 1024 bytes; the signal that says so is ignored, so that the write fails.
    const { status, stderr } = await inShell(
      'trap "" XFSZ; ulimit -f 64; exec "$@"',
      COMMAND,
      'run',
      '--reports',
      reports(),
    );
    assert.equal(status, 2, stderr);
    assert.match(stderr, /^MCX-REPORTS-UNWRITABLE: [^\n]+events\.jsonl: EFBIG[^\n]+\n$/);
    const [run = ''] = fs.readdirSync(reports());
    const lines = fs.readFileSync(path.join(reports(), run, 'events.jsonl'), 'utf8').split('\n');
    assert.equal(lines.pop(), '', 'half a line is left');
    assert.match(lines.at(-1) ?? '', /^\{"kind":"(?:header|result)"/);
  });

  it('has no descriptors left', async () => {
    const { status, stderr } = await inShell('ulimit -n 48; exec "$@"', ...into(reports()));
    assert.equal(status, 2);
    assert.match(stderr, /^MCX-DESCRIPTORS: [^\n]+ulimit -n 1024[^\n]+\n$/);
  });

  it('has nobody who reads, or nowhere to print: the run is written whole, and does not end with 0', async () => {
    for (const lost of ['"$@" | true; exit ${PIPESTATUS[0]}', '"$@" >/dev/full']) {
      fs.rmSync(reports(), { recursive: true, force: true });
      const { status, stderr } = await inShell(lost, ...into(reports()));
      assert.equal(status, 4, stderr);
      assert.match(stderr, ONE_LINE);
      assert.match(stderr, /MCX-OUTPUT-LOST/);
      const [run = ''] = fs.readdirSync(reports()).filter((name) => name !== 'latest.json');
      assert.ok(fs.existsSync(path.join(reports(), run, 'results.json')));
    }
    const listed = await inShell('"$@" | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}', COMMAND, 'list');
    assert.deepEqual([listed.status, listed.stderr], [0, '']);
  });
});
