import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { kept } from './kept';

describe('what is slow to make', () => {
  let folder = '';
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-kept-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('is made once, and again where a source has changed', () => {
    let made = 0;
    const make = () => ({ made: ++made });
    assert.deepEqual(kept(['a', 'b'], make, folder), { made: 1 });
    assert.deepEqual(kept(['a', 'b'], make, folder), { made: 1 });
    assert.deepEqual(kept(['ab'], make, folder), { made: 2 });
  });

  it('is not kept where making it failed', () => {
    const fail = () => {
      throw new Error('no');
    };
    assert.throws(() => kept(['a'], fail, folder));
    assert.equal(
      kept(['a'], () => 1, folder),
      1,
    );
  });

  it('is made again where what was kept is torn, or nothing can be kept', () => {
    kept(['a'], () => 1, folder);
    for (const file of fs.readdirSync(folder)) fs.writeFileSync(path.join(folder, file), '{"torn');
    assert.equal(
      kept(['a'], () => 2, folder),
      2,
    );
    assert.equal(
      kept(['a'], () => 3, '/dev/null/none'),
      3,
    );
  });
});
