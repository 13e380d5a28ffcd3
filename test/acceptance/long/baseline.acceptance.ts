// A product with a defect that is known, in a CI that gates on new ones: the exit code says whether anything is new, the
// verdict says what is so.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { resultsIn } from '../reports';
import { serve, targetFor } from '../served';

const TPS = ['PGR_PSRV_BV_21', 'PGR_QSRV_BV_03'] as const;
const DEFECT = 'looks-at-own-groups-only';
/** What a user fills in. */
const REST = 'issue: https://issues.example/7, owner: ana, expires: DAY';
const FILTER = ['--tp', TPS.join()];
const KNOWN = TPS.flatMap((tp) => ['STEP-6-b', 'STEP-7-a'].map((requirement) => ({ requirement, tp })));

describe('a baseline of known failures', () => {
  const folder = useTemporaryFolder();
  const reports = (name: string) => path.join(folder.path, name);
  afterEach(endAll);

  async function target(...options: readonly string[]): Promise<string> {
    const product = await serve('partner-server', ...options);
    return targetFor(product, folder.path, 'timing: { deadlineMs: 5000, quietWindowMs: 500 }');
  }

  function file(text: string): string {
    const name = path.join(folder.path, 'known.yaml');
    fs.writeFileSync(name, text);
    return name;
  }

  const filledIn = (proposed: string): string => proposed.replaceAll('issue: TODO', 'issue: https://issues.example/7');

  const lines = (day: string): string =>
    KNOWN.map(
      ({ requirement, tp }) => `- { requirement: ${requirement}, tp: ${tp}, ${REST.replace('DAY', day)} }\n`,
    ).join('');

  const findingsIn = (name: string) => resultsIn(reports(name)).baseline?.lines.map(({ finding }) => finding);

  it('opens the gate for what it holds, once it is filled in', async () => {
    const broken = await target('--mutant', DEFECT);
    const bare = await run('run', '--target', broken, '--reports', reports('bare'), ...FILTER);
    assert.equal(bare.status, 1, bare.stdout);

    const { status, stdout: proposed } = await run('baseline', '--reports', reports('bare'));
    assert.equal(status, 0);
    const unfinished = await run('run', '--target', broken, '--baseline', file(proposed), ...FILTER);
    assert.equal(unfinished.status, 2);
    assert.match(
      unfinished.stderr,
      /^MCX-BASELINE: [^\n]*:\n {2}line 3, 0\.issue: expected a URI, found "TODO"\n {2}line 4, 1\.issue: [^\n]*\n[^\n]*\n$/,
    );
    assert.equal(proposed.match(/^- /gm)?.length, 2, 'a line a cause');

    const known = file(filledIn(proposed));
    const gated = await run('run', '--target', broken, '--baseline', known, '--reports', reports('gated'), ...FILTER);
    assert.equal(gated.status, 0, gated.stdout);
    assert.match(
      gated.stdout,
      /^Verdict: does not conform: .*; all 4 failing checks are in the baseline \(exit code 0\)$/m,
    );
    const { verdict, exitCode, baseline } = resultsIn(reports('gated'));
    assert.deepEqual([verdict, exitCode, baseline?.unlisted], ['fail', 0, []]);
    assert.deepEqual(findingsIn('gated'), ['known', 'known', 'known', 'known']);
  });

  it('closes the gate where its day is over', async () => {
    const given = ['--target', await target('--mutant', DEFECT), '--baseline', file(lines('2001-01-31'))];
    const { status, stdout } = await run('run', ...given, '--reports', reports('over'), ...FILTER);
    assert.equal(status, 1, stdout);
    assert.match(stdout, /^ {2}expired .*was to be mended by 2001-01-31: ana, https:\/\/issues\.example\/7$/m);
  });

  it('closes the gate where what it holds is mended', async () => {
    const given = ['--target', await target(), '--baseline', file(lines('2999-01-31'))];
    const { status, stdout } = await run('run', ...given, '--reports', reports('mended'), ...FILTER);
    assert.equal(status, 1, stdout);
    assert.match(stdout, /^ {2}stale .*remove the line$/m);
    assert.match(
      stdout,
      /^Verdict: passed: \d+ of \d+ scenarios: .*; lines of the baseline to mend: 4 stale \(exit code 1\)$/m,
    );
  });

  it('is judged over all shards once they are merged', async () => {
    const given = ['--built-in', DEFECT, ...FILTER, '--baseline', file(lines('2999-01-31'))];
    const folders: string[] = [];
    for (const index of [1, 2]) {
      const into = reports(`shard-${index}`);
      const { status, stdout } = await run('run', ...given, '--shard', `${index}/2`, '--reports', into);
      assert.equal(status, 0, stdout);
      assert.deepEqual(new Set(findingsIn(`shard-${index}`)), new Set(['known', 'not-exercised']));
      folders.push(
        ...fs
          .readdirSync(into)
          .filter((name) => name !== 'latest.json')
          .map((name) => path.join(into, name)),
      );
    }
    const { status, stdout } = await run('merge', ...folders, '--reports', reports('merged'));
    assert.equal(status, 0, stdout);
    assert.deepEqual(findingsIn('merged'), ['known', 'known', 'known', 'known']);
  });

  const refused: readonly (readonly [string, readonly [string, string], RegExp])[] = [
    [
      'an unknown test purpose',
      [TPS[0], 'PGR_PSRV_BV_99'],
      /0\.tp: expected one test purpose .*found "PGR_PSRV_BV_99"/,
    ],
    ['every test purpose at once', [TPS[0], "'*'"], /0\.tp: expected one test purpose.*found "\*"/],
    ['an unknown requirement', ['STEP-6-b', 'STEP-6-z'], /0\.requirement: .*did you mean/],
  ];
  for (const [what, over, says] of refused)
    it(`is refused before the run for ${what}`, async () => {
      const { status, stdout, stderr } = await run(
        'run',
        '--baseline',
        file(lines('2999-01-31').replace(...over)),
        '--reports',
        reports('none'),
      );
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, says);
      assert.match(stderr, /^MCX-BASELINE: [^\n]*\n$/);
      assert.ok(!fs.existsSync(reports('none')) || fs.readdirSync(reports('none')).length === 0);
    });
});
