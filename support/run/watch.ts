// `run --watch`: runs, and after each saved change runs again what it touches, until it is interrupted. Scenarios run in a process of
// its own, which stays for changed features, since starting it is most of a short run, and is replaced where something changed that it
// has loaded. Unaware of what a run is made of.

import { watch } from 'chokidar';
import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../schema/package-root';
import { UserError } from '../verdict/errors';
import type { RunOptions } from './plan';

/** Until a run has told otherwise, nothing was executed. */
const NOTHING_RAN = 3;
/** What is saved together is one change. */
const SETTLE_MS = 50;
const FOLDERS = ['features', 'steps', 'support', 'schemas'];
const isFeature = (file: string): boolean => file.endsWith('.feature');
/** What a process has of the package once it has run something. */
const isLoaded = (file: string): boolean => !isFeature(file) && FOLDERS.some((folder) => file.startsWith(`${folder}/`));
/** Of what lies in these folders, what a run reads: no tests, and nothing that an editor puts beside a file. */
const isRead = (file: string): boolean =>
  /\.(feature|[cm]?[jt]s|ya?ml|json|xsd|css)$/.test(file) && !/\.test\.ts$|[/\\]testing[/\\]/.test(file);

/** Ends the process, by an interrupt, with the exit code of the last run. */
export async function watchRuns(options: RunOptions): Promise<void> {
  if (options.repeat !== undefined)
    throw new UserError('MCX-WATCH', 'expected one of --watch and --repeat, found both; leave one of them out');
  const interrupted = new AbortController();
  let ended: number | undefined;
  const interrupt = (): void => {
    interrupted.abort();
    // A run that is under way ends by itself, with what it has.
    if (ended !== undefined) process.exit(ended);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

  const changes = watchedChanges(options);
  const runner = createRunner(options);
  /** Of the last run that was carried out; a change that nothing can be run of is no selection. */
  let selection: readonly string[] | undefined;
  let wanted: readonly string[] | undefined;
  for (;;) {
    const { exitCode, wasCarriedOut } = await runner.run(wanted);
    if (wasCarriedOut) selection = wanted;
    ended = exitCode;
    if (interrupted.signal.aborted) process.exit(ended);
    process.stdout.write(`Watching ${changes.of}; Ctrl-C ends with exit code ${ended}\n`);
    const changed = await changes.next();
    ended = undefined;
    process.stdout.write(`\nChanged: ${changed.join(', ')}\n`);
    const features = changed.filter(isFeature);
    if (features.length === 0) wanted = selection;
    else wanted = features.length === changed.length ? features : undefined;
    if (changed.some(isLoaded)) runner.replace();
  }
}

interface Changes {
  /** What is watched, for a reader. */
  readonly of: string;
  /** Paths from the package root, with forward slashes: all that has changed since the last call, as soon as there is any. */
  next(): Promise<readonly string[]>;
}

function watchedChanges({ target, baseline }: RunOptions): Changes {
  const folders = FOLDERS.filter((folder) => fs.existsSync(path.join(packageRoot, folder)));
  const files = [target, baseline].filter((file) => file !== undefined).map((file) => path.resolve(file));
  const watcher = watch([...folders.map((folder) => path.join(packageRoot, folder)), ...files], {
    ignoreInitial: true,
    ignored: (file, stats) => stats?.isFile() === true && !files.includes(file) && !isRead(file),
  });
  const changed = new Set<string>();
  let tell = (): void => undefined;
  const take = (file: string): void => {
    changed.add(path.relative(packageRoot, file).replaceAll(path.sep, '/'));
    tell();
  };
  watcher.on('add', take).on('change', take).on('unlink', take);
  return {
    of: [...folders, ...files].join(', '),
    async next() {
      if (changed.size === 0) await new Promise<void>((resolve) => (tell = resolve));
      await sleep(SETTLE_MS);
      const all = [...changed].sort();
      changed.clear();
      return all;
    },
  };
}

interface Runner {
  /** @param features of what is asked for, only these files */
  run(features: readonly string[] | undefined): Promise<RunAnswer>;
  /** The next run is one of a process that has loaded nothing yet. */
  replace(): void;
}

/** What the process is told, and what it answers. */
export interface RunRequest {
  readonly options: RunOptions;
}
export interface RunAnswer {
  readonly exitCode: number;
  /** To its end, whatever the verdict. */
  readonly wasCarriedOut: boolean;
}

function createRunner(options: RunOptions): Runner {
  let child: ChildProcess | undefined;
  const isThere = (): boolean => child?.connected === true;
  return {
    async run(features) {
      if (child === undefined || !isThere())
        child = fork(path.join(packageRoot, 'bin', 'mcx-conformance.js'), ['watched-runs'], { stdio: 'inherit' });
      const answer = answerOf(child);
      child.send({ options: { ...options, ...(features && { features }) } } satisfies RunRequest);
      return answer;
    },
    replace() {
      if (isThere()) child?.disconnect();
      child = undefined;
    },
  };
}

const answerOf = (child: ChildProcess): Promise<RunAnswer> =>
  new Promise((resolve) => {
    const answered = (message: unknown): void => {
      child.off('exit', ended);
      resolve(message as RunAnswer); // of watched-runs.ts
    };
    // A source that cannot be loaded, an interrupt, or a fault of ours, which the process has told.
    const ended = (code: number | null): void => {
      child.off('message', answered);
      resolve({ exitCode: code ?? NOTHING_RAN, wasCarriedOut: false });
    };
    child.once('message', answered).once('exit', ended);
  });
