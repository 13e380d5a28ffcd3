// Sends one HTTP request of XCAP and waits for its answer, within a time and a size. What goes wrong is an outcome and never
// an exception. Unaware of documents.

import http from 'node:http';
import type { HttpDraft } from '../../flows/encode/draft';
import { withoutBrackets } from '../../stack/place';
import type { OnSocket } from '../../../../ports/transmission';

export interface XcapAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface XcapClientOptions {
  readonly allow: (host: string, port: number) => boolean;
  readonly withinMs: number;
  readonly onSocket: OnSocket | undefined;
}

const MOST_BYTES = 2_097_152;

/** @returns the answer, or why there is none */
export function xcapExchange(
  { method, url: address, headers, part }: HttpDraft,
  more: Readonly<Record<string, string>>,
  { allow, withinMs, onSocket }: XcapClientOptions,
  signal: AbortSignal,
): Promise<XcapAnswer | string> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:') return Promise.resolve(`${address} is no address of a document`);
  if (!allow(withoutBrackets(url.hostname), Number(url.port || 80)))
    return Promise.resolve(`sending to ${url.host} is not allowed; the target file's "allow" names what is`);
  const body = part?.body ?? Buffer.alloc(0);
  return new Promise((resolve) => {
    const request = http.request(url, {
      method,
      agent: false,
      headers: {
        ...Object.fromEntries([...headers, ...(part?.headers ?? [])].map(({ name, value }) => [name, value])),
        ...(body.length > 0 && { 'content-length': body.length }),
        ...more,
      },
    });
    if (onSocket) request.once('socket', onSocket);
    const limit = setTimeout(() => end(`${url.host} did not answer within ${withinMs} ms`), withinMs);
    const stop = (): void => end('given up: the run no longer waits for it');
    const end = (found: XcapAnswer | string): void => {
      clearTimeout(limit);
      signal.removeEventListener('abort', stop);
      resolve(found);
      request.destroy();
    };
    signal.addEventListener('abort', stop, { once: true });
    request.once('error', (error) => end(`${url.host} cannot be reached: ${error.message}`));
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > MOST_BYTES) end(`the answer of ${url.host} is larger than ${MOST_BYTES} bytes`);
      });
      response.once('error', (error) => end(`${url.host} broke off: ${error.message}`));
      response.once('end', () =>
        end({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.end(body);
  });
}
