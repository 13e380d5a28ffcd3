import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { renderAllureReport, type RunProgram } from './allure-report';

const RESULTS = join('run', 'allure-results');

describe('the Allure report', () => {
  const render = (
    run: RunProgram,
    installed: readonly string[] = ['allure-commandline'],
    env: Record<string, string> = {},
  ) =>
    renderAllureReport(RESULTS, 'out', {
      env,
      run,
      find: (name, script) => (installed.includes(name) ? `/${name}/${script}` : undefined),
    });

  const withoutJava: RunProgram = (program) =>
    program === 'java' ? Promise.reject(new Error('ENOENT')) : Promise.resolve();

  it('is rendered by allure-commandline where Java is', async () => {
    const calls: (readonly string[])[] = [];
    const outcome = await render(
      (program, args) => Promise.resolve(calls.push([program, ...args])),
      ['allure-commandline', 'allure'],
    );
    assert.deepEqual(outcome, { rendered: true, index: join('out', 'index.html') });
    assert.deepEqual(calls[0], ['java', '-version']);
    assert.deepEqual(calls[1]?.slice(1), [
      '/allure-commandline/bin/allure',
      'generate',
      RESULTS,
      '--clean',
      '-o',
      'out',
    ]);
  });

  it('asks the Java that JAVA_HOME names', async () => {
    const programs: string[] = [];
    await render((program) => Promise.resolve(programs.push(program)), undefined, { JAVA_HOME: '/opt/java' });
    assert.equal(programs[0], join('/opt/java', 'bin', 'java'));
  });

  for (const installed of [['allure'], ['allure', 'allure-commandline']])
    it(`is rendered by Allure 3 without Java, where ${installed.join(' and ')} is installed`, async () => {
      const calls: (readonly (string | undefined)[])[] = [];
      const outcome = await render((program, args, cwd) => {
        calls.push([cwd, ...args]);
        return withoutJava(program, args);
      }, installed);
      assert.ok(outcome.rendered);
      assert.deepEqual(calls.at(-1), [
        'run',
        '/allure/cli.js',
        'generate',
        'allure-results',
        '--output',
        resolve('out'),
      ]);
    });

  const LINES = [
    [['allure-commandline'], /^allure-commandline needs Java 8 or newer.*npm install allure\. The results are in .*$/],
    [[], /^Neither Allure 3 nor allure-commandline is installed.*npm install allure\. The results are in .*JUnit.*$/],
  ] as const;
  for (const [installed, line] of LINES)
    it(`is not rendered with ${installed.length === 0 ? 'nothing' : 'no Java'}, which is said in one line`, async () => {
      const outcome = await render(withoutJava, installed);
      assert.ok(!outcome.rendered);
      assert.match(outcome.reason, line);
    });

  it('is not rendered where the program fails, which is said in one line', async () => {
    const outcome = await render((program) =>
      program === 'java' ? Promise.resolve() : Promise.reject(new Error('exit 1\nstack')),
    );
    assert.ok(!outcome.rendered);
    assert.match(outcome.reason, /^allure-commandline failed: exit 1\. .*$/);
  });
});
