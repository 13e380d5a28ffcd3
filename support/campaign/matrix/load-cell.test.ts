// A load in the matrix, from what it left on disk: its figures, what was broken under it, and what the vendor is handed.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readLoad, writeLoad } from '../load-files';
import type { LoadResult } from '../../load/load-result';
import { useTemporaryFolder } from '../../report/testing/temporary-folder';
import { openCampaignFolder } from '../campaign-folder';
import { exitCodeOf } from '../conclusion';
import { ended, job, participant } from '../testing/campaigns';
import { writeMatrix } from './write-matrix';

const SPREAD = { first: 1, median: 2, p99: 3, last: 4 };
const LOAD: LoadResult = {
  version: 1,
  suite: '0.1.0',
  startedAt: '2026-11-29T20:00:00.000Z',
  product: { name: 'beta', version: '1', adapter: 'http-json', underTest: ['partner-server'] },
  verdict: 'fail',
  reason: 'partner-server broke STEP-7-a',
  exitCode: 1,
  preparedInMs: 1200,
  clients: { asked: 500, received: 499, lost: 1, doubled: 0, acknowledged: 499, notTold: 0 },
  times: { step7: SPREAD, step9: SPREAD, step11: 5, step12: 6, messagesPerSecond: 700, uncertaintyMs: 0.2 },
  harness: { saturated: [], latestMs: 3, lateMs: 9, refused: 0 },
  workers: [{ name: 'w1', clients: 500, received: 499, clockUncertaintyMs: 0.1, latestMs: 3 }],
  findings: [{ requirement: 'STEP-7-a', party: 'partner-server', expected: 'one', observed: 'client 7 was sent none' }],
  judged: 101,
};

describe('a load in the matrix', () => {
  const folder = useTemporaryFolder();

  it('has its figures in a cell of its own, and the blame', async () => {
    const load = { ...job('b1', [], [participant('beta', 'partner-server')]), load: 500 };
    const planned = { name: 'P', suite: '0.1.0', released: [], jobs: [load] };
    const campaign = openCampaignFolder(folder.path, planned, { again: false, now: new Date() });
    const run = path.join(
      'reports',
      path.basename(path.dirname(writeLoad(path.join(campaign.jobDir('b1'), 'reports'), LOAD, []))),
    );
    campaign.keep({ ...ended('b1'), verdict: 'fail', exitCode: 1, run });

    const matrix = await writeMatrix(campaign);
    const [cell] = matrix.cells;
    assert.equal(cell!.subject, 'beta as partner-server + http-json + load of 500 clients');
    assert.equal(
      cell!.reason,
      'partner-server broke STEP-7-a; 499 of 500 clients were sent step 7, half of them within 2 ms, the last after 4 ms, 700 messages a second',
    );
    assert.deepEqual(
      cell!.participants.map(({ verdict, broken }) => [verdict, broken.map(({ requirement }) => requirement)]),
      [['fail', ['STEP-7-a']]],
    );
    assert.equal(exitCodeOf(matrix), 1);
    const read = (...names: readonly string[]): string => readFileSync(path.join(campaign.dir, ...names), 'utf8');
    assert.equal((JSON.parse(read(cell!.page!)) as LoadResult).clients.lost, 1);
    assert.match(read('matrix.csv'), /http-json,,,500,fail,fail,STEP-7-a/);
    const report = read('vendors', 'beta-ltd', 'report.md');
    assert.match(report, /http-json, load of 500 clients \| fail \| STEP-7-a/);
    assert.match(report, /observed: client 7 was sent none\n- seen under load/);
  });

  it('is read only as a load writes it, for a worker elsewhere may have written it', () => {
    const file = writeLoad(folder.path, LOAD, []);
    const found = (text: string): unknown => {
      writeFileSync(file, text);
      return readLoad(path.dirname(file)).clients;
    };
    assert.deepEqual(found(JSON.stringify(LOAD)), LOAD.clients);
    assert.throws(() => found('{"version": 1,'), {
      code: 'MCX-LOAD-UNREADABLE',
      message: /^expected the result of a load at .*load\.json/,
    });
    assert.throws(() => found(JSON.stringify({ ...LOAD, clients: { ...LOAD.clients, lost: -1 } })), {
      code: 'MCX-LOAD-INVALID',
      message: / at \/clients\/lost expected/,
    });
  });
});
