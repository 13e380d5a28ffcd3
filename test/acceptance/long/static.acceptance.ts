// A product that was set up by hand and has no control at all: what can be decided is, the rest says what is missing, and
// nothing is left behind.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Role } from '../../../support/procedure/roles';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { packageRoot } from '../../../support/schema/package-root';
import type { RunResult } from '../../../support/verdict/results';
import { freePorts } from '../free-ports';
import { endAll, run, start } from '../program';
import { noErrors, resultsIn, traceIn, verdictsOf } from '../reports';
import { until } from '../until';

/** Scenarios that end in each of the ways: a few of the many, for each costs a quiet window or two. */
const SOME: Readonly<Record<'primary-server' | 'partner-server' | 'client-2', readonly string[]>> = {
  'primary-server': [
    'PSRV_BV_01',
    'PSRV_BV_02',
    'PSRV_BI_01',
    'PSRV_BI_07',
    'PSRV_BI_08',
    'PSRV_BI_13',
    'PSRV_BI_24',
    'PSRV_TI_06',
    'PSRV_BV_32',
    'PSRV_BV_38',
  ],
  'partner-server': [
    'QSRV_BV_01',
    'QSRV_BI_01',
    'QSRV_BI_02',
    'QSRV_BV_02',
    'QSRV_BV_03',
    'QSRV_BV_07',
    'QSRV_BV_31',
    'PSRV_BV_32',
    'PSRV_BV_40',
  ],
  'client-2': ['CL2_BV_01', 'CL2_BV_07', 'CL2_BI_01'],
};

describe('a product that was set up by hand', () => {
  const folder = useTemporaryFolder();
  afterEach(endAll);

  /** The example of the role, with ports that are free and waits that are short. */
  async function exampleOf(role: Role, change: (text: string) => string): Promise<string> {
    let text = change(fs.readFileSync(path.join(packageRoot, `targets/static-${role}.yaml`), 'utf8'));
    const ports = [...text.matchAll(/(?:^ {4}[a-z0-9-]+: |127\.0\.0\.1:)(\d+)$/gm)].map(([, port = '']) => port);
    for (const [index, free] of (await freePorts(ports.length)).entries())
      text = text.replace(new RegExp(`\\b${ports[index] ?? ''}$`, 'm'), String(free));
    const file = path.join(folder.path, 'static.yaml');
    fs.writeFileSync(file, `${text}\ntiming: { deadlineMs: 5000, quietWindowMs: 250 }\n`);
    return file;
  }

  async function served(role: Role, ...options: readonly string[]): Promise<string> {
    const target = await exampleOf(role, (text) => text);
    await serve(role, target, ...options);
    return target;
  }

  async function serve(role: Role, target: string, ...options: readonly string[]): Promise<void> {
    const program = start('serve', role, '--provisioned', target, ...options);
    const ready = () => program.printed().includes('listens on') || !program.isRunning();
    await until(ready, { within: 20_000, because: `${role} listens` });
  }

  /** The server and its group management server as one product, which has one identity for both. */
  const inOneBox = (text: string): string =>
    text.replace('    primary-gms: 9002', '    partner-gms: 9002').replace(
      'control: static\n',
      `control: static
  primary-gms:
    underTest: true
    sameProductAs: primary-server
    control: static
    address: http://127.0.0.1:8082
systems:
  primary: { server: sip:box@primary.example, gms: sip:box@primary.example }
`,
    );

  let runs = 0;
  async function judged(target: string, tps: readonly string[]) {
    const reports = path.join(folder.path, `reports-${++runs}`);
    const filter = tps.map((tp) => `PGR_${tp}`).join(',');
    const { status, stdout, stderr } = await run('run', '--target', target, '--reports', reports, '--tp', filter);
    assert.equal(stderr, '');
    return { status, stdout, reports, results: resultsIn(reports) };
  }

  const reasonOf = (results: RunResult, tp: string): string =>
    results.scenarios.find((scenario) => scenario.tp === `PGR_${tp}`)?.reason ?? '';

  /** Messages that the product wrote, by id. */
  const writtenByProduct = (reports: string): ReadonlySet<string> =>
    new Set(
      traceIn(reports)
        .map((line) => JSON.parse(line) as { readonly id?: string; readonly writtenBy?: string })
        .flatMap(({ id, writtenBy }) => (writtenBy === 'implementation' && id !== undefined ? [id] : [])),
    );

  /** Requirements with a judged pass that rests on a message of the product. */
  function shown(results: RunResult, reports: string): ReadonlySet<string> {
    const product = writtenByProduct(reports);
    const passes = results.scenarios.flatMap(({ checks }) =>
      checks.filter((one) => one.judged && one.verdict === 'pass'),
    );
    return new Set(
      passes.filter(({ evidence }) => evidence.some((id) => product.has(id))).map((one) => one.requirement),
    );
  }

  it('primary-server: the wire decides, the rest says what is missing, twice alike', async () => {
    const target = await served('primary-server');
    const first = await judged(target, SOME['primary-server']);
    assert.equal(first.status, 3, first.stdout);
    noErrors(first.results);
    assert.ok(
      first.results.scenarios.every(({ verdict }) => verdict !== 'fail'),
      first.stdout,
    );
    const decided = shown(first.results, first.reports);
    for (const id of [
      'STEP-3-a',
      'STEP-3-d',
      'STEP-3-i',
      'STEP-4a-1',
      'STEP-4b-1',
      'STEP-4b-3',
      'STEP-5-a',
      'STEP-5-c',
      'STEP-12-a',
      'STEP-12-b',
    ])
      assert.ok(decided.has(id), `${id} of ${[...decided].join(', ')}`);
    assert.ok(!decided.has('PRE-4'));

    const verdicts = verdictsOf(first.results);
    assert.deepEqual(
      [verdicts['PGR_PSRV_BV_32'], verdicts['PGR_PSRV_BV_38'], verdicts['PGR_PSRV_BI_13']],
      ['pass', 'pass', 'pass'],
    );
    assert.match(reasonOf(first.results, 'PSRV_BV_01'), /^PRE-4: .*did not subscribe .* may have done so before/);
    assert.match(
      reasonOf(first.results, 'PSRV_BI_01'),
      /provisioned\.users\.Ana\.mayInitiateRegroup is true, the scenario needs false/,
    );
    assert.match(reasonOf(first.results, 'PSRV_BI_08'), /nothing told it what its group management server changed/);
    assert.match(reasonOf(first.results, 'PSRV_BI_24'), /its clock cannot be moved/);
    assert.match(reasonOf(first.results, 'PSRV_TI_06'), /cannot be told to forget/);

    assert.deepEqual(verdictsOf((await judged(target, SOME['primary-server'])).results), verdicts);
  });

  it('primary-server: a defect fails by name, in one box with its group management server under one identity', async () => {
    const target = await exampleOf('primary-server', inOneBox);
    await serve('primary-gms', target);
    await serve('primary-server', target, '--mutant', 'no-request-return');
    const { status, stdout, results } = await judged(target, ['PSRV_BV_02', 'PSRV_BV_32', 'PSRV_BV_01']);
    assert.equal(status, 1, stdout);
    assert.match(stdout, /^fail {2}STEP-4b-1 \(step 4b, /m);
    noErrors(results);
    // Its configurations pass inside, where nobody sees them.
    assert.doesNotMatch(reasonOf(results, 'PSRV_BV_01'), /PRE-4/);
  });

  it('partner-server: the wire decides, twice alike, and a defect fails by name', async () => {
    const target = await served('partner-server');
    const first = await judged(target, SOME['partner-server']);
    assert.equal(first.status, 3, first.stdout);
    noErrors(first.results);
    assert.ok(
      first.results.scenarios.every(({ verdict }) => verdict !== 'fail'),
      first.stdout,
    );
    const decided = shown(first.results, first.reports);
    for (const id of ['STEP-6-e', 'STEP-6-b', 'STEP-6-d', 'STEP-7-a', 'STEP-10-a', 'STEP-11-a', 'STEP-11-b'])
      assert.ok(decided.has(id), `${id} of ${[...decided].join(', ')}`);
    const again = await judged(target, SOME['partner-server']);
    assert.deepEqual(verdictsOf(again.results), verdictsOf(first.results));
    await endAll();

    const broken = await served('partner-server', '--mutant', 'looks-at-own-groups-only');
    const { status, stdout, results } = await judged(broken, ['QSRV_BV_03']);
    assert.equal(status, 1, stdout);
    assert.match(stdout, /^fail {2}STEP-6-b \(step 6, /m);
    noErrors(results);
  });

  it('client-2: in service and affiliated all the time, it is asked and answers', async () => {
    const target = await served('client-2');
    const { status, stdout, results, reports } = await judged(target, SOME['client-2']);
    assert.equal(status, 3, stdout);
    noErrors(results);
    assert.deepEqual(
      [...shown(results, reports)].filter((id) => id.startsWith('STEP-9')),
      ['STEP-9-b', 'STEP-9-d'],
    );
    assert.match(reasonOf(results, 'CL2_BV_07'), /STEP-8-a: .*was not asked or cannot tell/);

    fs.writeFileSync(target, fs.readFileSync(target, 'utf8').replace('affiliated: [Med-7]', 'affiliated: []'));
    const elsewhere = await judged(target, ['CL2_BV_07']);
    assert.equal(elsewhere.status, 3);
    assert.match(
      reasonOf(elsewhere.results, 'CL2_BV_07'),
      /users\.Ben\.affiliated is none, the scenario needs sip:med-7@/,
    );
  });

  it('what is not listed is missing by name, and scenarios run one at a time', async () => {
    const target = await served('primary-server');
    fs.writeFileSync(
      target,
      fs
        .readFileSync(target, 'utf8')
        .replace(/^ {4}Eve: .*\n/m, '')
        .replace('Dan, Eve, Finn', 'Dan, Finn')
        .replace('[Ana, Eve, Ivo]', '[Ana, Ivo]'),
    );
    const { status, results } = await judged(target, ['PSRV_BV_02']);
    assert.equal(status, 3);
    assert.match(reasonOf(results, 'PSRV_BV_02'), /provisioned\.users\.Eve is not there/);

    const refused = await run('run', '--target', target, '--parallel', '2', '--reports', folder.path);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /^MCX-PARALLEL: .*one scenario at a time, for primary-server is set up by hand.*\n$/);
  });
});
