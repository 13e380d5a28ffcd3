import assert from 'node:assert/strict';
import { AxiosError, CanceledError } from './axios-alone';

describe('axios without what is not used of it', () => {
  it('leaves fetch as it was', () => {
    for (const name of ['FormData', 'Headers', 'Request', 'Response'] as const)
      assert.equal(typeof globalThis[name], 'function', name);
    assert.ok(!Object.keys(globalThis).includes('Request'));
    assert.ok(new CanceledError() instanceof AxiosError);
  });
});
