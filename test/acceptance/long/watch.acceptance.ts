// `run --watch`: what is saved runs again, and nothing else does.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { packageRoot } from '../../../support/schema/package-root';
import { endAll, start } from '../program';
import { writeTarget } from '../served';
import { until } from '../until';

const FEATURES = path.join(packageRoot, 'features/23.280-10.15.3.3.1/1-formation');
const WATCHING = /^Watching .*; Ctrl-C ends with exit code (\d)$/gm;

describe('a run that watches', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  it('runs again what a change touches, waits where nothing can be run, and ends with the last exit code', async () => {
    const target = writeTarget(folder.path);
    const two = ['--tp', 'PGR_PSRV_BV_04,PGR_PSRV_BI_01'];
    const watching = start('run', '--quiet', '--watch', '--target', target, ...two, '--reports', folder.path);

    /** What is printed up to the next wait, and the exit code that it names. */
    let read = 0;
    async function next(): Promise<readonly [text: string, exitCode: string | undefined]> {
      const unread = (): string => watching.printed().slice(read);
      await until(() => unread().match(WATCHING) !== null, { within: 60_000, because: 'it waits for a change' });
      const text = unread();
      read += text.length;
      return [text, [...text.matchAll(WATCHING)].at(-1)?.[1]];
    }
    const touch = (file: string): void => fs.utimesSync(file, new Date(), new Date());
    const runs = (): number => fs.readdirSync(folder.path).filter((name) => /^\d{4}-/.test(name)).length;

    const [first, ended] = await next();
    assert.match(first, /^Verdict: passed: 2 of \d+ scenarios/m);
    assert.equal(ended, '0');

    touch(path.join(FEATURES, '01-initiate.feature'));
    const [narrowed] = await next();
    assert.match(narrowed, /^Changed: features\/.*\/01-initiate\.feature$/m);
    assert.match(narrowed, /^Verdict: passed: 1 of \d+ scenarios/m);

    const whole = fs.readFileSync(target, 'utf8');
    fs.writeFileSync(target, 'roles: [');
    assert.deepEqual([(await next())[0].includes('Verdict'), runs()], [false, 2]);

    fs.writeFileSync(target, whole);
    const [again] = await next();
    assert.match(again, /^Verdict: passed: 1 of \d+ scenarios/m);

    touch(path.join(FEATURES, '10-affiliate.feature'));
    const [nothing, exitCode] = await next();
    assert.deepEqual([nothing.includes('Verdict'), exitCode, runs()], [false, '2', 3]);

    watching.process.kill('SIGINT');
    const { status, stderr } = await watching.ended;
    assert.equal(status, 2);
    assert.match(stderr, /^MCX-TARGET-YAML: .*\nMCX-FILTER-EMPTY: no scenario that is asked for is in .*\n$/);
  });
});
