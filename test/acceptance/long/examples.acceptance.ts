// The examples, as their READMEs present them: each conforms in the roles that it takes, and each defect is found by the
// statement that it breaks.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { packageRoot } from '../../../support/schema/package-root';
import { needs } from '../prerequisite';
import { endAll, run, startNode, startProgram, type Program } from '../program';
import { noErrors, resultsIn } from '../reports';
import { writeTarget } from '../served';
import { until } from '../until';

interface Example {
  readonly folder: string;
  readonly start: (...options: readonly string[]) => Program;
  /** The binding of a role that is under test at this address, as YAML flow text. */
  readonly bindingAt: (address: string) => string;
  /** The roles that it takes, and which part of the suite is tried in each: those of one role try the whole between them. */
  readonly roles: readonly (readonly [role: string, part: readonly string[]])[];
  /** The defect, the role that it concerns, the statement that finds it and a test purpose, without PGR_, in which it does. */
  readonly defects: readonly (readonly [string, string, string, string])[];
}

const inExamples = (...names: readonly string[]) => path.join(packageRoot, 'examples', ...names);
const BRIDGE = inExamples('plugin-bridge', 'bridge.py');

/** What else the machine does meanwhile may hold an example up. */
const PATIENT = 'timing: { deadlineMs: 10000, quietWindowMs: 300 }';

const SERVER: Example = {
  folder: 'mc-service-server',
  start: (...options) => startNode(inExamples('mc-service-server', 'server.js'), ...options),
  bindingAt: (address) => `{ underTest: true, address: "http://${address}", control: "http://${address}" }`,
  roles: [
    ['primary-server', []],
    ['partner-server', ['--shard', '1/2']],
  ],
  defects: [
    ['no-request-return', 'primary-server', 'STEP-4b-1', 'PSRV_BV_13'],
    ['no-roll-back', 'primary-server', 'INV-9', 'PSRV_BI_21'],
    ['forgets-after-12-hours', 'primary-server', 'POST-1', 'PSRV_BV_30'],
    ['only-own-groups', 'partner-server', 'STEP-6-b', 'QSRV_BV_03'],
    ['answers-too-early', 'partner-server', 'STEP-11-b', 'QSRV_TI_02'],
  ],
};

const BEHIND_A_PLUGIN: Example = {
  folder: 'plugin-bridge',
  start: (...options) => startProgram('python3', inExamples('plugin-bridge', 'product.py'), ...options),
  bindingAt: (address) => `{ underTest: true, plugin: { command: [python3, "${BRIDGE}", --product, "${address}"] } }`,
  roles: [['partner-server', ['--shard', '2/2']]],
  defects: [
    ['own-talkgroups-only', 'partner-server', 'STEP-6-b', 'QSRV_BV_03'],
    ['agrees-first', 'partner-server', 'STEP-11-b', 'QSRV_TI_02'],
    ['never-declines', 'partner-server', 'STEP-6-a', 'QSRV_BI_01'],
    ['calls-per-talkgroup', 'partner-server', 'INV-6', 'QSRV_BV_11'],
    ['leaves-with-one', 'partner-server', 'POST-2a', 'QSRV_BV_30'],
  ],
};

function presented({ folder: name, start, bindingAt, roles, defects }: Example): void {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  async function judged(role: string, options: readonly string[], filter: readonly string[], ...timing: string[]) {
    const example = start('--port', '0', ...options);
    const address = () => /127\.0\.0\.1:\d+/.exec(example.printed())?.[0];
    await until(() => address() !== undefined || !example.isRunning(), { within: 20_000, because: `${name} listens` });
    const binding = bindingAt(address() ?? (await example.ended).stderr);
    const target = writeTarget(folder.path, `roles: { ${role}: ${binding} }`, ...timing);
    const reports = path.join(folder.path, 'reports');
    const { status, stdout, stderr } = await run('run', '--target', target, '--reports', reports, ...filter);
    assert.equal(stderr, '');
    const results = resultsIn(reports);
    noErrors(results);
    return { status, stdout, results };
  }

  for (const [role, part] of roles)
    it(`conforms as ${role}`, async () => {
      const { status, stdout, results } = await judged(role, [], [...part, '--parallel', '4'], PATIENT);
      assert.equal(status, 0, stdout);
      assert.match(stdout, part.length > 0 ? /^Verdict: passed: /m : /^Verdict: conforms: /m);
      assert.deepEqual(results.target.underTest, [role]);
    });

  for (const [defect, role, requirement, tp] of defects)
    it(`${defect}: found by ${requirement}`, async () => {
      const { status, stdout } = await judged(role, ['--defect', defect], ['--tp', `PGR_${tp}`]);
      assert.equal(status, 1, stdout);
      assert.match(stdout, new RegExp(`^fail {2}${requirement} `, 'm'));
    });

  it('has these defects and no others, and its README names them', async () => {
    const { status, stderr } = await start('--defect', 'none-such').ended;
    assert.equal(status, 2);
    const offered = stderr.slice(stderr.lastIndexOf('none-such') + 'none-such'.length).match(/[a-z0-9]+(-[a-z0-9]+)+/g);
    assert.deepEqual(offered?.sort(), defects.map(([defect]) => defect).sort());
    const rows = fs.readFileSync(inExamples(name, 'README.md'), 'utf8').match(/^\| `[a-z].*$/gm) ?? [];
    assert.deepEqual(
      rows.map((row) => row.split('|').map((cell) => cell.trim())).map((cells) => [cells[1], cells.at(-2)]),
      defects.map(([defect, , requirement]) => [`\`${defect}\``, requirement]),
    );
  });
}

describe('the example of a server', () => presented(SERVER));

describe('the example behind a plug-in', () => {
  needs('python3');
  presented(BEHIND_A_PLUGIN);
});
