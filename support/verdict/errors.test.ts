import assert from 'node:assert/strict';
import { HarnessFault, UserError } from './errors';

describe('errors', () => {
  it("are the user's to mend, with a code and an exit code of wrong usage", () => {
    const error = new UserError('MCX-T-01', 'the target file is missing');
    assert.deepEqual(
      [error.name, error.code, error.message, error.exitCode],
      ['UserError', 'MCX-T-01', 'the target file is missing', 2],
    );
    assert.equal(new UserError('MCX-T-02', 'nobody answers', 3).exitCode, 3);
  });

  it('are otherwise a fault of the harness', () => {
    const fault = new HarnessFault('the recorder broke');
    assert.deepEqual([fault.name, fault.message], ['HarnessFault', 'the recorder broke']);
  });
});
