// Makes one HTTP request of XCAP, sends it and waits for its answer, within a time and a size. What goes wrong is an outcome and never
// an exception. Unaware of documents.

import http from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { HttpDraft } from '../../flows/encode/draft';
import type { Header } from '../../stack/message/message';
import { withoutBrackets } from '../../stack/place';
import { flatHeaders, headersIn, headText, httpBytes } from './http-text';
import type { OnSocket } from '../../../../ports/transmission';

export interface XcapAnswer {
  readonly status: number;
  /** Status line and headers with the empty line after them, as they came. */
  readonly head: string;
  readonly headers: http.IncomingHttpHeaders;
  /** Without the coding that it came in. */
  readonly body: Buffer;
}

export interface XcapClientOptions {
  readonly allow: (host: string, port: number) => boolean;
  readonly withinMs: number;
  readonly onSocket: OnSocket | undefined;
}

const MOST_BYTES = 2_097_152;

export interface PreparedXcap {
  readonly bytes: Buffer;
  /** Resolves to the answer, or to why there is none. */
  readonly send: (signal: AbortSignal) => Promise<XcapAnswer | string>;
}

export function prepareXcap(
  { method, url: address, headers, part }: HttpDraft,
  more: Readonly<Record<string, string>>,
  { allow, withinMs, onSocket }: XcapClientOptions,
): PreparedXcap {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const body = part?.body ?? Buffer.alloc(0);
  const all: readonly Header[] = [
    { name: 'Host', value: url?.host ?? '' },
    ...headers,
    ...(part?.headers ?? []),
    ...Object.entries(more).map(([name, value]) => ({ name, value })),
    ...(body.length > 0 ? [{ name: 'Content-Length', value: String(body.length) }] : []),
    { name: 'Connection', value: 'close' },
  ];
  const target = url ? `${url.pathname}${url.search}` : address;
  const bytes = httpBytes(`${method} ${target} HTTP/1.1`, all, body);

  function send(signal: AbortSignal): Promise<XcapAnswer | string> {
    if (url?.protocol !== 'http:') return Promise.resolve(`${address} is no address of a document`);
    if (!allow(withoutBrackets(url.hostname), Number(url.port || 80)))
      return Promise.resolve(`sending to ${url.host} is not allowed; the target file's "allow" names what is`);
    return new Promise((resolve) => {
      const request = http.request(url, { method, agent: false, setHost: false, headers: flatHeaders(all) });
      if (onSocket) request.once('socket', onSocket);
      const limit = setTimeout(() => end(`${url.host} did not answer within ${withinMs} ms`), withinMs);
      const stop = (): void => end('given up: the run no longer waits for it');
      const end = (outcome: XcapAnswer | string): void => {
        clearTimeout(limit);
        signal.removeEventListener('abort', stop);
        resolve(outcome);
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
        response.once('end', () => end(answerIn(response, Buffer.concat(chunks))));
      });
      request.end(body);
    });
  }

  return { bytes, send };
}

function answerIn(response: http.IncomingMessage, body: Buffer): XcapAnswer {
  const { statusCode: status = 0, statusMessage = '', httpVersion, headers, rawHeaders } = response;
  return {
    status,
    head: headText(`HTTP/${httpVersion} ${status} ${statusMessage}`, headersIn(rawHeaders)),
    headers,
    body: decoded(headers['content-encoding'], body),
  };
}

/** Whoever names no coding that it accepts may be answered in any (RFC 9110 12.5.3). What cannot be decoded stays as it came. */
function decoded(coding: string | undefined, body: Buffer): Buffer {
  const decode = coding === undefined ? undefined : CODINGS.get(coding.trim().toLowerCase());
  try {
    return decode?.(body, { maxOutputLength: MOST_BYTES }) ?? body;
  } catch {
    return body;
  }
}

const CODINGS = new Map<string, (body: Buffer, limits: { readonly maxOutputLength: number }) => Buffer>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);
