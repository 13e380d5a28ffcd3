import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import { linesInFile, LONGEST_LINE } from './line-reader';
import { mustHoldPlainFilesAlone } from './run-folder';

describe('a trace of somebody else', () => {
  const folder = useTemporaryFolder();
  const at = (name: string): string => path.join(folder.path, name);
  async function linesOf(file: string): Promise<readonly string[]> {
    const all: string[] = [];
    for await (const some of linesInFile(file)) all.push(...some);
    return all;
  }

  it('is read line by line, wherever a piece of it ends', async () => {
    const lines = Array.from({ length: 3000 }, (_, number) => `${number}${'é'.repeat(500)}`);
    fs.writeFileSync(at('trace'), `${lines.join('\n')}\nhalf`);
    assert.deepEqual(await linesOf(at('trace')), [...lines, 'half']);
  });

  it('may have a mark before it, and is refused where it is in another encoding', async () => {
    fs.writeFileSync(at('marked'), '\ufeff{}\n{}\n');
    assert.deepEqual(await linesOf(at('marked')), ['{}', '{}']);
    fs.writeFileSync(at('wide'), Buffer.from('{}\n', 'utf16le'));
    await assert.rejects(linesOf(at('wide')), { code: 'MCX-EVENTS-UNREADABLE', message: /UTF-16 \(little endian\)/ });
  });

  it('is refused where it is a link, a pipe or a device, or a line in it has no end', async () => {
    fs.writeFileSync(at('there'), 'x\n');
    fs.symlinkSync(at('there'), at('link'));
    fs.symlinkSync('/dev/zero', at('zero'));
    execFileSync('mkfifo', [at('pipe')]);
    for (const name of ['link', 'zero', 'pipe'])
      await assert.rejects(linesOf(at(name)), { code: 'MCX-EVENTS-UNREADABLE' });
    fs.writeFileSync(at('long'), '');
    fs.truncateSync(at('long'), LONGEST_LINE + 2 ** 21);
    await assert.rejects(linesOf(at('long')), { code: 'MCX-EVENTS-UNREADABLE', message: /a line of at most 32 MiB/ });
  });

  it('is written beside nowhere in its folder where something there is a link', () => {
    fs.mkdirSync(at('ladders'));
    mustHoldPlainFilesAlone(folder.path);
    for (const name of ['report.html', 'ladders/x.svg', 'allure-results']) {
      fs.symlinkSync('/tmp', at(name));
      assert.throws(() => mustHoldPlainFilesAlone(folder.path), { code: 'MCX-RUN-FOLDER' });
      fs.rmSync(at(name));
    }
  });
});
