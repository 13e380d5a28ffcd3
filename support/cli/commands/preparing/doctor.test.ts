import assert from 'node:assert/strict';
import { nextSteps } from './doctor';

describe('what may follow a look that found nothing wrong', () => {
  it('is a run of the roles under test while they are mended, and the whole', () => {
    assert.deepEqual(nextSteps('my server.yaml', ['primary-server', 'primary-gms']).slice(1), [
      "while you mend it:  mcx-conformance run --target 'my server.yaml' --role primary-server,primary-gms",
      "all that is asked:  mcx-conformance run --target 'my server.yaml'",
    ]);
  });

  it('is nothing where no product is under test', () => {
    assert.deepEqual(nextSteps('mine.yaml', []), []);
    assert.deepEqual(nextSteps(undefined, []), []);
  });
});
