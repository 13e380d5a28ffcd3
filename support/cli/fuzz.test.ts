import assert from 'node:assert/strict';
import { fuzzReading } from './testing/fuzz';

// A slice by a fixed seed; `npm run fuzz:reading` makes ten thousand.
const [MUTATIONS, SEED] = [25, 11];

describe('every command that reads what somebody else may have made', function () {
  this.timeout(120_000);

  it('answers or refuses in one line, whatever was changed', async () => {
    const { by, broken } = await fuzzReading(MUTATIONS, SEED);
    assert.deepEqual(broken, []);
    assert.ok(Object.keys(by).length >= 8);
  });
});
