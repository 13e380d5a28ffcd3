// Before, during and after several runs: what a run will be, a run that is repeated, and what became of test purposes over runs.

import assert from 'node:assert/strict';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { resultsIn } from '../reports';

describe('several runs', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  const json = async (...args: readonly string[]): Promise<unknown> =>
    JSON.parse((await run(...args, '--json')).stdout);
  afterEach(endAll);

  it('are foreseen by plan: what it puts in is executed, and what it leaves out is not, for the same reason', async () => {
    const options = ['--built-in', 'heeds-no-given-identity', '--step', '1'];
    const { executed, left } = (await json('plan', ...options)) as {
      readonly executed: readonly { readonly tp: string }[];
      readonly left: readonly { readonly tp: string; readonly why: string }[];
    };
    await run('run', '--quiet', '--reports', reports(), ...options);
    const { scenarios, notExecuted } = resultsIn(reports());
    const tested = scenarios.filter(({ verdict }) => verdict !== 'not-applicable');
    assert.deepEqual(
      executed.map(({ tp }) => tp),
      tested.map(({ tp }) => tp),
    );
    const reasons = new Map([
      ...notExecuted.map(({ tp, reason }) => [tp, reason] as const),
      ...scenarios
        .filter(({ verdict }) => verdict === 'not-applicable')
        .map(({ tp, reason }) => [tp, `not applicable: ${reason}`] as const),
    ]);
    assert.ok(left.some(({ why }) => why === 'not applicable: ICS item A.1/15 is answered no'));
    assert.deepEqual(new Map(left.map(({ tp, why }) => [tp, why])), reasons);
  });

  it('of one product are told test purpose by test purpose, and the exit code is that of the gravest', async () => {
    const options = ['--tp', 'PGR_PSRV_BV_13,PGR_PSRV_BV_01', '--quiet', '--reports', reports()];
    const repeated = await run('run', '--built-in', 'no-request-return', '--repeat', '2', ...options);
    assert.equal(repeated.status, 1);
    assert.match(
      repeated.stdout,
      /\nRepeated 2 times: 2 test purposes always came to the same \(1 pass, 1 fail\), 0 did not\n {2}failing {2}PGR_PSRV_BV_13 .*STEP-4b-1\n$/,
    );
    await run('run', ...options);
    const history = (await json('history', reports())) as readonly {
      readonly product: string;
      readonly testPurposes: readonly { readonly tp: string; readonly runs: number; readonly flaky: boolean }[];
    }[];
    assert.deepEqual(
      history.map(({ testPurposes }) => testPurposes.map(({ runs, flaky }) => [runs, flaky])),
      [
        [
          [2, false],
          [2, false],
        ],
        [
          [1, false],
          [1, false],
        ],
      ],
    );
  });

  it('can be split over workers each time', async () => {
    const { status, stdout } = await run(
      'run',
      '--step',
      '9',
      '--parallel',
      '2',
      '--repeat',
      '2',
      '--quiet',
      '--reports',
      reports(),
    );
    assert.equal(status, 0, stdout);
    assert.match(stdout, /\(\d+ pass\), 0 did not\n$/);
  });

  it('are refused where nothing can be told of them', async () => {
    for (const [args, says] of [
      [['run', '--repeat', 'often'], /MCX-REPEAT: .*whole number/],
      [['history', folder.path], /MCX-NO-RUN: expected finished runs/],
      [['history', path.join(folder.path, 'none')], /MCX-REPORTS: /],
    ] as const) {
      const { status, stderr } = await run(...args);
      assert.equal(status, 2);
      assert.match(stderr, says);
    }
  });
});
