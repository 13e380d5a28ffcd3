// Asks an address one thing at a time, to find out what stands there before a run relies on it: whether anything listens,
// and what is answered to a body that is posted. Unaware of what the answers have to be.

import net from 'node:net';
import { createHttpClient, type Credentials, type HttpReply } from './http-client';

/** The wire that this suite speaks, as hello may name it. */
export const PROTOCOL = 'http-json/1';

/** Control is http-json whatever the wire of the flows; who names the wire of its target file in place of it means that one. */
export const isProtocolOf = (claimed: string, wire: string): boolean =>
  claimed === PROTOCOL || (wire !== 'http-json' && claimed.split('/')[0]?.toLowerCase() === wire);

/** What hello may name where the target file names this wire. */
export const protocolsOf = (wire: string): string => (wire === 'http-json' ? PROTOCOL : `${wire} or ${PROTOCOL}`);

export interface ProbeOptions {
  readonly allow: (url: URL) => boolean;
  /** Longest wait for a connection, and for an answer. */
  readonly withinMs: number;
  readonly credentials: Credentials;
}

export interface Probe {
  /** Undefined where somebody takes the connection, or why nobody does. */
  connect(address: string): Promise<string | undefined>;
  post(url: string, body: unknown): Promise<HttpReply>;
  close(): void;
}

const LARGEST_ANSWER = 1_048_576;

export function createProbe({ allow, withinMs, credentials }: ProbeOptions): Probe {
  const client = createHttpClient({ allow, credentials, requestTimeoutMs: withinMs, maxBodyBytes: LARGEST_ANSWER });
  const never = new AbortController().signal;
  return {
    connect: (address) => whyNoConnection(new URL(address), withinMs),
    post: (url, body) => client.post(url, JSON.stringify(body), {}, never),
    close: () => client.close(),
  };
}

function whyNoConnection({ hostname, port, protocol, host }: URL, withinMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (protocol === 'https:' ? 443 : 80)),
    });
    const end = (why: string | undefined): void => {
      socket.destroy();
      resolve(why);
    };
    socket.setTimeout(withinMs, () => end(`${host} takes no connection within ${withinMs} ms`));
    socket.once('connect', () => end(undefined));
    socket.once('error', (error: NodeJS.ErrnoException) => end(inWords(error, hostname, host)));
  });
}

function inWords({ code, message }: NodeJS.ErrnoException, hostname: string, host: string): string {
  if (code === 'ECONNREFUSED') return `nothing listens at ${host}`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the host ${hostname} is not known`;
  return `${host} cannot be reached: ${message}`;
}
