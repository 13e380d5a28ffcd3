// The same scenarios come to the same verdicts: in any order, by one process or several workers, with sockets between played
// parties too, and by bare cucumber.

import assert from 'node:assert/strict';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run, runCucumber } from '../program';
import { noErrors, resultsIn, verdictsOf } from '../reports';

const MUTANT = 'no-request-return';
const FEATURE = 'features/23.280-10.15.3.3.1/1-formation/04b-request-return.feature';

describe('the same scenarios', () => {
  const folder = useTemporaryFolder();
  const reports = (name: string) => path.join(folder.path, name);
  afterEach(endAll);

  async function verdicts(name: string, ...args: readonly string[]) {
    const { status, stdout, stderr } = await run('run', '--quiet', '--reports', reports(name), ...args);
    assert.equal(stderr, '');
    return { status, stdout, verdicts: verdictsOf(resultsIn(reports(name))) };
  }

  /** A dozen, of which the mutant fails most; that the whole suite comes to the same in many orders, `npm run repeat` shows. */
  const SOME = ['--step', '10'];
  const ways: readonly (readonly string[])[] = [
    ['--shuffle', '1'],
    ['--parallel', '2'],
    // What is captured has to pass through sockets.
    ['--capture'],
  ];
  for (const built of [[], ['--built-in', MUTANT]])
    it(`come to the same verdicts in any order, ${built.length === 0 ? 'green' : 'red'}`, async () => {
      const plain = await verdicts('plain', ...SOME, ...built);
      assert.equal(plain.status, built.length === 0 ? 0 : 1, plain.stdout);
      assert.ok(Object.keys(plain.verdicts).length > 10);
      for (const way of ways) {
        const other = await verdicts(way.join(''), ...SOME, ...built, ...way);
        assert.deepEqual([other.status, other.verdicts], [plain.status, plain.verdicts], way.join(' '));
      }
    });

  function bare(name: string, parameters: Readonly<Record<string, string>>) {
    const format = JSON.stringify({ mcx: { reportsDir: reports(name), runId: 'bare' } });
    return runCucumber(FEATURE, '--format-options', format, '--world-parameters', JSON.stringify(parameters));
  }

  it('come to the same verdicts by bare cucumber', async () => {
    const { status, stdout, stderr } = await bare('bare', {});
    assert.equal(status, 0, stdout + stderr);
    const results = resultsIn(reports('bare'));
    const testPurposes = results.scenarios.map(({ tp }) => tp);
    const commanded = await verdicts('run', '--tp', testPurposes.join(','));
    assert.deepEqual(verdictsOf(results), commanded.verdicts);
  });

  it('fail by bare cucumber where an implementation fails', async () => {
    const { status, stdout } = await bare('bare', { builtIn: MUTANT });
    assert.equal(status, 1);
    const results = resultsIn(reports('bare'));
    noErrors(results);
    assert.match(stdout, /STEP-4b-1/);
    const commanded = await verdicts('run', '--built-in', MUTANT, '--tp', results.scenarios.map(({ tp }) => tp).join());
    assert.deepEqual(verdictsOf(results), commanded.verdicts);
  });
});
