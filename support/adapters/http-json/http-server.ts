// An HTTP server that stays up whatever is sent to it: it finds the route, reads a JSON body within limits and answers.
// Bytes that are no such request get the right refusal and are reported. Unaware of what the routes are for.

import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { ListenOptions, Listener, MalformedMessage } from '../../ports/adapter';
import { readJson, type Unreadable } from './json-body';
import { problem, type HttpAnswer } from './problem';

export interface HttpRequest {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  /** The body: its text, and what it says. Absent for a GET. */
  readonly text: string;
  readonly json: unknown;
  readonly wire: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** How the path is written for people, e.g. /flows/{flow}. */
  readonly path: string;
  matches(path: string): boolean;
  /** Where it differs from the server's. */
  readonly maxBodyBytes?: number;
  handle(request: HttpRequest): HttpAnswer | Promise<HttpAnswer>;
}

export interface ServerLimits {
  readonly maxBodyBytes: number;
  /** Time that a sender has for one whole request. */
  readonly receiveTimeoutMs: number;
}

type OnMalformed = (message: MalformedMessage) => void;

const KEEP_ALIVE_MS = 60_000;

export async function openHttpServer(
  routes: readonly Route[],
  { host, port }: ListenOptions,
  limits: ServerLimits,
  onMalformed: OnMalformed,
): Promise<Listener> {
  const { receiveTimeoutMs } = limits;
  const server = http.createServer({
    requestTimeout: receiveTimeoutMs,
    headersTimeout: receiveTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: Math.max(10, Math.min(1000, receiveTimeoutMs / 4)),
  });
  const reading = new WeakSet<Duplex>();
  server.on('request', (request, response) => {
    reading.add(request.socket);
    void answerTo(request, routes, limits, onMalformed)
      .catch(() => problem(500, 'Internal error', 'the receiver failed on this message'))
      .then((answer) => write(response, answer))
      .finally(() => reading.delete(request.socket));
  });
  server.on('clientError', (error: ClientError, socket) => {
    // A request that had begun reports itself when its body breaks off.
    if (!reading.has(socket) && (error.rawPacket !== undefined || error.code !== 'ECONNRESET'))
      onMalformed({
        raw: error.rawPacket?.toString('latin1') ?? '',
        problem: `no HTTP request: ${error.message}`,
        wire: {},
      });
    refuse(socket, error.code);
  });
  await listening(server, host, port);
  return { address: addressOf(server, host), close: () => close(server) };
}

interface ClientError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
}

async function answerTo(
  request: http.IncomingMessage,
  routes: readonly Route[],
  limits: ServerLimits,
  onMalformed: OnMalformed,
): Promise<HttpAnswer> {
  const { method = '', headers, socket } = request;
  const [path = ''] = (request.url ?? '').split('?', 1);
  const wire = { method, path, from: `${socket.remoteAddress ?? ''}:${String(socket.remotePort ?? '')}` };
  const refused = ({ answer, raw, why }: Unreadable): HttpAnswer => {
    onMalformed({ raw, problem: why, wire });
    return answer;
  };

  const candidates = routes.filter((route) => route.matches(path));
  if (candidates.length === 0) {
    const known = `known: ${routes.map((route) => `${route.method} ${route.path}`).join(', ')}`;
    return refused({ answer: problem(404, 'Unknown path', known), raw: '', why: `${method} ${path}: unknown path` });
  }
  const route = candidates.find((candidate) => candidate.method === method);
  if (!route) {
    const allow = candidates.map((candidate) => candidate.method).join(', ');
    const answer = { ...problem(405, 'Method not allowed', `use ${allow}`), headers: { allow } };
    return refused({ answer, raw: '', why: `${method} ${path}: only ${allow} is answered` });
  }
  if (route.method === 'GET') return route.handle({ path, headers, text: '', json: undefined, wire });
  const body = await readJson(request, route.maxBodyBytes ?? limits.maxBodyBytes);
  return 'why' in body ? refused(body) : route.handle({ path, headers, ...body, wire });
}

function write(response: http.ServerResponse, { status, body, contentType, headers }: HttpAnswer): void {
  if (response.destroyed) return;
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = JSON.stringify(body);
  const type = { 'content-type': contentType ?? 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, { ...headers, ...type }).end(text);
}

/** Below HTTP there is no response object: the refusal is written by hand. */
function refuse(socket: Duplex, code: string | undefined): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }[code ?? ''] ?? 400;
  const text = JSON.stringify(problem(status, http.STATUS_CODES[status] ?? '', 'this is no HTTP request').body);
  socket.end(
    `HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}\r\nconnection: close\r\n` +
      `content-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    () => socket.destroy(),
  );
}

const listening = (server: http.Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

function addressOf(server: http.Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const close = (server: http.Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
