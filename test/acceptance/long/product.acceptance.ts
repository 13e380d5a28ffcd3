// A product in a process of its own, bound by a target file: one that conforms and one with a defect, for each role.

import assert from 'node:assert/strict';
import path from 'node:path';
import type { Role } from '../../../support/procedure/roles';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { noErrors, resultsIn } from '../reports';
import { serve, targetFor, timing } from '../served';

describe('a product in a process of its own', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  afterEach(endAll);

  async function judged(role: Role, filter: readonly string[], ...options: readonly string[]) {
    const product = await serve(role, ...options);
    const target = targetFor(product, folder.path, timing(500, 100));
    const { status, stdout, stderr } = await run('run', '--target', target, '--reports', reports(), ...filter);
    assert.equal(stderr, '');
    return { status, stdout, results: resultsIn(reports()) };
  }

  const conforming: readonly (readonly [Role, readonly string[]])[] = [
    ['primary-server', ['--step', '4b', '--role', 'primary-server']],
    ['partner-server', ['--role', 'partner-server', '--step', '7']],
    ['client-1', ['--role', 'client-1', '--step', '1,2,4b']],
    ['client-2', ['--role', 'client-2']],
    ['primary-gms', ['--role', 'primary-gms']],
    ['partner-gms', ['--role', 'partner-gms']],
  ];
  for (const [role, filter] of conforming)
    it(`conforms where it does: ${role}`, async () => {
      const { status, stdout, results } = await judged(role, filter);
      assert.equal(status, 0, stdout);
      assert.match(stdout, /Verdict: passed: \d+ of \d+ scenarios: /);
      assert.deepEqual(results.target.underTest, [role]);
      const checks = results.scenarios.flatMap(({ checks }) => checks.filter(({ judged }) => judged));
      assert.ok(checks.length > 0);
      assert.deepEqual([...new Set(checks.map(({ party }) => party))], [role]);
      // By which the product's own traces find each scenario.
      const executed = results.scenarios.filter(({ verdict }) => verdict !== 'not-applicable');
      assert.equal(new Set(executed.map(({ traceId }) => traceId)).size, executed.length);
      noErrors(results);
    });

  const defects: readonly (readonly [Role, string, string])[] = [
    ['primary-server', 'no-request-return', 'STEP-4b-1'],
    ['partner-server', 'looks-at-own-groups-only', 'STEP-6-b'],
    ['client-1', 'asks-the-partner-too', 'STEP-2-b'],
    ['client-2', 'tells-nobody', 'STEP-8-a'],
  ];
  for (const [role, mutant, requirement] of defects)
    it(`does not conform where it does not: ${role}, ${mutant}`, async () => {
      const step = requirement.split('-')[1] ?? '';
      const { status, stdout, results } = await judged(role, ['--requirement', requirement], '--mutant', mutant);
      assert.equal(status, 1, stdout);
      assert.match(stdout, new RegExp(`^fail {2}${requirement} \\(step ${step}, `, 'm'));
      assert.match(stdout, new RegExp(`^ {2}party +${role}$`, 'm'));
      noErrors(results);
    });

  it('says at which step of a scenario its Then was not met', async () => {
    const { results } = await judged('primary-server', ['--tp', 'PGR_PSRV_BV_10'], '--mutant', 'no-request-return');
    const [{ stoppedAt, faults = [] } = {}] = results.scenarios;
    // The background is its first step.
    assert.equal(stoppedAt, 4);
    assert.deepEqual(
      faults.map(({ reason }) => reason),
      ['expected: Ana receives a preconfigured regroup request return: authorized'],
    );
  });

  it('passes where it uses a freedom after which a Then cannot be shown, which is said', async () => {
    const filter = ['--tp', 'PGR_QSRV_BI_01,PGR_QSRV_BI_09'];
    const { status, stdout, results } = await judged(
      'primary-server',
      filter,
      '--variant',
      'one-request-with-each-group',
    );
    assert.equal(status, 0, stdout);
    const [{ notObservable = [] } = {}] = results.scenarios;
    assert.ok(notObservable.some(({ why }) => why.includes('A-11')));
  });

  it('is not asked to break the procedure itself: that a scenario needs it to makes the scenario not applicable', async () => {
    const only = ['--tp', 'PGR_PSRV_TI_06,PGR_QSRV_BV_01', '--built-in', 'answers-twice'];
    const { status, stdout } = await run('run', '--reports', reports(), ...only);
    assert.equal(status, 0, stdout);
    const [silent] = resultsIn(reports()).scenarios.filter(({ tp }) => tp === 'PGR_PSRV_TI_06');
    assert.deepEqual(
      [silent?.verdict, silent?.reason],
      ['not-applicable', 'partner-server is under test, and only a played party can be told to break the procedure'],
    );
  });

  it('is not failed for a weaker requirement where only shall counts', async () => {
    const only = ['--tp', 'PGR_PSRV_BV_04', '--strength', 'shall', '--built-in', 'asks-all-own-users'];
    const { status, stdout } = await run('run', '--reports', reports(), ...only);
    assert.equal(status, 0, stdout);
    assert.ok(resultsIn(reports()).scenarios.some(({ checks }) => checks.some(({ verdict }) => verdict === 'fail')));
  });
});
