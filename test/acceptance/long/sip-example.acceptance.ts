// The example on SIP, as its README presents it: by both clauses it conforms, to the letter too, and each defect is found by the
// statement that the README names.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { packageRoot } from '../../../support/schema/package-root';
import { needs } from '../prerequisite';
import { endAll, run, startProgram } from '../program';
import { noErrors, resultsIn } from '../reports';
import { until } from '../until';

const EXAMPLE = path.join(packageRoot, 'examples', 'sip-partner-server');
const CLAUSES = ['--clause', '23.280-10.15.3.3.1', '--clause', '24.379-16'];
const LITERAL = '--literal';

interface Defect {
  readonly by: string;
  /** Test purposes without PGR_. */
  readonly in: string;
  readonly literal?: true;
  /** What the target file says besides, or in place of what it says. */
  readonly target?: (text: string) => string;
}

const IN_BAD_WEATHER = `transport: udp, udpLimit: 60000, timers: { t1: 80, t2: 160, t4: 200 },
  weather: { seed: 7, doubling: 0.3, loss: 0.2 },`;

const DEFECTS: Readonly<Record<string, Defect>> = {
  'leaks-users': { by: 'GR-16.2.2.4-3e.2', in: 'QSRV_BV_09' },
  'drops-info': { by: 'GR-16.2.2.4-3d', in: 'QSRV_BV_09' },
  'lists-own-groups': { by: 'GR-16.2.2.4-3e.1', in: 'QSRV_BV_11' },
  'asks-who-removes': { by: 'GR-16.2.4.2-2', in: 'PSRV_BV_73' },
  'compares-as-text': { by: 'STEP-6-b', in: 'QSRV_BV_10' },
  'wants-no-prefix': { by: 'PRE-2c', in: 'QSRV_BV_09' },
  'wants-info-first': { by: 'PRE-2c', in: 'QSRV_BV_09' },
  'wants-a-plain-boundary': { by: 'PRE-2c', in: 'QSRV_BV_09' },
  'wants-no-preamble': { by: 'PRE-2c', in: 'QSRV_BV_10' },
  // How each request is spelt hangs on their order: of two affiliations one has a name.
  'wants-no-names': { by: 'PRE-2a', in: 'QSRV_BV_09,PGR_QSRV_BV_11' },
  'ignores-named-users': { by: 'STEP-6-b', in: 'QSRV_BV_03', literal: true },
  'forgets-to-tag': { by: 'WIRE-1', in: 'QSRV_BV_09' },
  'notify-cseq-stands-still': { by: 'WIRE-1', in: 'QSRV_BV_09' },
  'ends-lines-with-lf': { by: 'WIRE-1', in: 'QSRV_BV_09' },
  'forgets-max-forwards': { by: 'WIRE-1', in: 'QSRV_BV_09' },
  'takes-retransmissions-anew': {
    by: 'INV-6',
    // Which datagrams are doubled hangs on their order: among so many some are.
    in: ['QSRV_BV_02', '03', '09', '10', '11', '13', '14', '71', '72', '73', '74', '75'].join(',PGR_QSRV_BV_'),
    target: (text) => text.replace(';transport=tcp', '').replace('sip: {', `sip: { ${IN_BAD_WEATHER}`),
  },
  'leaks-users-in-subject': { by: 'GR-16.2.2.4-3e.2', in: 'QSRV_BV_10' },
  'notifies-without-state': { by: 'SIP-3', in: 'QSRV_BV_20' },
  'asks-again': {
    by: 'INV-6',
    in: 'QSRV_BV_09',
    target: (text) => `${text}timing: { deadlineMs: 10000, quietWindowMs: 1500 }\n`,
  },
};

/** What a defect keeps from coming is waited for to the end. */
const waiting = (text: string): string => `${text}timing: { deadlineMs: 4000, quietWindowMs: 300 }\n`;

/** What else the machine does meanwhile may hold the example up. */
const patient = (text: string): string => `${text}timing: { deadlineMs: 10000, quietWindowMs: 300 }\n`;

describe('the example on SIP', function () {
  this.timeout(240_000);
  needs('python3');
  const folder = useTemporaryFolder();
  afterEach(endAll);

  async function judged(options: readonly string[], change: (text: string) => string, filter: readonly string[]) {
    const program = path.join(EXAMPLE, 'server.py');
    const server = startProgram('python3', program, '--port', '0', '--control-port', '0', ...options);
    const ports = () => /SIP on 127\.0\.0\.1:(\d+), control on 127\.0\.0\.1:(\d+)/.exec(server.printed())?.slice(1);
    await until(() => ports() !== undefined || !server.isRunning(), { within: 20_000, because: 'the example listens' });
    const [port = '', control = ''] = ports() ?? [(await server.ended).stderr];
    const named = fs.readFileSync(
      path.join(EXAMPLE, options.includes(LITERAL) ? 'literal.yaml' : 'target.yaml'),
      'utf8',
    );
    const target = path.join(folder.path, 'target.yaml');
    fs.writeFileSync(target, change(named.replace('5072', port).replace('8072', control)));
    const reports = path.join(folder.path, 'reports');
    const { status, stdout, stderr } = await run(
      'run',
      '--target',
      target,
      '--reports',
      reports,
      ...CLAUSES,
      ...filter,
    );
    assert.equal(stderr, '');
    noErrors(resultsIn(reports));
    return { status, stdout };
  }

  for (const options of [[], [LITERAL]])
    it(`conforms${options.length > 0 ? ' to the letter' : ''}`, async () => {
      const { status, stdout } = await judged(options, patient, ['--role', 'partner-server', '--parallel', '3']);
      assert.equal(status, 0, stdout);
      assert.match(stdout, /^Verdict: passed: /m);
    });

  for (const [defect, { by, in: tp, literal, target = waiting }] of Object.entries(DEFECTS))
    it(`${defect}: found by ${by}`, async () => {
      const options = [...(literal ? [LITERAL] : []), '--defect', defect];
      const { status, stdout } = await judged(options, target, ['--tp', `PGR_${tp}`]);
      assert.equal(status, 1, stdout);
      assert.match(stdout, new RegExp(`^fail {2}${by.replaceAll('.', '\\.')} `, 'm'));
    });

  it('has these defects and no others, and its README names them', async () => {
    const { status, stderr } = await startProgram('python3', path.join(EXAMPLE, 'server.py'), '--defect', 'none-such')
      .ended;
    assert.equal(status, 2);
    const offered = stderr.slice(stderr.lastIndexOf('none-such') + 'none-such'.length).match(/[a-z0-9]+(-[a-z0-9]+)+/g);
    assert.deepEqual(offered?.toSorted(), Object.keys(DEFECTS).toSorted());
    const rows = fs.readFileSync(path.join(EXAMPLE, 'README.md'), 'utf8').match(/^\| `[a-z]+-.*$/gm) ?? [];
    assert.deepEqual(
      rows.map((row) => row.split('|').map((cell) => cell.trim())).map((cells) => [cells[1], cells.at(-2)]),
      Object.entries(DEFECTS).map(([defect, { by }]) => [`\`${defect}\``, by]),
    );
  });
});
