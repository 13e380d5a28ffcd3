import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import { isThere, MEBIBYTE, NotReadable, openPlainFile, readPem, readPlainFile, readPlainText } from './plain-file';

const STRANGE = { most: 10, links: 'refused' } as const;
const NAMED = { most: 10, links: 'followed' } as const;

describe('a file of somebody else', () => {
  const folder = useTemporaryFolder();
  const at = (name: string): string => path.join(folder.path, name);
  const refused = (file: string, why: RegExp, how: typeof STRANGE | typeof NAMED = STRANGE): void =>
    assert.throws(
      () => readPlainFile(file, how),
      (error) => error instanceof NotReadable && why.test(error.why),
    );

  it('is read where it is a plain file of no more than its limit', () => {
    fs.writeFileSync(at('ten'), '0123456789');
    assert.equal(readPlainText(at('ten'), STRANGE), '0123456789');
    fs.writeFileSync(at('empty'), '');
    assert.equal(readPlainText(at('empty'), STRANGE), '');
    fs.writeFileSync(at('eleven'), '0123456789a');
    refused(at('eleven'), /^larger than 10 bytes$/);
    assert.throws(() => readPlainFile(at('none'), STRANGE), { name: 'NotReadable', missing: true });
    fs.writeFileSync(at('large'), Buffer.alloc(2 * MEBIBYTE));
    assert.equal(readPlainFile(at('large'), { ...STRANGE, most: 2 * MEBIBYTE }).length, 2 * MEBIBYTE);
  });

  it('is not reached through a link, unless the user named the link', () => {
    fs.writeFileSync(at('there'), 'x');
    fs.symlinkSync(at('there'), at('link'));
    refused(at('link'), /^a link/);
    assert.equal(readPlainText(at('link'), NAMED), 'x');
    fs.symlinkSync(at('nowhere'), at('broken'));
    refused(at('broken'), /^a link/);
    assert.ok(isThere(at('broken')) && !fs.existsSync(at('broken')));
    assert.ok(!isThere(at('there/below')));
  });

  it('is no folder, pipe, socket or device, and none of them is waited for', () => {
    execFileSync('mkfifo', [at('pipe')]);
    for (const how of [STRANGE, NAMED]) {
      refused(at('pipe'), /^a named pipe/, how);
      refused(folder.path, /^a folder/, how);
      refused('/dev/zero', /^a device/, how);
    }
    assert.throws(() => openPlainFile(at('pipe'), STRANGE), NotReadable);
  });

  it('is read to its end where it says that it is empty', function () {
    if (!fs.existsSync('/proc/self/status')) this.skip();
    assert.match(readPlainText('/proc/self/status', { ...STRANGE, most: MEBIBYTE }), /^Name:/);
  });

  it('is text in UTF-8, without the mark before it; PEM may stand among other bytes', () => {
    const roomy = { ...STRANGE, most: 1000 };
    fs.writeFileSync(at('marked'), '\ufeff{}');
    assert.equal(readPlainText(at('marked'), roomy), '{}');
    fs.writeFileSync(at('wide'), Buffer.from('\ufeff{}', 'utf16le'));
    for (const read of [readPlainText, readPem])
      assert.throws(
        () => read(at('wide'), roomy),
        (error) => error instanceof NotReadable && error.why.startsWith('text in UTF-16 (little endian)'),
      );
    const latin1 = Buffer.from('CN=Müller\n-----BEGIN', 'latin1');
    fs.writeFileSync(at('latin1'), latin1);
    assert.deepEqual(readPem(at('latin1'), roomy), latin1);
    assert.throws(() => readPlainText(at('latin1'), roomy), NotReadable);
  });
});
