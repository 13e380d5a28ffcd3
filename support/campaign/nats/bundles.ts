// The files of a run in the object store, each with its digest, which the store checks when it is fetched. A store that is full costs no
// result: whoever has the files waits for room.

import { createReadStream, createWriteStream, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../verdict/errors';
import { isAway, isFull, persistently } from './connection';
import { BUNDLES, type Stores } from './stores';

export interface BundleFile {
  /** Below the folder of the job. */
  readonly file: string;
  /** In the store. */
  readonly object: string;
  readonly digest: string;
  readonly size: number;
}

const FULL_RETRY_MS = 5000;

type Objects = Pick<Stores, 'bundles'>;

interface Storing {
  readonly dir: string;
  /** The folder of the run, below that of the job. */
  readonly run: string;
  /** With all that is in its folders. */
  readonly whole: boolean;
  /** Nobody else's: what two workers stored of one job is told apart. */
  readonly prefix: string;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * What a reader needs: results, trace, page. Folders of a run are derived again where they are wanted (`report`), but for one that is to be
 * sealed, which is kept whole.
 */
export async function storeBundle(
  objects: Objects,
  { dir, run, whole, prefix, signal, say }: Storing,
): Promise<readonly BundleFile[]> {
  const files = [...filesIn(dir, '', false), ...filesIn(dir, run, whole)];
  const stored: BundleFile[] = [];
  for (const file of files) {
    const object = `${prefix}/${file}`;
    const info = await withRoom(
      () => objects.bundles.put({ name: object }, streamOf(path.join(dir, file))),
      signal,
      say,
    );
    stored.push({ file, object, digest: info.digest, size: info.size });
  }
  return stored;
}

/** Plain files alone, by their path below the folder of the job. */
function filesIn(dir: string, below: string, recursive: boolean): readonly string[] {
  return readdirSync(path.join(dir, below), { withFileTypes: true, recursive })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}

async function withRoom<T>(put: () => Promise<T>, signal: AbortSignal, say: (line: string) => void): Promise<T> {
  let isTold = false;
  for (;;) {
    try {
      return await put();
    } catch (error) {
      signal.throwIfAborted();
      if (!isAway(error) && !isFull(error)) throw error;
      if (!isAway(error) && !isTold) {
        isTold = true;
        say(
          `MCX-NATS-FULL: the object store takes no more (${(error as Error).message}); the run is kept and stored once there is room`,
        );
      }
      await sleep(isAway(error) ? 500 : FULL_RETRY_MS, undefined, { signal });
    }
  }
}

const streamOf = (file: string): ReadableStream<Uint8Array> =>
  Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>; // chunks of a file are bytes

/** @throws UserError where a file is not what was stored */
export async function fetchBundle(objects: Objects, files: readonly BundleFile[], dir: string): Promise<void> {
  for (const { file, object, digest } of files) {
    const to = path.join(dir, file);
    if (path.relative(dir, to).startsWith('..')) throw damaged(object, 'it lies outside its folder');
    mkdirSync(path.dirname(to), { recursive: true });
    await persistently(async () => {
      const found = await objects.bundles.get(object);
      if (found === null || found.info.digest !== digest)
        throw damaged(object, found ? 'it has another digest' : 'it is gone');
      await pipeline(
        Readable.fromWeb(found.data as Parameters<typeof Readable.fromWeb>[0]),
        createWriteStream(`${to}.part`),
      );
      const wrong: unknown = await found.error;
      if (wrong instanceof Error) throw wrong;
      renameSync(`${to}.part`, to);
    });
  }
}

export async function dropBundle(objects: Objects, files: readonly Pick<BundleFile, 'object'>[]): Promise<void> {
  for (const { object } of files) await objects.bundles.delete(object).catch(() => undefined);
}

/**
 * Drops what nobody will ask for: files of a worker that was killed after it had stored them and before it wrote the outcome.
 *
 * @param prefix of everything that is looked at
 * @param named what outcomes name
 */
export async function dropOrphans(objects: Objects, prefix: string, named: ReadonlySet<string>): Promise<void> {
  const all = await persistently(() => objects.bundles.list());
  const orphans = all.filter(({ name }) => name.startsWith(prefix) && !named.has(name));
  await dropBundle(
    objects,
    orphans.map(({ name }) => ({ object: name })),
  );
}

/** So many leases without a further part, and nobody is storing it any more. */
const LEASES_WITHOUT_A_PART = 3;
const LOOK_AGAIN_MS = 500;

/**
 * Drops the parts of files of which a worker was killed before the last one: no file is listed that they belong to. Of what is still being
 * stored, also by other campaigns, the parts are younger, and it is waited for.
 */
export async function dropHalfStored({ bundles, manager, leaseMs }: HalfStoring): Promise<void> {
  let left = await withoutFile({ bundles, manager });
  const first = left;
  while (left.length > 0) {
    for (const part of left) {
      const latest = await persistently(() => manager.streams.getMessage(STREAM, { last_by_subj: part }));
      if (latest === null || Date.now() - latest.time.getTime() < LEASES_WITHOUT_A_PART * leaseMs) continue;
      await persistently(() => manager.streams.purge(STREAM, { filter: part }));
    }
    const now = new Set(await withoutFile({ bundles, manager }));
    left = first.filter((part) => now.has(part));
    if (left.length > 0) await sleep(LOOK_AGAIN_MS);
  }
}

type HalfStoring = Pick<Stores, 'bundles' | 'manager' | 'leaseMs'>;

const STREAM = `OBJ_${BUNDLES}`;
const PARTS = `$O.${BUNDLES}.C.`;

/** Subjects of parts that belong to no file that is listed. */
async function withoutFile({ bundles, manager }: Pick<Stores, 'bundles' | 'manager'>): Promise<readonly string[]> {
  const { state } = await persistently(() => manager.streams.info(STREAM, { subjects_filter: `${PARTS}>` }));
  const whole = new Set((await persistently(() => bundles.list())).map(({ nuid }) => `${PARTS}${nuid}`));
  return Object.keys(state.subjects ?? {}).filter((part) => !whole.has(part));
}

const damaged = (object: string, why: string): UserError =>
  new UserError(
    'MCX-NATS-BUNDLE',
    `expected ${object} in the object store as it was stored, but ${why}. Begin the campaign anew with --again.`,
    3,
  );
