import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import { holdFolder } from './held-folder';

describe('a folder that is held', () => {
  const folder = useTemporaryFolder();

  it('is held once, until it is let go', async () => {
    const held = await holdFolder(folder.path);
    assert.ok(held);
    assert.equal(await holdFolder(`${folder.path}/.`), undefined);
    assert.ok(await holdFolder(path.join(folder.path, 'another')));
    held.release();
    assert.ok(await holdFolder(folder.path));
  });

  it('is free where whoever held it was killed', async () => {
    const script = `require('./held-folder').holdFolder(${JSON.stringify(folder.path)}).then(() => console.log('held')); setInterval(() => {}, 1000)`;
    const holder = spawn(process.execPath, ['--require', 'ts-node/register', '-e', script], { cwd: __dirname });
    await once(holder.stdout, 'data');
    assert.equal(await holdFolder(folder.path), undefined);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    assert.ok(await holdFolder(folder.path));
  });
});
