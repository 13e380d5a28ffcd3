// A job and its products as processes: one that does not start, one whose port is taken, a run that takes too long, and that nothing is
// left when whoever asked for it is killed.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import type { Job, Started } from './job';
import { runJob } from './run-job';
import { job } from './testing/campaigns';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}

describe('a job', () => {
  const folder = useTemporaryFolder();
  const started = (port: number, script: string, readyWithin = 5): Started => ({
    product: 'alpha',
    start: { command: [process.execPath, '-e', script], readyWithin },
    addresses: [`127.0.0.1:${port}`],
  });
  const carriedOut = (over: Partial<Job>, signal = new AbortController().signal) =>
    runJob({ ...job('x'), ...over }, { folder: folder.path, dir: path.join(folder.path, 'x'), signal }, 1);
  const reasonOf = async (over: Partial<Job>): Promise<string> => {
    const outcome = await carriedOut(over);
    assert.ok(outcome.state === 'could-not-be-run');
    return outcome.reason;
  };

  it('says in one line that a product does not start, with what it says itself', async () => {
    const port = await freePort();
    const reason = await reasonOf({ starts: [started(port, 'console.error("no licence"); process.exit(7)')] });
    assert.equal(
      reason,
      `MCX-PRODUCT-START: alpha ended with exit code 7 before it took connections at 127.0.0.1:${port}; it says: no licence`,
    );
  });

  it('says that there is no such program', async () => {
    const start = { command: ['/no/such/program'], readyWithin: 5 };
    const reason = await reasonOf({
      starts: [{ product: 'alpha', start, addresses: [`127.0.0.1:${await freePort()}`] }],
    });
    assert.match(reason, /MCX-PRODUCT-START: alpha ended with exit code 127 .*ENOENT/);
  });

  it('says that a product takes no connections in time, and ends it', async () => {
    const port = await freePort();
    const file = path.join(folder.path, 'pid');
    const script = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000)`;
    assert.match(await reasonOf({ starts: [started(port, script, 1)] }), /takes no connections at .* after 1 s/);
    assert.throws(() => process.kill(Number(readFileSync(file, 'utf8')), 0));
  });

  it('starts nothing beside what is on its port already', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    assert.match(await reasonOf({ starts: [started(port, '')] }), /MCX-PRODUCT-PORT: alpha was not started/);
    server.close();
  });

  it('waits for its port a little: what was there may be about to end', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    setTimeout(() => server.close(), 200);
    assert.match(await reasonOf({ starts: [started(port, 'process.exit(7)')] }), /MCX-PRODUCT-START: alpha ended/);
  });

  it('starts a container by the engine that is named, and gives it what the file says', async () => {
    const engine = path.join(folder.path, 'engine');
    writeFileSync(engine, '#!/bin/sh\necho "$@" >&2\necho "See engine --help." >&2\nexit 3\n', { mode: 0o755 });
    process.env['MCX_CONTAINER_ENGINE'] = engine;
    try {
      const start = { container: 'alpha:1.4', options: ['--network', 'host'], arguments: ['--verbose'] };
      const reason = await reasonOf({
        starts: [{ product: 'alpha', start, addresses: [`127.0.0.1:${await freePort()}`] }],
      });
      assert.match(reason, /it says: run --rm --init --network host alpha:1\.4 --verbose$/);
    } finally {
      delete process.env['MCX_CONTAINER_ENGINE'];
    }
  });

  it('hands on what the run refuses', async () => {
    assert.match(await reasonOf({ command: ['run', '--step', '99'] }), /^MCX-/);
  });

  it('hands on what a load refuses', async () => {
    const command = ['load', '--clients', '0'];
    const party = { underTest: true, address: 'http://127.0.0.1:9', control: 'http://127.0.0.1:9' } as const;
    const target = { name: 'alpha', version: '1', roles: { 'partner-server': party } };
    assert.match(await reasonOf({ load: 1, command, target }), /^MCX-USAGE: --clients/);
  });

  it('takes away what an earlier try left, though somebody still writes there', async () => {
    const dir = path.join(folder.path, 'x');
    const reports = path.join(dir, 'reports');
    mkdirSync(reports, { recursive: true });
    const script = `const fs = require('fs'); for (let at = 0; ; at += 1) { try { fs.writeFileSync(${JSON.stringify(reports)} + '/' + at, '') } catch {} if (at === 2000) console.log('writes') }`;
    const writing = spawn(process.execPath, ['-e', script]);
    await once(writing.stdout, 'data');
    try {
      const port = await freePort();
      assert.match(await reasonOf({ starts: [started(port, 'process.exit(7)')] }), /MCX-PRODUCT-START/);
      assert.ok(!existsSync(reports));
    } finally {
      writing.kill('SIGKILL');
    }
  });

  it('is ended after its time', async () => {
    assert.match(await reasonOf({ minutes: 0.0005 }), /MCX-JOB-TIME/);
  });

  it('is ended by an interrupt, without an outcome', async () => {
    const controller = new AbortController();
    const carried = carriedOut({}, controller.signal);
    controller.abort();
    await assert.rejects(carried, /abort/);
  });
});

describe('a program that is kept', () => {
  const folder = useTemporaryFolder();

  it('ends, with what it has started, when whoever asked for it is killed with its process group', async () => {
    const file = path.join(folder.path, 'pids');
    const inner = `const { spawn } = require('child_process'); const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); require('fs').writeFileSync(${JSON.stringify(file)}, process.pid + ' ' + child.pid); setInterval(() => {}, 1000)`;
    const kept = { command: [process.execPath, '-e', inner], folder: folder.path, log: path.join(folder.path, 'log') };
    const outer = `require('./kept-process').startKept(${JSON.stringify(kept)}); setInterval(() => {}, 1000)`;
    const asking = spawn(process.execPath, ['--require', 'ts-node/register', '-e', outer], {
      cwd: __dirname,
      stdio: 'ignore',
      detached: true,
    });
    const isAlive = (pid: number): boolean => {
      try {
        process.kill(pid, 0);
        return true;
      } catch {
        return false;
      }
    };
    for (let waited = 0; waited < 10_000 && !existsSync(file); waited += 20) await sleep(20);
    await sleep(50);
    const pids = readFileSync(file, 'utf8').split(' ').map(Number);
    assert.ok(pids.every(isAlive));
    process.kill(-Number(asking.pid), 'SIGKILL');
    for (let waited = 0; waited < 10_000 && pids.some(isAlive); waited += 20) await sleep(20);
    assert.ok(!pids.some(isAlive));
  });
});
