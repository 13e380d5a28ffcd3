// Posts JSON over kept-alive connections: no proxy, no redirects, an answer within a time and a size. The only home of
// axios. What goes wrong is an outcome and never an exception. Unaware of what is posted.

import http from 'node:http';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import type { BelowTls, OnSocket } from '../../ports/transmission';
import axios, { AxiosError, AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';

export type HttpReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string;
      readonly text: string;
      /** The peer's clock, as its Date header tells it; empty where it has none. */
      readonly date: string;
    }
  | { readonly kind: 'not-sent'; readonly problem: string }
  | { readonly kind: 'unanswered'; readonly problem: string };

export interface HttpClient {
  post(url: string, body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpReply>;
  /** Ends idle connections. */
  close(): void;
}

/** What is sent beside a message to those who ask for it, and said to nobody else. */
export interface Credentials {
  headersFor(url: URL): Readonly<Record<string, string>>;
  /** The text without any secret. */
  hide(text: string): string;
}

const NONE: Credentials = { headersFor: () => ({}), hide: (text) => text };

export interface ClientOptions {
  readonly credentials?: Credentials;
  /** Asked before a byte leaves: an address may have come from somewhere else than the target file. */
  readonly allow: (url: URL) => boolean;
  readonly requestTimeoutMs: number;
  readonly maxBodyBytes: number;
  readonly onSocket?: OnSocket | undefined;
  /** In place of onSocket where the connection is TLS. */
  readonly belowTls?: BelowTls | undefined;
}

/** Shorter than the idle time after which common servers hang up, so that no request meets a closing connection. */
const IDLE_MS = 2000;

const ACCEPTED = { accept: 'application/json, application/problem+json', 'accept-encoding': 'identity' };

/** Keeps a socket without a system call for TCP keep-alive after each answer: connections here live for seconds. */
class PatientAgent extends http.Agent {
  override keepSocketAlive(socket: Socket): boolean {
    socket.unref();
    return true;
  }
}

export function createHttpClient({
  allow,
  requestTimeoutMs,
  maxBodyBytes,
  credentials = NONE,
  onSocket,
  belowTls,
}: ClientOptions): HttpClient {
  const httpAgent = new PatientAgent({ keepAlive: true, timeout: IDLE_MS });
  const httpsAgent = new https.Agent({ keepAlive: true, timeout: IDLE_MS });
  if (belowTls) watchBelowTls(httpsAgent, belowTls);
  if (onSocket) for (const agent of belowTls ? [httpAgent] : [httpAgent, httpsAgent]) watchConnections(agent, onSocket);
  // axios' own HTTP adapter, called with a finished configuration: merging one anew for each message costs as much again.
  const send = axios.getAdapter('http');
  const settled: Omit<InternalAxiosRequestConfig, 'headers'> = {
    method: 'post',
    httpAgent,
    httpsAgent,
    proxy: false,
    maxRedirects: 0,
    decompress: false,
    maxContentLength: maxBodyBytes,
    maxBodyLength: Infinity,
    responseType: 'text',
    validateStatus: () => true,
    ...(axios.defaults.env && { env: axios.defaults.env }),
  };

  return {
    async post(address, body, headers, signal) {
      const url = URL.canParse(address) ? new URL(address) : undefined;
      if (!url || !['http:', 'https:'].includes(url.protocol))
        return { kind: 'not-sent', problem: `"${address}" is no http address` };
      if (!allow(url))
        return {
          kind: 'not-sent',
          problem: `sending to ${url.host} is not allowed; the target file's "allow" names what is`,
        };
      const limit = new AbortController();
      const stop = (): void => limit.abort();
      const timer = setTimeout(stop, requestTimeoutMs);
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      try {
        const answer: AxiosResponse<unknown> = await send({
          ...settled,
          url: url.href,
          data: Buffer.from(body),
          headers: new AxiosHeaders({
            ...ACCEPTED,
            ...credentials.headersFor(url),
            ...headers,
            'content-type': 'application/json',
          }),
          signal: limit.signal,
        });
        const { status, data, headers: answered } = answer;
        const header = (name: string): string => credentials.hide(String(answered[name] ?? ''));
        const message = {
          contentType: header('content-type'),
          text: credentials.hide(textOf(data)),
          date: header('date'),
        };
        return { kind: 'answered', status, ...message };
      } catch (error) {
        if (signal.aborted) return { kind: 'unanswered', problem: 'given up: the run no longer waits for it' };
        if (limit.signal.aborted) return { kind: 'unanswered', problem: `no answer within ${requestTimeoutMs} ms` };
        return { kind: 'unanswered', problem: credentials.hide(inWords(error, url, maxBodyBytes)) };
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      }
    },
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** Each connection once, before a byte has passed. */
function watchConnections(agent: http.Agent, onSocket: OnSocket): void {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...given) => {
    const stream = connect(...given);
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- an agent of plain HTTP connects by TCP
    if (stream) onSocket(stream as Socket);
    return stream;
  };
}

function watchBelowTls(agent: https.Agent, { between, onKeys }: BelowTls): void {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const { host = 'localhost', port = 443 } = options as Partial<net.TcpNetConnectOpts>;
    const through = { socket: between(net.connect({ host, port })) };
    return connect({ ...options, ...through }, callback);
  };
  agent.on('keylog', onKeys);
}

const textOf = (data: unknown): string => (typeof data === 'string' ? data : '');

function inWords(error: unknown, url: URL, maxBodyBytes: number): string {
  const { code, message } = error instanceof AxiosError ? error : { code: undefined, message: String(error) };
  if (code === 'ECONNREFUSED') return `nothing listens at ${url.host}`;
  if (code === 'ENOTFOUND') return `the host ${url.hostname} is not known`;
  if (code === 'ECONNRESET') return `${url.host} closed the connection without an answer`;
  if (message.includes('maxContentLength')) return `the answer of ${url.host} is larger than ${maxBodyBytes} bytes`;
  return code === undefined ? message : `${code}: ${message}`;
}
