// Serves documents by XCAP: takes whole HTTP requests within limits, and hands up what they ask for. Unaware of documents.

import http from 'node:http';
import os from 'node:os';
import { foreignPage, isOwnName } from '../../../../verdict/foreign-page';
import type { Header } from '../../stack/message/message';
import type { Place } from '../../stack/place';
import { flatHeaders, headersIn, headText, httpBytes } from './http-text';
import type { OnSocket } from '../../../../ports/transmission';

export interface XcapRequest {
  readonly method: string;
  readonly target: string;
  /** Request line and headers with the empty line after them, as they came. */
  readonly head: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  readonly from: string;
}

/** Whole: nothing is added where it is written. */
export interface XcapReply {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

export interface XcapServer {
  readonly port: number;
  close(): Promise<void>;
}

/** @param own what is said beside what every answer says */
export const xcapReply = (status: number, own: readonly Header[], body: Buffer): XcapReply => ({
  status,
  headers: [
    { name: 'Date', value: new Date().toUTCString() },
    ...own,
    { name: 'Content-Length', value: String(body.length) },
    { name: 'Connection', value: 'close' },
  ],
  body,
});

/** As it leaves. */
export const bytesOf = ({ status, headers, body }: XcapReply): Buffer =>
  httpBytes(`HTTP/1.1 ${status} ${reasonOf(status)}`, headers, body);

const reasonOf = (status: number): string => http.STATUS_CODES[status] ?? '';

const MOST_BYTES = 2_097_152;
const MOST_CONNECTIONS = 1000;
const RECEIVE_MS = 10_000;
const NOTHING = Buffer.alloc(0);

export async function openXcapServer(
  { host, port }: Place,
  onRequest: (request: XcapRequest) => Promise<XcapReply>,
  onSocket: OnSocket | undefined,
  maxConnections = MOST_CONNECTIONS,
  names: readonly string[] = [],
): Promise<XcapServer> {
  const server = http.createServer({ requestTimeout: RECEIVE_MS, headersTimeout: RECEIVE_MS });
  server.maxConnections = maxConnections;
  if (onSocket) server.on('connection', onSocket);
  server.on('request', (request, response) => {
    void answer(request, onRequest, [host, os.hostname(), ...names])
      .catch((): XcapReply => xcapReply(500, [], NOTHING))
      .then(({ status, headers, body }) => {
        if (response.destroyed) return;
        response.sendDate = false;
        response.writeHead(status, reasonOf(status), flatHeaders(headers)).end(body);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: http.IncomingMessage,
  onRequest: (request: XcapRequest) => Promise<XcapReply>,
  names: readonly string[],
): Promise<XcapReply> {
  if (foreignPage(request.headers, names) !== undefined) return xcapReply(403, [], NOTHING);
  if (!isOwnName(request.headers.host, names)) return xcapReply(421, [], NOTHING);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return xcapReply(413, [], NOTHING);
    chunks.push(chunk);
  }
  const { method = '', url: target = '', httpVersion, headers, rawHeaders, socket } = request;
  const head = headText(`${method} ${target} HTTP/${httpVersion}`, headersIn(rawHeaders));
  const from = `${socket.remoteAddress ?? ''}:${String(socket.remotePort ?? '')}`;
  return onRequest({ method, target, head, headers, body: Buffer.concat(chunks), from });
}
