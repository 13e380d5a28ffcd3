// The same over SIP: the built-in system, and a product in a process of its own, one that conforms and one with a defect.

import assert from 'node:assert/strict';
import path from 'node:path';
import type { Role } from '../../../support/procedure/roles';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { noErrors, resultsIn } from '../reports';
import { serve, writeTarget, timing } from '../served';

describe('SIP', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  afterEach(endAll);

  async function judged(role: Role, filter: readonly string[], ...options: readonly string[]) {
    const product = await serve(role, '--adapter', 'sip', ...options);
    const control = / {2}control {2}(\S+)\/control\n/.exec(product.printed())?.[1] ?? '';
    const target = writeTarget(
      folder.path,
      'adapter: sip',
      `roles: { ${role}: { underTest: true, address: "${product.address}", control: "${control}" } }`,
      timing(1000, 100),
    );
    const { status, stdout, stderr } = await run('run', '--target', target, '--reports', reports(), ...filter);
    assert.equal(stderr, '');
    return { status, stdout, results: resultsIn(reports()) };
  }

  for (const service of ['mcptt', 'mcvideo', 'mcdata'])
    it(`carries the whole procedure of ${service} between built-in parties`, async () => {
      const { status, stdout } = await run(
        'run',
        '--adapter',
        'sip',
        '--service',
        service,
        '--reports',
        reports(),
        '--step',
        '8',
      );
      assert.equal(status, 0, stdout);
      const results = resultsIn(reports());
      assert.equal(results.target.adapter, 'sip');
      assert.ok(results.scenarios.some(({ messages }) => messages > 20));
      noErrors(results);
    });

  it('lists what it can neither show nor bring about, with the reason', async () => {
    const { status, stdout } = await run('run', '--adapter', 'sip', '--reports', reports(), '--step', '4b');
    assert.equal(status, 0, stdout);
    const { notExecuted, scenarios } = resultsIn(reports());
    const reasons = notExecuted.map(({ reason }) => reason).filter((reason) => reason.includes('sip'));
    assert.ok(reasons.some((reason) => reason.startsWith('STEP-4b-1 is not observable on sip: ')));
    assert.ok(reasons.some((reason) => reason.startsWith('it cannot be brought about on sip: ')));
    const unseen = scenarios.flatMap(({ notObservable = [] }) => notObservable);
    assert.ok(unseen.some(({ what }) => what.endsWith('request return: authorized')));
  });

  const conforming: readonly (readonly [Role, readonly string[]])[] = [
    ['primary-server', ['--role', 'primary-server', '--step', '5']],
    ['partner-server', ['--role', 'partner-server', '--step', '7']],
    ['client-1', ['--role', 'client-1']],
    ['client-2', ['--role', 'client-2']],
  ];
  for (const [role, filter] of conforming)
    it(`a product that conforms does: ${role}`, async () => {
      const { status, stdout, results } = await judged(role, filter);
      assert.equal(status, 0, stdout);
      assert.deepEqual(results.target.underTest, [role]);
      noErrors(results);
    });

  const defects: readonly (readonly [Role, string, string])[] = [
    ['primary-server', 'authorizes-anybody', 'STEP-3-a'],
    ['partner-server', 'overlooks-one-member', 'STEP-6-d'],
    ['partner-server', 'affiliates-nobody', 'STEP-10-a'],
    ['client-1', 'asks-the-partner-too', 'STEP-2-b'],
    ['client-2', 'tells-nobody', 'STEP-8-a'],
  ];
  for (const [role, mutant, requirement] of defects)
    it(`a product that does not conform is failed by name: ${role}, ${mutant}`, async () => {
      const step = requirement.split('-')[1] ?? '';
      const { status, stdout } = await judged(role, ['--requirement', requirement], '--mutant', mutant);
      assert.equal(status, 1, stdout);
      assert.match(stdout, new RegExp(`^fail {2}${requirement} \\(step ${step}, `, 'm'));
      assert.match(stdout, new RegExp(`^ {2}party +${role}$`, 'm'));
    });
});
