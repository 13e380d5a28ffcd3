import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import { NotReadable } from './plain-file';
import { filesBelow, foldersIn, liesBelow, namesBelow } from './plain-folder';

const MUCH = { files: 10, bytes: 100 };

describe('a folder of somebody else', () => {
  const folder = useTemporaryFolder();
  const at = (...names: readonly string[]): string => path.join(folder.path, ...names);
  const refused = (why: RegExp, capacity = MUCH): void =>
    assert.throws(
      () => namesBelow(folder.path, capacity),
      (error) => error instanceof NotReadable && why.test(error.why),
    );

  it('is all the plain files in it, by name', () => {
    fs.mkdirSync(at('deep', 'er'), { recursive: true });
    fs.writeFileSync(at('b'), 'B');
    fs.writeFileSync(at('deep', 'er', 'a'), 'A');
    assert.deepEqual(
      [...filesBelow(folder.path, MUCH)].map(([name, bytes]) => [name, String(bytes)]),
      [
        ['b', 'B'],
        ['deep/er/a', 'A'],
      ],
    );
  });

  it('tells the folders in it, or why it cannot', () => {
    fs.mkdirSync(at('b'));
    fs.mkdirSync(at('a'));
    fs.writeFileSync(at('c'), '');
    assert.deepEqual(foldersIn(folder.path), ['a', 'b']);
    assert.throws(() => foldersIn(at('c')), { name: 'NotReadable', why: 'no folder' });
    assert.throws(() => foldersIn(at('d')), { name: 'NotReadable', missing: true });
  });

  it('is none where a link is in it, to a file, to a folder or to nothing', () => {
    for (const to of ['/etc/hosts', '/etc', '/no/such/file', '.']) {
      fs.symlinkSync(to, at('link'));
      refused(/^link, which is no plain file$/);
      fs.rmSync(at('link'));
    }
  });

  it('is none where it holds more than it may, or nests without end', () => {
    for (let file = 0; file < 11; file += 1) fs.writeFileSync(at(String(file)), '');
    refused(/^more than 10 files/);
    fs.writeFileSync(at('0'), Buffer.alloc(101));
    refused(/^more than/, { files: 100, bytes: 100 });
    fs.mkdirSync(at(...Array.from({ length: 30 }, () => 'x')), { recursive: true });
    refused(/nests deeper/, { files: 100, bytes: 1000 });
  });

  it('holds what lies below it, not what a name with dots or a link leads to', () => {
    fs.mkdirSync(at('in'));
    assert.ok(liesBelow(at('in'), at('in', 'x')));
    assert.ok(!liesBelow(at('in'), at('in', '..', 'x')));
    assert.ok(!liesBelow(at('in'), at('x')));
    fs.symlinkSync(folder.path, at('in', 'out'));
    assert.ok(!liesBelow(at('in'), at('in', 'out', 'x')));
  });
});
