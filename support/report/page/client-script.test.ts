import assert from 'node:assert/strict';
import path from 'node:path';
import { packageRoot } from '../../schema/package-root';
import { bundle, bundledScript, PAGE_ENTRIES, pageScript, SOURCE_FOLDERS } from './client-script';

describe('the script of the page', () => {
  it('is made of nothing but the folders that are looked at before one of an earlier start is taken', () => {
    const files = PAGE_ENTRIES.flatMap((entry) => Object.keys(bundle(entry).metafile.inputs));
    const inputs = files.map((name) => path.dirname(path.join(packageRoot, name)));
    assert.deepEqual([...new Set(inputs)].sort(), [...SOURCE_FOLDERS].sort());
  });

  it('is what its source says today', () => {
    for (const entry of PAGE_ENTRIES) assert.equal(pageScript(entry), bundledScript(entry));
  });
});
