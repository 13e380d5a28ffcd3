// Posts JSON over kept-alive connections: no proxy, no redirects, an answer within a time and a size. With its adapter the
// only home of axios. What goes wrong is an outcome and never an exception. Unaware of what is posted.
//
// A peer may end a kept connection at any moment, also the one at which a request leaves on it. A request whose connection had
// been used before and ended without a byte of an answer is taken for one that the peer never read (RFC 9110 9.2.2) and is
// sent once more on a new one (RFC 9112 9.3.1); a peer that has done so is given new connections from then on.

import http from 'node:http';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import { deadlineIn, whenPassed } from '../../../ports/lateness';
import type { BelowTls, OnSocket } from '../../../ports/transmission';
import { Axios, AxiosError } from './axios-alone';
import { wideEncoding } from '../../../files/text-encoding';
import { otherProtocol } from '../other-protocol';
import { leanAdapter, type Progress } from './lean-adapter';

export type HttpReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string;
      readonly text: string;
      /** The peer's clock, as its Date header tells it; empty where it has none. */
      readonly date: string;
      /** Header fields that say what to do instead, as they stand there. */
      readonly advice: readonly string[];
      /** How its text is packed, or encoded where it is not in UTF-8; empty where neither. */
      readonly encoding: string;
    }
  | { readonly kind: 'not-sent'; readonly problem: string }
  /** What came back is no answer of HTTP, or more than is taken. */
  | { readonly kind: 'unreadable'; readonly problem: string; readonly raw: string; readonly timedOut?: true }
  | {
      readonly kind: 'unanswered';
      readonly problem: string;
      /** The time for an answer passed; it did not end otherwise. */
      readonly timedOut?: true;
    };

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

/** By which a redirection says where to, an overload until when, and others what they would take. */
const ADVICE = [
  ...['location', 'retry-after', 'allow', 'accept', 'upgrade'],
  ...['www-authenticate', 'proxy-authenticate'],
];

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
  const kept = {
    httpAgent: new PatientAgent({ keepAlive: true, timeout: IDLE_MS }),
    httpsAgent: new https.Agent({ keepAlive: true, timeout: IDLE_MS }),
  };
  const oneByOne = { httpAgent: new http.Agent(), httpsAgent: new https.Agent() };
  for (const { httpAgent, httpsAgent } of [kept, oneByOne]) {
    if (belowTls) watchBelowTls(httpsAgent, belowTls);
    if (onSocket)
      for (const agent of belowTls ? [httpAgent] : [httpAgent, httpsAgent]) watchConnections(agent, onSocket);
  }
  // Without the defaults of axios, of which each message would pay for the merging.
  const client = new Axios({});

  /** Peers, by host and port, that ended a kept connection under a request. */
  const endsConnections = new Set<string>();

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
      const stopTimer = whenPassed(deadlineIn(requestTimeoutMs), stop);
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      const progress: Progress = { bytes: 0 };
      const request = () => {
        const agents = endsConnections.has(url.host) ? oneByOne : kept;
        const own = Object.assign({}, ACCEPTED, credentials.headersFor(url));
        const told = Object.assign(own, headers, { 'content-type': 'application/json' });
        return client.request<Buffer>({
          method: 'post',
          url: url.href,
          data: Buffer.from(body),
          signal: limit.signal,
          adapter: leanAdapter({ url, headers: told, ...agents, maxContentLength: maxBodyBytes, progress }),
        });
      };
      try {
        const answer = await request().catch((error: unknown) => {
          if (limit.signal.aborted || !diedUnread(error)) throw error;
          endsConnections.add(url.host);
          return request();
        });
        const { status, data, headers: answered } = answer;
        const header = (name: string): string => credentials.hide(String(answered[name] ?? ''));
        const message = {
          contentType: header('content-type'),
          text: credentials.hide(data.toString('utf8').replace(/^\uFEFF/, '')),
          date: header('date'),
          advice: ADVICE.flatMap((name) => (header(name) === '' ? [] : [`${name}: ${header(name)}`])),
          encoding: encodingOf(data, header('content-encoding')),
        };
        return { kind: 'answered', status, ...message };
      } catch (error) {
        if (signal.aborted) return { kind: 'unanswered', problem: 'given up: the run no longer waits for it' };
        const within = `within ${requestTimeoutMs} ms`;
        if (limit.signal.aborted && progress.declared !== undefined)
          return {
            kind: 'unreadable',
            problem: `it did not end ${within}: ${missingIn(progress)}`,
            raw: '',
            timedOut: true,
          };
        if (limit.signal.aborted)
          return { kind: 'unanswered', problem: `no answer ${within}${interimIn(progress)}`, timedOut: true };
        const unread = unreadable(error, progress, maxBodyBytes);
        if (unread)
          return { kind: 'unreadable', problem: credentials.hide(unread.problem), raw: credentials.hide(unread.raw) };
        return { kind: 'unanswered', problem: credentials.hide(inWords(error, url)) };
      } finally {
        stopTimer();
        signal.removeEventListener('abort', stop);
      }
    },
    close() {
      for (const agent of [...Object.values(kept), ...Object.values(oneByOne)]) agent.destroy();
    },
  };
}

/** A connection that had served a request before ended without a byte of an answer to this one. */
function diedUnread(error: unknown): boolean {
  if (!(error instanceof AxiosError) || error.response !== undefined) return false;
  const { request, code } = error as { readonly request?: Partial<http.ClientRequest>; readonly code?: string };
  return request?.reusedSocket === true && (code === 'ECONNRESET' || code === 'EPIPE');
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

function encodingOf(bytes: Buffer, packing: string): string {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return `text in ${wide}`;
  return /^(identity)?$/i.test(packing) ? '' : `content-encoding: ${packing}`;
}

const interimIn = ({ interim }: Progress): string =>
  interim === undefined ? '' : `, only ${interim}, which is not the last one`;

const missingIn = ({ declared, bytes }: Progress): string =>
  declared === ''
    ? `expected a Content-Length, a last chunk or the end of the connection, found ${bytes} bytes`
    : `expected the ${declared ?? ''} bytes of its Content-Length, found ${bytes}`;

/** Undefined for what says nothing of an answer. */
function unreadable(
  error: unknown,
  progress: Progress,
  maxBodyBytes: number,
): { readonly problem: string; readonly raw: string } | undefined {
  if (!(error instanceof AxiosError)) return undefined;
  const { code = '', message } = error;
  if (message.includes('maxContentLength')) return { problem: `it is larger than ${maxBodyBytes} bytes`, raw: '' };
  if (code === AxiosError.ERR_BAD_RESPONSE) return { problem: `it broke off: ${missingIn(progress)}`, raw: '' };
  // What Node's parser of HTTP cannot read comes with the bytes.
  if (!code.startsWith('HPE_')) return undefined;
  const { rawPacket } = Object(error.cause ?? error) as { readonly rawPacket?: Buffer };
  const other = rawPacket && otherProtocol(rawPacket);
  const problem = `it is no HTTP${other === undefined ? `: ${message.replace(/^Parse Error: /, '')}` : ` but ${other}`}`;
  return { problem, raw: rawPacket?.toString('latin1', 0, KEPT) ?? '' };
}

/** So much of an answer that cannot be read is kept as evidence. */
const KEPT = 16_384;

function inWords(error: unknown, url: URL): string {
  const { code, message } = error instanceof AxiosError ? error : { code: undefined, message: String(error) };
  if (code === 'ECONNREFUSED') return `nothing listens at ${url.host}`;
  if (code === 'ENOTFOUND') return `the host ${url.hostname} is not known`;
  if (code === 'ECONNRESET') return `${url.host} closed the connection without an answer`;
  return code === undefined ? message : `${code}: ${message}`;
}
