import assert from 'node:assert/strict';
import { join } from 'node:path';
import { renderAllureReport, type RunProgram } from './allure-report';

describe('the Allure report', () => {
  const render = (run: RunProgram, env: Record<string, string> = {}) => renderAllureReport('in', 'out', env, run);

  it('is rendered by allure-commandline', async () => {
    const calls: (readonly string[])[] = [];
    const outcome = await render((program, args) => Promise.resolve(calls.push([program, ...args])));
    assert.deepEqual(outcome, { rendered: true, index: join('out', 'index.html') });
    assert.deepEqual(calls[0], ['java', '-version']);
    assert.match(calls[1]?.[1] ?? '', /allure-commandline/);
    assert.deepEqual(calls[1]?.slice(2), ['generate', 'in', '--clean', '-o', 'out']);
  });

  it('asks the Java that JAVA_HOME names', async () => {
    const asked: string[] = [];
    await render((program) => Promise.resolve(asked.push(program)), { JAVA_HOME: '/opt/java' });
    assert.equal(asked[0], join('/opt/java', 'bin', 'java'));
  });

  it('is not rendered without Java, which is said in one line', async () => {
    const outcome = await render(() => Promise.reject(new Error('ENOENT')));
    assert.ok(!outcome.rendered);
    assert.match(outcome.reason, /^Java 8 or newer is needed.*results are in in .*JUnit.*$/);
  });

  it('is not rendered where allure-commandline fails, which is said in one line', async () => {
    const outcome = await render((program) =>
      program === 'java' ? Promise.resolve() : Promise.reject(new Error('exit 1\nstack')),
    );
    assert.ok(!outcome.rendered);
    assert.match(outcome.reason, /^allure-commandline failed: exit 1\. .*$/);
  });
});
