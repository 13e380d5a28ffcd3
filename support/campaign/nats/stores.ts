// What a campaign has on a NATS server: a queue of jobs, the outcome of each job, how often each has begun, leases that end by
// themselves, and the files of the runs. Made where it is not there yet.

import { jetstream, jetstreamManager, RetentionPolicy, StorageType, type JetStreamClient } from '@nats-io/jetstream';
import { AckPolicy, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import { Objm, type ObjectStore } from '@nats-io/obj';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { packageVersion } from '../../schema/package-root';
import { UserError } from '../../verdict/errors';
import { persistently } from './connection';

export const QUEUE = 'MCX_JOBS';
export const BUNDLES = 'MCX_BUNDLES';
export const TOKEN_OF_VERSION = packageVersion.replaceAll('.', '_');
/** A worker of another version waits for other subjects, and is never handed a job of this one. */
export const SUBJECTS = {
  all: 'mcx.job.>',
  ours: `mcx.job.${TOKEN_OF_VERSION}.>`,
  job: (campaign: string, job: string) => `mcx.job.${TOKEN_OF_VERSION}.${campaign}.${tokenOf(job)}`,
  state: (campaign: string, job: string) => `mcx.state.${campaign}.${tokenOf(job)}`,
  states: (campaign: string) => `mcx.state.${campaign}.>`,
} as const;
export const CONSUMER = `workers-${TOKEN_OF_VERSION}`;

/** A dot would be another token. */
export const tokenOf = (name: string): string => Buffer.from(name).toString('base64url');

export interface Stores {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly manager: JetStreamManager;
  /** By campaign: what it is, and whether it has ended. */
  readonly campaigns: KV;
  /** By campaign and job. */
  readonly outcomes: KV;
  readonly begun: KV;
  readonly leases: KV;
  readonly leaseMs: number;
  readonly bundles: ObjectStore;
}

/** @param leaseMs how long a lease and a job in hand last without a word of their worker; of those that are there already, theirs */
export async function openStores(connection: NatsConnection, leaseMs: number): Promise<Stores> {
  const js = jetstream(connection);
  const manager = await persistently(() => jetstreamManager(connection)).catch(noJetStream);
  await persistently(() => queueOf(manager, leaseMs));
  const kvm = new Kvm(js);
  const bucket = (name: string, ttl?: number): Promise<KV> =>
    persistently(() =>
      kvm
        .create(name, { storage: StorageType.File, history: 1, ...(ttl !== undefined && { ttl }) })
        .catch((error: unknown) => thereAlready(error, () => kvm.open(name))),
    );
  const campaigns = await bucket('MCX_CAMPAIGNS');
  const outcomes = await bucket('MCX_OUTCOMES');
  const begun = await bucket('MCX_BEGUN');
  const leases = await bucket('MCX_LEASES', leaseMs);
  const objm = new Objm(js);
  const bundles = await persistently(() => objm.create(BUNDLES, { storage: StorageType.File }));
  const { ttl } = await persistently(() => leases.status());
  return { connection, js, manager, campaigns, outcomes, begun, leases, leaseMs: ttl, bundles };
}

async function queueOf(manager: JetStreamManager, leaseMs: number): Promise<void> {
  const config = {
    name: QUEUE,
    subjects: [SUBJECTS.all],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
  };
  await manager.streams.add(config).catch((error: unknown) => thereAlready(error, () => manager.streams.info(QUEUE)));
  await manager.consumers
    .add(QUEUE, {
      durable_name: CONSUMER,
      filter_subject: SUBJECTS.ours,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(leaseMs),
      // What is tried too often is a dead letter by what has begun, not by what was handed out: a worker may have waited for a lease.
      max_deliver: -1,
      max_ack_pending: -1,
    })
    .catch((error: unknown) => thereAlready(error, () => manager.consumers.info(QUEUE, CONSUMER)));
}

/** Stream name already in use, consumer already exists, with other settings: those that are there count. */
const THERE: readonly number[] = [10_058, 10_013, 10_148, 10_105];

async function thereAlready<T>(error: unknown, open: () => Promise<T>): Promise<T> {
  if (error instanceof JetStreamApiError && THERE.includes(error.code)) return open();
  throw error;
}

function noJetStream(error: unknown): never {
  throw new UserError(
    'MCX-NATS-JETSTREAM',
    `expected JetStream on the NATS server, but it has none (${error instanceof Error ? error.message : String(error)}). Start it with nats-server -js.`,
    3,
  );
}
