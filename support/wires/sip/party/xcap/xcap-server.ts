// Serves documents by XCAP: takes whole HTTP requests within limits, and hands up what they ask for. Unaware of documents.

import http from 'node:http';
import type { Place } from '../../stack/place';
import type { OnSocket } from '../../../../ports/transmission';

export interface XcapRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  readonly from: string;
}

export interface XcapReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface XcapServer {
  readonly port: number;
  close(): Promise<void>;
}

const MOST_BYTES = 2_097_152;
const RECEIVE_MS = 10_000;

export async function openXcapServer(
  { host, port }: Place,
  onRequest: (request: XcapRequest) => Promise<XcapReply>,
  onSocket: OnSocket | undefined,
): Promise<XcapServer> {
  const server = http.createServer({ requestTimeout: RECEIVE_MS, headersTimeout: RECEIVE_MS });
  if (onSocket) server.on('connection', onSocket);
  server.on('request', (request, response) => {
    void answer(request, onRequest)
      .catch((): XcapReply => ({ status: 500, headers: {}, body: Buffer.alloc(0) }))
      .then(({ status, headers, body }) => {
        if (!response.destroyed) response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
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
): Promise<XcapReply> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return { status: 413, headers: { connection: 'close' }, body: Buffer.alloc(0) };
    chunks.push(chunk);
  }
  const { method = '', url: target = '', headers, socket } = request;
  const from = `${socket.remoteAddress ?? ''}:${String(socket.remotePort ?? '')}`;
  return onRequest({ method, target, headers, body: Buffer.concat(chunks), from });
}
