// The scripts of the GitHub action, run by the shell that GitHub runs them with, on this machine's copy of the program.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { packageRoot } from '../../support/schema/package-root';

describe('the scripts of the GitHub action', () => {
  const folder = useTemporaryFolder();
  const inFolder = (name: string) => path.join(folder.path, name);
  const { runs } = parse(fs.readFileSync(path.join(packageRoot, 'action.yml'), 'utf8')) as {
    readonly runs: { readonly steps: readonly { readonly id?: string; readonly run?: string }[] };
  };

  function step(id: string, env: Readonly<Record<string, string>>) {
    const script = runs.steps.find((one) => one.id === id)?.run ?? assert.fail(`there is no step ${id}`);
    fs.writeFileSync(inFolder('step.sh'), script);
    const files = {
      GITHUB_OUTPUT: inFolder('output'),
      GITHUB_STEP_SUMMARY: inFolder('page.md'),
      REPORTS: inFolder('reports'),
    };
    const given = { ...process.env, MCX: path.join(packageRoot, 'bin/mcx-conformance.js'), ...files, ...env };
    const bash = ['--noprofile', '--norc', '-eo', 'pipefail', inFolder('step.sh')];
    return spawnSync('bash', bash, { cwd: packageRoot, env: given, encoding: 'utf8' });
  }

  const target = path.join('targets', 'built-in.yaml');

  it('run the suite with every input, tell the exit code and show the summary', () => {
    fs.writeFileSync(inFolder('a base line.yaml'), '[]\n');
    const inputs = {
      TARGET: target,
      BASELINE: inFolder('a base line.yaml'),
      ARGUMENTS: '--tp PGR_PSRV_BV_01 --ordering lenient',
    };
    const { status, stdout, stderr } = step('run', inputs);
    assert.equal(status, 0, stdout + stderr);
    assert.equal(fs.readFileSync(inFolder('output'), 'utf8'), 'exit-code=0\n');
    assert.equal(step('summary', {}).status, 0);
    assert.match(
      fs.readFileSync(inFolder('page.md'), 'utf8'),
      /^### built-in [^]*<details><summary>In full<\/summary>\n\n```text\nBaseline [^]*\nVerdict: passed: 1 of \d+ scenarios: [^\n]*\n```\n\n<\/details>\n$/,
    );
  });

  it('annotate the line of the scenario that fails, a cause each', () => {
    const inputs = { TARGET: target, BASELINE: '', ARGUMENTS: '--built-in no-request-return --tp PGR_PSRV_BV_13' };
    assert.equal(step('run', inputs).status, 1);
    const { status, stdout } = step('annotate', {});
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^::error file=features\/[^,]+\.feature,line=\d+,title=PGR_PSRV_BV_13%3A fail STEP-4b-1::expected /m,
    );
  });

  it('fail where the program fails, and have nothing to show', () => {
    const { status } = step('run', { TARGET: inFolder('none.yaml'), BASELINE: '', ARGUMENTS: '' });
    assert.equal(status, 2);
    assert.equal(fs.readFileSync(inFolder('output'), 'utf8'), 'exit-code=2\n');
    assert.equal(step('summary', {}).status, 0);
    assert.deepEqual([step('annotate', {}).status, step('annotate', {}).stdout], [0, '']);
    assert.ok(!fs.existsSync(inFolder('page.md')));
  });
});
