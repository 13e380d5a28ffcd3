import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import { commitWarning, unignoredIn } from './work-tree';

describe('a key or a record in a git work tree', () => {
  const folder = useTemporaryFolder();
  const at = (name: string): string => path.join(folder.path, name);

  it('is told of where it would be committed, and not where it is ignored or there is no work tree', () => {
    assert.equal(unignoredIn(at('lab.key')), undefined);
    execFileSync('git', ['init', '--quiet', folder.path]);
    fs.mkdirSync(at('deep'));
    for (const name of ['lab.key', 'deep/lab.key']) assert.equal(unignoredIn(at(name)), folder.path, name);
    assert.match(commitWarning(at('lab.key'), 'the private key'), /^note: .*lab\.key lies in the git work tree .*\n$/);
    fs.writeFileSync(at('.gitignore'), '*.key\n');
    for (const name of ['lab.key', 'deep/lab.key']) assert.equal(commitWarning(at(name), 'the private key'), '', name);
  });
});
