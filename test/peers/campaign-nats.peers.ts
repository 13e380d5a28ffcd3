// A campaign by way of NATS' own server: the same matrix as without one, and each job's verdict exactly once, whoever is killed in the
// middle. MCX_KILLS and MCX_SEED say how often and when.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@nats-io/transport-node';
import { openStores, type Stores } from '../../support/campaign/nats/stores';
import type { Matrix } from '../../support/report/page/matrix-data';
import { makeCertificate } from '../../support/wires/sip/stack/testing/certificate';
import { needs } from '../acceptance/prerequisite';
import { endAll, start, startNode, type Program } from '../acceptance/program';
import { until } from '../acceptance/until';
import { natsServer, type NatsServer } from './nats-server';

const KILLS = Number(process.env['MCX_KILLS'] ?? 2);
const SEED = Number(process.env['MCX_SEED'] ?? 1);
/** Short, so that what a dead worker had in hand is soon another one's. */
const LEASE = ['--lease', '2'];

const OF_ANOTHER = 'another campaign/its job/results.json';

/** Built-in parties, some with a defect: nothing has to be started for a job but the run. */
const PRODUCTS: readonly (readonly [name: string, role: string, builtIn: string])[] = [
  ['alpha', 'primary-server', 'no-request-return'],
  ['beta', 'partner-server', 'asks-each-client-twice'],
  ['gamma', 'client-1', 'asks-twice'],
  ['delta', 'partner-server', 'answers-first'],
];

/** The same numbers for the same seed (mulberry32). */
function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('a campaign by way of NATS', function () {
  needs('nats-server', '--version');
  this.timeout(120_000 + KILLS * 30_000);
  let folder: string;
  let server: NatsServer | undefined;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'mcx-campaign-'));
  });
  afterEach(async () => {
    await endAll();
    await server?.kill();
    server = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  /** @returns the campaign file */
  function write(...lines: readonly string[]): string {
    for (const [name, role, builtIn] of PRODUCTS)
      writeFileSync(
        path.join(folder, `${name}.yaml`),
        `name: ${name}\nversion: '1'\nroles: { ${role}: { underTest: true, builtIn: ${builtIn} } }\n`,
      );
    const file = path.join(folder, 'plugtest.yaml');
    const rows = PRODUCTS.map(([name]) => `  ${name}: { vendor: ${name}, version: '1', targets: [${name}.yaml] }`);
    writeFileSync(file, ['name: Plugtest', 'products:', ...rows, ...lines, ''].join('\n'));
    return file;
  }

  const campaign = (file: string, out: string, ...args: readonly string[]): Program =>
    start('campaign', file, '--out', path.join(folder, out), ...args);
  const worker = (url: string): Program => start('worker', '--nats', url, '--folder', folder, ...LEASE);

  function matrixIn(out: string): Matrix {
    const root = path.join(folder, out, 'plugtest');
    const [id = ''] = readdirSync(root);
    return JSON.parse(readFileSync(path.join(root, id, 'matrix.json'), 'utf8')) as Matrix;
  }

  /** Verdicts and blame, without what differs from run to run. */
  const told = ({ cells }: Matrix): unknown =>
    cells.map(({ subject, state, participants }) => ({
      subject,
      state,
      blame: participants.map(({ name, verdict, broken }) => [
        name,
        verdict,
        broken.map(({ requirement }) => requirement),
      ]),
    }));

  /** In CI few jobs and few kills. */
  const combine = KILLS > 2 ? 'combine: [alone, pairs, triples]' : 'combine: [pairs]';

  it('gives each job one verdict, the same as without a server, whoever is killed', async () => {
    const file = write(
      combine,
      'run: { tp: [PGR_PSRV_BV_01, PGR_QSRV_BV_01, PGR_CL1_BV_01] }',
      'budget: { tries: 20 }',
    );
    server = await natsServer(folder);
    const { url } = server;
    const random = randomBy(SEED);
    const workers = [worker(url), worker(url), worker(url)];
    const again = (): Program => campaign(file, 'by-workers', '--nats', url, ...LEASE);
    let running = again();
    await until(() => running.printed().includes('begun') || !running.isRunning(), {
      within: 60_000,
      because: 'a job has begun',
    });
    await plantOrphans(url);
    const killed: string[] = [];
    const ends: unknown[] = [];
    for (let kills = 0; kills < KILLS; kills += 1) {
      await sleep(500 + random() * 1500);
      for (const [at, one] of workers.entries()) if (!one.isRunning()) workers[at] = worker(url);
      const which = kills % 2 === 0 ? Math.floor(random() * workers.length) : workers.length + Math.floor(random() * 2);
      const dying = workers[which];
      if (dying !== undefined) {
        dying.process.kill('SIGKILL');
        workers[which] = worker(url);
        killed.push(`worker ${which}`);
      } else if (which === workers.length) {
        await server.kill();
        await sleep(random() * 1000);
        await server.start();
        killed.push('server');
      } else if (running.isRunning()) {
        running.process.kill('SIGKILL');
        running = again();
        killed.push('campaign');
      }
      // A campaign that has ended has nothing left to kill: another one begins.
      if (!running.isRunning() && kills < KILLS - 1) {
        ends.push(await endOf(running, again, url));
        rmSync(path.join(folder, 'by-workers'), { recursive: true, force: true });
        running = again();
      }
    }
    for (const [at, one] of workers.entries()) if (!one.isRunning()) workers[at] = worker(url);
    ends.push(await endOf(running, again, url));
    process.stderr.write(`      killed by seed ${SEED}, in ${ends.length} campaigns: ${killed.join(', ')}\n`);
    const alone = await campaign(file, 'embedded').ended;
    assert.equal(alone.status, 1, alone.stderr);
    for (const end of ends) assert.deepEqual(end, told(matrixIn('embedded')));
  });

  /** @param again what an operator does whose campaign found the server away */
  async function endOf(running: Program, again: () => Program, url: string): Promise<unknown> {
    let ended = await running.ended;
    while (ended.stderr.startsWith('MCX-NATS-AWAY: expected')) ended = await again().ended;
    assert.equal(ended.status, 1, ended.stderr);
    const matrix = matrixIn('by-workers');
    assert.ok(
      matrix.cells.every(({ state }) => state === 'pass' || state === 'fail'),
      JSON.stringify(told(matrix)),
    );
    await mustBeStoredOnce(url, matrix);
    return told(matrix);
  }

  /** As a worker leaves them that is killed after it stored the files of a run and before it wrote the outcome. */
  async function plantOrphans(url: string): Promise<void> {
    const [id = ''] = readdirSync(path.join(folder, 'by-workers', 'plugtest'));
    await onServer(url, async ({ bundles }) => {
      for (const name of [`${id}/a job/of the dead/results.json`, OF_ANOTHER])
        await bundles.putBlob({ name }, new TextEncoder().encode('{}'));
    });
  }

  async function onServer(url: string, look: (stores: Stores) => Promise<void>): Promise<void> {
    const connection = await connect({ servers: url });
    try {
      await look(await openStores(connection, 2000));
    } finally {
      await connection.close();
    }
  }

  /** One outcome a job on the server, and the files of those outcomes alone. */
  async function mustBeStoredOnce(url: string, { id, cells }: Matrix): Promise<void> {
    await onServer(url, async ({ outcomes, bundles }) => {
      const keys: string[] = [];
      for await (const key of await outcomes.keys(`${id}.>`)) keys.push(key);
      assert.equal(new Set(keys).size, cells.length);
      const named: string[] = [];
      for (const key of keys) {
        const { files } = (await outcomes.get(key))?.json<{ files: readonly { object: string }[] }>() ?? { files: [] };
        assert.ok(files.length > 3);
        named.push(...files.map(({ object }) => object));
      }
      const stored = async (): Promise<readonly string[]> => (await bundles.list()).map(({ name }) => name);
      // A worker whose lease was taken meanwhile drops what it stored when it finds the outcome of another one.
      let left: readonly string[] = [];
      for (let tries = 0; tries < 50; tries += 1) {
        left = (await stored()).filter((name) => name.startsWith(`${id}/`));
        if (left.length === named.length) break;
        await sleep(200);
      }
      assert.deepEqual(left.toSorted(), named.toSorted());
      assert.ok((await stored()).includes(OF_ANOTHER), 'files of another campaign are its own affair');
    });
  }

  it('takes what a worker that was killed had stored in part for no result, and removes it when a campaign ends', async () => {
    const file = write('combine: [alone]', 'run: { tp: [PGR_CL1_BV_01] }', 'budget: { tries: 3 }');
    server = await natsServer(folder);
    const { url } = server;
    const large = path.join(folder, 'large');
    mkdirSync(large);
    writeFileSync(path.join(large, 'events.jsonl'), '');
    truncateSync(path.join(large, 'events.jsonl'), 300 * 1024 * 1024);
    const parts = async (): Promise<number> => {
      let count = 0;
      await onServer(url, async ({ manager }) => {
        const { state } = await manager.streams.info('OBJ_MCX_BUNDLES', { subjects_filter: '$O.MCX_BUNDLES.C.>' });
        count = Object.values(state.subjects ?? {}).reduce((sum, some) => sum + some, 0);
      });
      return count;
    };
    const storing = startNode('-r', 'ts-node/register', path.join(__dirname, 'storing.ts'), url, large, 'of the dead');
    let there = 0;
    const look = setInterval(
      () =>
        void parts().then(
          (count) => (there = count),
          () => undefined,
        ),
      20,
    );
    await until(() => there > 0, { within: 60_000, because: 'a part of it is stored' });
    clearInterval(look);
    storing.process.kill('SIGKILL');
    await storing.ended;
    assert.ok((await parts()) > 0);
    await onServer(url, async ({ bundles }) => {
      assert.deepEqual(await bundles.list(), [], 'no file is listed');
    });
    worker(url);
    const { status, stderr } = await campaign(file, 'by-workers', '--nats', url, ...LEASE).ended;
    assert.equal(status, 1, stderr);
    const left = await parts();
    await onServer(url, async ({ bundles }) => {
      const chunks = (await bundles.list()).reduce((sum, info) => sum + info.chunks, 0);
      assert.equal(left, chunks, 'nothing is left but the files that are listed');
    });
  });

  it('loses nothing where the object store is full, and says so', async () => {
    const file = write('combine: [alone]', 'run: { tp: [PGR_CL1_BV_01] }');
    server = await natsServer(folder);
    await server.kill();
    await server.start('200K');
    const working = worker(server.url);
    const running = campaign(file, 'full', '--nats', server.url, ...LEASE);
    await until(() => working.printed().includes('MCX-NATS-FULL'), { within: 60_000, because: 'the store is full' });
    await server.kill();
    await server.start('1G');
    const { status } = await running.ended;
    assert.equal(status, 1);
    assert.ok(matrixIn('full').cells.every(({ state }) => state === 'pass' || state === 'fail'));
  });

  it('says in one line that the server is away, lets nobody in, or that a worker is of another version', async () => {
    const file = write('combine: [alone]', 'run: { tp: [PGR_CL1_BV_01] }');
    const line = async (...args: readonly string[]): Promise<string> => {
      const { status, stderr } = await start(...args).ended;
      assert.match(stderr, /^MCX-[^\n]*\n$/);
      return `${status} ${stderr}`;
    };
    assert.match(await line('worker', '--nats', 'nats://127.0.0.1:9'), /^3 MCX-NATS-AWAY/);
    assert.match(
      await line('campaign', file, '--out', path.join(folder, 'o'), '--nats', 'nats://127.0.0.1:9'),
      /^3 MCX-NATS-AWAY/,
    );
    server = await natsServer(folder, 'authorization { user: lab, password: s3cret }');
    assert.match(await line('worker', '--nats', server.url), /^2 MCX-NATS-REFUSED.*MCX_NATS_USER/);
    process.env['MCX_NATS_USER'] = 'lab';
    process.env['MCX_NATS_PASSWORD'] = 's3cret';
    try {
      const connection = await connect({ servers: server.url, user: 'lab', pass: 's3cret' });
      const { campaigns } = await openStores(connection, 2000);
      await campaigns.put('c1', JSON.stringify({ id: 'c1', name: 'Of tomorrow', suite: '9.9.9', ended: false }));
      await connection.close();
      assert.match(
        await line('worker', '--nats', server.url),
        /^2 MCX-WORKER-VERSION: the campaign Of tomorrow .*9\.9\.9/,
      );
    } finally {
      delete process.env['MCX_NATS_USER'];
      delete process.env['MCX_NATS_PASSWORD'];
    }
  });

  it('speaks TLS with the certificate that the environment names', async function () {
    const certificate = makeCertificate(['127.0.0.1']);
    if (certificate === undefined) this.skip();
    const files = { key: path.join(folder, 'key.pem'), cert: path.join(folder, 'cert.pem') };
    writeFileSync(files.key, certificate.key);
    writeFileSync(files.cert, certificate.cert);
    server = await natsServer(folder, `tls { key_file: "${files.key}", cert_file: "${files.cert}" }`);
    const short = ['worker', '--nats', server.url, '--idle', '0.5'];
    const strange = await start(...short).ended;
    assert.match(`${strange.status} ${strange.stderr}`, /^3 MCX-NATS-AWAY: [^\n]*\n$/);
    process.env['MCX_NATS_CA'] = files.cert;
    try {
      const { status, stdout, stderr } = await start(...short).ended;
      assert.deepEqual([status, stderr], [0, ''], stdout);
    } finally {
      delete process.env['MCX_NATS_CA'];
    }
  });
});
