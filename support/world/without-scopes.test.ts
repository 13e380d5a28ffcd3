import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import './without-scopes';

type Run = (store: object, callback: () => unknown) => Promise<unknown>;
const scopes = createRequire(__filename)('@cucumber/cucumber/lib/runtime/scope/index') as Record<string, Run>;

describe('a step of cucumber', () => {
  const storage = AsyncLocalStorage.prototype as { run: unknown };
  const followed = storage.run;
  afterEach(() => void (storage.run = followed));

  it('is run as it is, and nothing follows its promises', async () => {
    storage.run = () => assert.fail('it is followed');
    for (const name of ['runInTestCaseScope', 'runInTestRunScope']) {
      assert.equal(await scopes[name]?.({}, () => Promise.resolve(1)), 1, name);
      await assert.rejects(async () => scopes[name]?.({}, () => assert.fail('of the step')), /of the step/);
    }
  });
});
