// Listens for HTTP and stays up whatever is sent to it: what is no request is refused and reported, and closing ends every
// connection. Unaware of what is answered.

import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Listener, ListenOptions } from '../../../ports/adapter';
import type { OnSocket } from '../../../ports/transmission';
import { MOST_HEAD_BYTES } from '../../../ports/wire-limits';
import { problem } from './problem';

export interface HttpListenerOptions {
  /** Never rejects. */
  readonly answer: (request: http.IncomingMessage, response: http.ServerResponse) => Promise<void>;
  /** Bytes that are no HTTP request, empty where none came. */
  readonly onGarbage: (raw: Buffer, why: string, status: number) => void;
  /** Time that a sender has for one whole request. */
  readonly receiveTimeoutMs: number;
  /** More are closed at once. */
  readonly maxConnections: number;
  readonly onSocket?: OnSocket | undefined;
}

const KEEP_ALIVE_MS = 60_000;

export async function openHttpListener(
  { answer, onGarbage, receiveTimeoutMs, maxConnections, onSocket }: HttpListenerOptions,
  { host, port }: ListenOptions,
): Promise<Listener> {
  const server = http.createServer({
    requestTimeout: receiveTimeoutMs,
    headersTimeout: receiveTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: Math.max(10, Math.min(1000, receiveTimeoutMs / 4)),
    // Node would refuse without a word to anybody but the client.
    requireHostHeader: false,
    maxHeaderSize: MOST_HEAD_BYTES,
  });
  server.maxConnections = maxConnections;
  if (onSocket) server.on('connection', onSocket);
  const inHand = new WeakMap<Duplex, InHand>();
  const take = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    const { socket } = request;
    const answered = answer(request, response).finally(() => inHand.delete(socket));
    inHand.set(socket, { request, answered });
  };
  server.on('request', take);
  // An expectation other than 100-continue.
  server.on('checkExpectation', take);
  server.on('connect', ({ method, url, httpVersion }, socket) => {
    const line = Buffer.from(`${method ?? ''} ${url ?? ''} HTTP/${httpVersion}`, 'latin1');
    onGarbage(line, 'CONNECT is for a proxy', 405);
    refuse(socket, 405);
  });
  server.on('clientError', (error: ClientError, socket) => {
    const status = STATUSES.get(error.code) ?? 400;
    const begun = inHand.get(socket);
    const report = (): void => {
      if (error.rawPacket !== undefined || error.code !== 'ECONNRESET')
        onGarbage(error.rawPacket ?? Buffer.alloc(0), error.message, status);
    };
    // What had come whole gets its own answer before what follows it is refused.
    if (begun?.request.complete) {
      void begun.answered.then(() => {
        report();
        refuse(socket, status);
      });
      return;
    }
    // A request that had begun reports itself when its body breaks off.
    if (begun === undefined) report();
    refuse(socket, status);
  });
  await listening(server, host, port);
  return { address: addressOf(server, host), close: () => close(server) };
}

interface InHand {
  readonly request: http.IncomingMessage;
  readonly answered: Promise<void>;
}

interface ClientError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
}

const STATUSES: ReadonlyMap<string | undefined, number> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_HEADER_OVERFLOW', 431],
]);

/** Below HTTP there is no response object: the refusal is written by hand. */
function refuse(socket: Duplex, status: number): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
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
