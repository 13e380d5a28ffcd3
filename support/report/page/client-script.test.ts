import assert from 'node:assert/strict';
import path from 'node:path';
import { packageRoot } from '../../schema/package-root';
import { bundle, bundledScript, pageScript, SOURCE_FOLDERS } from './client-script';

describe('the script of the page', () => {
  it('is made of nothing but the folders that are looked at before one of an earlier start is taken', () => {
    const inputs = Object.keys(bundle().metafile.inputs).map((name) => path.dirname(path.join(packageRoot, name)));
    assert.deepEqual([...new Set(inputs)].sort(), [...SOURCE_FOLDERS].sort());
  });

  it('is what its source says today', () => {
    assert.equal(pageScript(), bundledScript());
  });
});
