// The live page of a run, in a process of its own, so that no reader ever slows the run: it reads the trace as it grows, and
// ends with the run. The run starts it and tells it where to look.

import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPageServer } from '../report/live/page-server';
import type { RunDescription } from '../collect/collector-options';
import { createRunSoFar } from '../collect/run-so-far';
import type { RunFolder } from '../record/run-folder';
import { packageRoot } from '../schema/package-root';
import { UserError } from '../verdict/errors';

export interface WatchedRun {
  readonly folder: RunFolder;
  readonly description: RunDescription;
  readonly port: number;
}

type FromChild = { readonly address: string } | { readonly failed: string };

/** Starts the process; resolves with the address of the page. */
export async function startWatchPage(watched: WatchedRun): Promise<{ readonly address: string; end: () => void }> {
  const child = fork(path.join(packageRoot, 'bin', 'mcx-conformance.js'), ['watch-page'], { stdio: 'inherit' });
  child.send(watched);
  const answer = await answerOf(child);
  if ('failed' in answer)
    throw new UserError(
      'MCX-WATCH-PAGE',
      `the live page cannot be served on port ${watched.port}: ${answer.failed}. Name another port with --watch-page, or none.`,
    );
  // The run goes its way, whatever becomes of its page.
  child.on('error', () => undefined);
  child.unref();
  child.channel?.unref();
  return { address: answer.address, end: () => (child.connected ? child.disconnect() : undefined) };
}

const answerOf = (child: ChildProcess): Promise<FromChild> =>
  new Promise((resolve) => {
    child.once('message', (message) => resolve(message as FromChild)); // of watchPage
    child.once('exit', (code) => resolve({ failed: `its process ended with ${code ?? 'a signal'}` }));
    child.once('error', ({ message }) => resolve({ failed: message }));
  });

/** How often the trace is looked at. */
const LOOK_MS = 500;
/** A reader who is told that the run has ended has so long to fetch the whole page. */
const LAST_MS = 5000;

/** In the process that was started. */
export function watchPage(): void {
  process.once('message', (message) => void watch(message as WatchedRun)); // of startWatchPage
}

async function watch({ folder, description, port }: WatchedRun): Promise<void> {
  const ended = new AbortController();
  process.once('disconnect', () => ended.abort());
  process.on('SIGINT', () => undefined); // the run decides when it ends
  const report = path.join(folder.dir, 'report.html');
  const run = createRunSoFar(folder.events, description, new Date());
  const isFinished = (): boolean => ended.signal.aborted && fs.existsSync(report);
  const page = (): string => (isFinished() ? fs.readFileSync(report, 'utf8') : run.page());
  const server = await openPageServer(port, { ...run, page }).catch((error: unknown) => String(error));
  if (typeof server === 'string') {
    process.send?.({ failed: server }, () => process.exit(1));
    return;
  }
  process.send?.({ address: server.address });
  while (!ended.signal.aborted) {
    await sleep(LOOK_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    const news = run.look();
    if (news !== undefined) server.tell('news', news);
  }
  server.tell('ended', '');
  await Promise.race([server.left(), sleep(LAST_MS)]);
  server.close();
  process.exit();
}
