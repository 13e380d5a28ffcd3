// The connection to a NATS server, with JetStream. Who may connect, and by which TLS, is said by the environment, so that no secret
// stands on a command line. Where the server goes away in the middle, everything waits for it.

import { setTimeout as sleep } from 'node:timers/promises';
import { JetStreamApiError } from '@nats-io/jetstream';
import {
  connect,
  credsAuthenticator,
  errors,
  type ConnectionOptions,
  type NatsConnection,
} from '@nats-io/transport-node';
import { MEBIBYTE, NotReadable, readPem } from '../../files/plain-file';
import { UserError } from '../../verdict/errors';

export const VARIABLES = {
  credentials: 'MCX_NATS_CREDS',
  user: 'MCX_NATS_USER',
  password: 'MCX_NATS_PASSWORD',
  token: 'MCX_NATS_TOKEN',
  ca: 'MCX_NATS_CA',
  cert: 'MCX_NATS_CERT',
  key: 'MCX_NATS_KEY',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

const CONNECT_WITHIN_MS = 5000;
const RETRY_MS = 500;
/** JetStream answers so while it starts, or while nobody leads it. */
const NOT_YET: readonly number[] = [10_008, 10_009];
/** Another one has written since. */
const CONFLICT: readonly number[] = [10_071, 10_164];

export function optionsFor(url: string, environment: Environment): ConnectionOptions {
  const of = (name: keyof typeof VARIABLES): string | undefined => environment[VARIABLES[name]] || undefined;
  const [credentials, user, pass, token, caFile, certFile, keyFile] = [
    ...[of('credentials'), of('user'), of('password'), of('token'), of('ca'), of('cert'), of('key')],
  ];
  const hasTls = caFile !== undefined || certFile !== undefined || url.startsWith('tls:');
  return {
    servers: url,
    name: `mcx-conformance ${process.pid}`,
    timeout: CONNECT_WITHIN_MS,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RETRY_MS,
    ...(user !== undefined && { user, pass: pass ?? '' }),
    ...(token !== undefined && { token }),
    ...(credentials !== undefined && { authenticator: credsAuthenticator(textOf('credentials', credentials)) }),
    ...(hasTls && {
      tls: {
        ...(caFile !== undefined && { caFile }),
        ...(certFile !== undefined && { certFile }),
        ...(keyFile !== undefined && { keyFile }),
        // The client names a server to TLS where it has a name; without this, an address would be taken for localhost.
        ...(URL.canParse(url) && { host: new URL(url).hostname }),
      },
    }),
  };
}

function textOf(name: keyof typeof VARIABLES, file: string): Uint8Array {
  try {
    return readPem(file, { most: MEBIBYTE, links: 'followed' });
  } catch (error) {
    throw new UserError(
      'MCX-NATS-CREDENTIALS',
      `expected the file that ${VARIABLES[name]} names, but it cannot be read (${error instanceof NotReadable ? error.why : String(error)}). Mend the variable.`,
    );
  }
}

export async function connectTo(url: string, environment: Environment = process.env): Promise<NatsConnection> {
  try {
    return await connect(optionsFor(url, environment));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    if (error instanceof errors.AuthorizationError || /authorization/i.test(why ?? ''))
      throw new UserError(
        'MCX-NATS-REFUSED',
        `the NATS server at ${url} lets nobody in with what the environment says (${why}). Set ${VARIABLES.credentials}, ${VARIABLES.token}, or ${VARIABLES.user} and ${VARIABLES.password}.`,
      );
    throw new UserError(
      'MCX-NATS-AWAY',
      `expected a NATS server at ${url}, but it cannot be reached (${why}). Start nats-server -js, or mend the address; without --nats a campaign needs no server.`,
      3,
    );
  }
}

/** A process has one server, and says once that it is full. */
let sayFull: (why: string) => void = () => undefined;

/** Tells when the server is away, when it is back, and when it has no room. */
export function sayWhatIsWaitedFor(connection: NatsConnection, say: (line: string) => void): void {
  let isTold = false;
  sayFull = (why) => {
    if (!isTold) say(`MCX-NATS-FULL: the NATS server has no room (${why}); nothing is lost, this waits for some`);
    isTold = true;
  };
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') say('MCX-NATS-AWAY: the NATS server is away; nothing is lost, this waits for it');
      if (type === 'reconnect') say('the NATS server is back');
    }
  })();
}

/** Does it until it is done: a server that is away, not ready yet, or full, is waited for. What else it refuses is thrown. */
export async function persistently<T>(act: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      signal?.throwIfAborted();
      if (isFull(error)) sayFull((error as Error).message);
      else if (!isAway(error)) throw error;
      await sleep(RETRY_MS, undefined, signal && { signal });
    }
  }
}

export const isConflict = (error: unknown): boolean =>
  error instanceof JetStreamApiError && CONFLICT.includes(error.code);

export const isFull = (error: unknown): boolean =>
  error instanceof JetStreamApiError && /insufficient|resources|maximum|no space/i.test(error.message);

export function isAway(error: unknown): boolean {
  if (error instanceof JetStreamApiError) return NOT_YET.includes(error.code);
  return (
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoRespondersError ||
    error instanceof errors.ConnectionError ||
    (error instanceof errors.RequestError && !error.message.includes('payload')) ||
    (error instanceof Error && /timeout|no responders|disconnect|connection|heartbeats/i.test(error.message))
  );
}
