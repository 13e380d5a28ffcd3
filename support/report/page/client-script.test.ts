import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../schema/package-root';
import { bundle, bundledScript, LIBRARIES, PAGE_ENTRIES, pageScript, SOURCE_FOLDERS } from './client-script';

describe('the script of the page', () => {
  it('is made of nothing but the folders that are looked at before one of an earlier start is taken', () => {
    const files = PAGE_ENTRIES.flatMap((entry) => Object.keys(bundle(entry).metafile.inputs));
    const isTheirs = (name: string): boolean =>
      LIBRARIES.some((library) => name.startsWith(`node_modules/${library}/`));
    const inputs = files.filter((name) => !isTheirs(name)).map((name) => path.dirname(path.join(packageRoot, name)));
    assert.deepEqual([...new Set(inputs)].sort(), [...SOURCE_FOLDERS].sort());
    for (const library of LIBRARIES)
      assert.ok(
        files.some((name) => name.includes(`/${library}/`)),
        library,
      );
  });

  it('carries the licences of what it is made of, and no way to read text as markup', () => {
    for (const entry of PAGE_ENTRIES) {
      assert.match(bundledScript(entry), /preact[^]*The MIT License[^]*diff[^]*BSD 3-Clause/);
      assert.doesNotMatch(bundledScript(entry), /<\/script/);
    }
    const own = SOURCE_FOLDERS.flatMap((folder) =>
      readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')),
    );
    for (const text of own)
      assert.doesNotMatch(text, /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write/);
  });

  it('is what its source says today', () => {
    for (const entry of PAGE_ENTRIES) assert.equal(pageScript(entry), bundledScript(entry));
  });
});
