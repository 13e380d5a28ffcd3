// Wrong usage and a wrong environment: one line that says what to do, the exit code for it, and never a stack.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run, startNode, type Ended } from '../program';
import { resultsIn } from '../reports';
import { serve, targetFor, writeTarget } from '../served';

const FEW = ['--tp', 'PGR_PSRV_BV_01'];

function refused({ status, stdout, stderr }: Ended, code: number, says: RegExp): void {
  assert.equal(status, code, stdout + stderr);
  assert.match(stderr, /^MCX-[A-Z-]+: [^\n]+\n$/);
  assert.match(stderr, says);
  assert.equal(stdout, '');
}

describe('bad input is refused in one line', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  const running = (...args: readonly string[]) => run('run', '--reports', reports(), ...args);
  afterEach(endAll);

  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown flag', ['run', '--stepp', '4b'], /unknown option '--stepp'.*--step\b/],
    ['an unknown command', ['rum'], /unknown command 'rum'.*\brun\b/],
    ['an operand too many', ['run', 'features'], /too many arguments/],
    ['a flag without its value', ['run', '--tp'], /--tp <id>.*argument missing/],
    ['an unknown test purpose', ['run', '--tp', 'PGR_PSRV_BV_0l'], /did you mean PGR_PSRV_BV_01\?/],
    ['an unknown requirement', ['run', '--requirement', 'STEP-4b-l'], /did you mean STEP-4b-1\?/],
    ['an unknown role', ['run', '--role', 'primary-sever'], /did you mean primary-server\?/],
    ['an unknown step', ['run', '--step', '4c'], /--step 4c is not known/],
    ['filters that exclude each other', ['run', ...FEW, '--step', '12'], /no scenario matches .* together/],
    ['an unknown mutant', ['run', '--built-in', 'no-request-retun'], /did you mean no-request-return\?/],
    ['a mutant of another role', ['serve', 'client-1', '--mutant', 'no-request-return'], /is a primary-server/],
    ['a role that cannot be served', ['serve', 'partner'], /there is no role partner; did you mean partner-/],
    ['a port that is none', ['serve', 'client-1', '--port', '80808'], /--port expects a number from 0 to 65535/],
    ['workers that are no number', ['run', ...FEW, '--parallel', 'many'], /--parallel expects a whole number/],
    ['a seed that is no number', ['run', ...FEW, '--shuffle', 'well'], /--shuffle expects a whole number/],
    ['an ordering that there is not', ['run', '--ordering', 'loose'], /Allowed choices are strict, lenient/],
    ['a target file that is missing', ['run', '--target', 'no-such.yaml'], /no such file.*--target/],
    [
      'a certification that lays TLS open',
      ['certify', '--target', 't', '--profile', 'p', '--capture-tls'],
      /unknown option '--capture-tls'/,
    ],
    ['a review of nothing', ['ics', 'check'], /name it with --target/],
    ['a target file that is there already', ['init', '--yes', 'package.json'], /found one; name another/],
    ['a run that is missing', ['trace', '--run', 'no-such'], /no-such.*Run it again/],
  ];
  for (const [what, args, says] of cases) it(what, async () => refused(await run(...args), 2, says));

  it('reports below a file', async () => {
    const file = path.join(folder.path, 'file');
    fs.writeFileSync(file, '');
    refused(await run('run', ...FEW, '--reports', path.join(file, 'reports')), 2, /cannot be written.*--reports/);
  });

  const targets: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown key', ['rols: {}'], /line 3, rols: .*did you mean roles\?/],
    ['no YAML', ['roles: [', ' x'], /MCX-TARGET-YAML: .*line \d/],
  ];
  for (const [what, lines, says] of targets)
    it(`a target file with ${what}`, async () =>
      refused(await running('--target', writeTarget(folder.path, ...lines)), 2, says));

  it('a target file with two mistakes: a line for each', async () => {
    const target = writeTarget(folder.path, 'rols: {}', 'timing: { deadlineMs: soon }');
    const { status, stderr } = await running('--target', target);
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^MCX-TARGET: [^\n]* is no valid target file:\n {2}line 3, rols: [^\n]*\n {2}line 4, timing\.deadlineMs: [^\n]*\n[^\n]*\n$/,
    );
  });

  it('a target file that names a product and puts nothing of it under test', async () => {
    const target = path.join(folder.path, 'nothing.yaml');
    fs.writeFileSync(target, 'name: acme server\nversion: "4.2"\n');
    const says = /MCX-TARGET-NOTHING-UNDER-TEST: .*names a product, acme server/;
    refused(await running('--target', target), 2, says);
    refused(await run('doctor', '--target', target), 2, says);
    assert.ok(!fs.existsSync(reports()), 'a run that did not begin left a folder');
  });

  it('a key of TLS that is none, or no file that is ever read to its end', async () => {
    const tls = (file: string): readonly string[] => [
      'adapter: sip',
      `sip: { transport: tls, tls: { key: ${file}, cert: ${file} } }`,
    ];
    const none = path.join(folder.path, 'no.pem');
    fs.writeFileSync(none, 'no key');
    for (const [file, says] of [
      [none, /MCX-SIP-TLS: .*PEM routines/],
      ['/dev/zero', /MCX-SIP-TLS: .*sip\.tls\.key at \/dev\/zero, found a device/],
    ] as const)
      refused(await running(...FEW, '--target', writeTarget(folder.path, ...tls(file))), 2, says);
  });

  it('a port that is in use', async () => {
    const { address } = await serve('client-1');
    const { port } = new URL(address);
    const target = writeTarget(folder.path, `listen: { ports: { client-2: ${port} } }`);
    refused(await running(...FEW, '--target', target), 2, /client-2 .*port \d+, but another program listens/);
    refused(await running(...FEW, '--target', target, '--parallel', '1'), 2, /another program listens/);
    refused(await running(...FEW, '--target', target, '--parallel', '2'), 2, /another program listens/);
    refused(await run('serve', 'client-1', '--port', port), 2, /another program listens.*--port/);
    assert.ok(!fs.existsSync(reports()), 'a run that did not begin left a folder');
  });

  it('a product that does not listen: it could not be told', async () => {
    const product = await serve('client-1');
    await endAll();
    const target = targetFor(product, folder.path);
    refused(await running(...FEW, '--target', target), 3, /client-1 .*nothing listens at/);
    refused(await running(...FEW, '--target', target, '--parallel', '2'), 3, /client-1 .*nothing listens at/);
  });

  it('a run in which nothing is applicable: it could not be told', async () => {
    const target = writeTarget(folder.path, 'ics: { A.2/8: no }');
    const { status, stdout } = await running('--target', target, '--tp', 'PGR_QSRV_BV_12');
    assert.equal(status, 3);
    assert.match(stdout, /^Verdict: could not be told: every scenario is not applicable/m);
    assert.equal(resultsIn(reports()).scenarios[0]?.verdict, 'not-applicable');
  });

  it('a fault of ours that nobody caught: exit code 4, never the 1 of a product that does not conform', async () => {
    const preload = path.join(folder.path, 'broken.cjs');
    fs.writeFileSync(preload, "setTimeout(() => { throw new Error('out of memory'); }, 0);");
    const { status, stderr } = await startNode('-r', preload, 'bin/mcx-conformance.js', 'doctor').ended;
    assert.equal(status, 4, stderr);
    assert.match(stderr, /^harness error: Error: out of memory/m);
  });

  it('a Node that is too old', async () => {
    const preload = path.join(folder.path, 'old.cjs');
    const old = { node: '18.20.8' };
    fs.writeFileSync(preload, `Object.defineProperty(process, 'versions', { value: ${JSON.stringify(old)} });`);
    const ended = await startNode('-r', preload, 'bin/mcx-conformance.js', 'list').ended;
    refused(ended, 2, /^MCX-NODE: .*needs Node 20\.19/);
  });
});
