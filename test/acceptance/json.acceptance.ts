// What programs read of the commands that print: one JSON value each, with the exit code that the same without --json has.

import assert from 'node:assert/strict';
import path from 'node:path';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { endAll, run } from './program';
import { runIn } from './reports';

describe('--json', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  afterEach(endAll);

  async function printed(...args: readonly string[]): Promise<unknown> {
    const { status, stdout, stderr } = await run(...args, '--json');
    assert.deepEqual([status, stderr], [0, ''], stdout);
    return JSON.parse(stdout) as unknown;
  }

  it('gives what list, describe, ics and doctor have', async () => {
    const listed = (await printed('list', '--step', '4b')) as {
      readonly testPurposes: readonly { readonly tp: string }[];
    };
    const described = (await printed('describe', 'PGR_PSRV_BV_13')) as readonly { readonly tp: string }[];
    assert.deepEqual(
      described.map(({ tp }) => tp),
      listed.testPurposes.filter(({ tp }) => tp === 'PGR_PSRV_BV_13').map(({ tp }) => tp),
    );
    const items = (await printed('ics')) as readonly { readonly item: string; readonly status: string }[];
    assert.ok(items.some(({ item, status }) => item === 'A.1/1' && status === 'm'));
    const looked = (await printed('doctor')) as readonly { readonly state: string }[];
    assert.ok(looked.length > 0 && looked.every(({ state }) => state === 'ok'));
  });

  it('gives what trace and judge find in a run', async () => {
    await run('run', '--reports', reports(), '--step', '9', '--quiet');
    const traced = (await printed('trace', '--reports', reports())) as {
      readonly rows: readonly { readonly requirement: string; readonly state: string; readonly verdict?: string }[];
    };
    const row = traced.rows.find(({ requirement }) => requirement === 'STEP-9-b');
    assert.deepEqual([row?.state, row?.verdict], ['tested', 'pass']);
    const judged = (await printed('judge', path.basename(runIn(reports())), '--reports', reports())) as object;
    assert.deepEqual(
      { ...judged, scenarios: 0 },
      { same: true, scenarios: 0, then: 'pass', now: 'pass', differences: [] },
    );
  });

  it('gives a fault as the line that it is', async () => {
    const { status, stdout, stderr } = await run('judge', 'nothing', '--reports', reports(), '--json');
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^MCX-[A-Z-]+: [^\n]+\n$/);
  });
});
