// What the maker of a product answers to the ICS, from the proforma to the audit after the run, as a user meets it.

import assert from 'node:assert/strict';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { resultsIn, verdictsOf } from '../reports';
import { serve, targetFor } from '../served';

describe('the answers to the ICS', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  it('excuse what they deny, are reviewed, and are set beside what was seen', async () => {
    const product = await serve('client-2');
    const target = targetFor(product, folder.path, 'ics: { A.4/5: no, A.4/3: no }');
    const proforma = await run('ics', '--target', target);
    assert.match(proforma.stdout, /^\| A\.4\/5 \| .* \| o +\| no \|$/m);

    const review = await run('ics', 'check', '--target', target);
    assert.deepEqual([review.status, review.stdout], [1, 'A.4/3: mandatory (10.15.3.3.1, step 8), and answered no\n']);

    const reports = path.join(folder.path, 'reports');
    const ended = await run('run', '--role', 'client-2', '--audit', 'strict', '--target', target, '--reports', reports);
    assert.match(ended.stderr, /^MCX-ICS: warning: [^\n]*A\.4\/3[^\n]*\n$/);
    assert.match(ended.stdout, /A\.4\/5 {2}answered no, and done all the same: \d+ messages/);
    assert.equal(ended.status, 1);
    assert.match(ended.stdout, /^Requirements: .*; \d+ not applicable by the ICS; /m);
    const results = resultsIn(reports);
    assert.equal(verdictsOf(results)['PGR_CL2_BV_07'], 'not-applicable');
    const excused = results.scenarios.find(({ tp }) => tp === 'PGR_CL2_BV_07');
    assert.equal(excused?.reason, 'ICS item A.4/5 is answered no');
    assert.equal(results.audit?.find(({ item }) => item === 'A.4/5')?.finding, 'contradicts');
    assert.deepEqual(results.target.ics, { 'A.4/5': 'no', 'A.4/3': 'no' });
  });

  const deniers: readonly (readonly [string, readonly string[], string, number])[] = [
    ['accepts a given identity', [], 'contradicts', 1],
    ['accepts none', ['--variant', 'heeds-no-given-identity'], 'agrees', 0],
  ];
  for (const [what, options, finding, status] of deniers)
    it(`that deny A.1/15 are set beside a server that ${what}, and accuse neither`, async () => {
      const target = targetFor(await serve('primary-server', ...options), folder.path, 'ics: { A.1/15: no }');
      const reports = path.join(folder.path, 'reports');
      const only = ['--tp', 'PGR_PSRV_BV_11', '--tp', 'PGR_PSRV_BV_05', '--audit', 'strict', '--reports', reports];
      const ended = await run('run', '--target', target, ...only);
      assert.equal(ended.status, status, ended.stdout);
      const results = resultsIn(reports);
      assert.deepEqual(verdictsOf(results), { PGR_PSRV_BV_05: 'pass', PGR_PSRV_BV_11: 'not-applicable' });
      assert.equal(results.audit?.find(({ item }) => item === 'A.1/15')?.finding, finding);
    });

  it('decide what cannot be told of a server that looks at the groups first', async () => {
    const server = await serve('primary-server', '--variant', 'looks-at-the-groups-first');
    const outcome = async (...ics: readonly string[]) => {
      const reports = path.join(folder.path, `answers-${ics.length}`);
      const only = ['--tp', 'PGR_PSRV_BI_20,PGR_PSRV_BV_05', '--reports', reports];
      const { status } = await run('run', '--target', targetFor(server, folder.path, ...ics), ...only);
      return [status, verdictsOf(resultsIn(reports))['PGR_PSRV_BI_20']];
    };
    assert.deepEqual(await outcome(), [3, 'inconclusive']);
    assert.deepEqual(await outcome('ics: { A.1/17: no }'), [0, 'not-applicable']);
  });

  it('that accept some identities accuse no server of another that it did not accept', async () => {
    const server = await serve('primary-server', '--variant', 'accepts-identities-by-policy');
    const results = async (answer: string) => {
      const reports = path.join(folder.path, answer);
      const only = ['--tp', 'PGR_PSRV_BV_05,PGR_PSRV_BV_14', '--reports', reports];
      await run('run', '--target', targetFor(server, folder.path, `ics: { A.1/15: ${answer} }`), ...only);
      return verdictsOf(resultsIn(reports));
    };
    assert.deepEqual(await results('some'), { PGR_PSRV_BV_05: 'pass', PGR_PSRV_BV_14: 'inconclusive' });
    assert.deepEqual(await results('yes'), { PGR_PSRV_BV_05: 'fail', PGR_PSRV_BV_14: 'fail' });
  });

  const servers: readonly (readonly [string, readonly string[], string, number])[] = [
    ['ends the part of who logs off', [], 'contradicts', 1],
    ['keeps the part of who logs off', ['--variant', 'keeps-the-part-of-who-logs-off'], 'agrees', 0],
  ];
  for (const [what, options, finding, status] of servers)
    it(`that deny A.2/11 are set beside a server that ${what}`, async () => {
      const target = targetFor(await serve('partner-server', ...options), folder.path, 'ics: { A.2/11: no }');
      const only = ['--tp', 'PGR_QSRV_BV_29', '--audit', 'strict', '--reports', path.join(folder.path, 'reports')];
      const ended = await run('run', '--target', target, ...only);
      assert.equal(ended.status, status, ended.stdout);
      const { audit } = resultsIn(path.join(folder.path, 'reports'));
      assert.equal(audit?.find(({ item }) => item === 'A.2/11')?.finding, finding);
    });
});
