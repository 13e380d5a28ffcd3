// Carries an exchange of axios by Node's own client and nothing beside it: the adapter that axios brings serves redirects, proxies,
// progress and packing, none of which is wanted here, and takes twice the processor time. Unaware of what is sent.

import http from 'node:http';
import https from 'node:https';
import { AxiosError, AxiosHeaders, CanceledError, VERSION } from './axios-alone';
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { MOST_HEAD_BYTES } from '../../../ports/wire-limits';

/** What axios is not told, since it copies what it is told and makes one spelling of the names of headers. */
export interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly httpAgent: http.Agent;
  readonly httpsAgent?: https.Agent;
  /** Bytes of an answer. */
  readonly maxContentLength: number;
  /** Where to tell how far the answer has come. */
  readonly progress: Progress;
}

/** How far an answer has come. */
export interface Progress {
  /** The last of those that are not the last one (1xx). */
  interim?: number;
  /** What its Content-Length says; empty where it has none. */
  declared?: string;
  /** Of its body. */
  bytes: number;
}

/** For one exchange. Of the configuration of axios it heeds the method, the bytes and the signal. */
export const leanAdapter =
  ({ url, headers, httpAgent, httpsAgent, maxContentLength, progress }: Exchange): AxiosAdapter =>
  (config: InternalAxiosRequestConfig<Buffer>) =>
    new Promise((resolve, reject) => {
      const { method, data: bytes = Buffer.alloc(0), signal } = config;
      const [{ request: begin }, agent] = url.protocol === 'https:' ? [https, httpsAgent] : [http, httpAgent];
      const request = begin(url, {
        method: method?.toUpperCase(),
        agent,
        maxHeaderSize: MOST_HEAD_BYTES,
        headers: { 'User-Agent': `axios/${VERSION}`, ...headers, 'Content-Length': bytes.length },
      });
      const fail = (error: AxiosError): void => {
        signal?.removeEventListener?.('abort', stop);
        reject(error);
        request.destroy();
      };
      const stop = (): void => fail(new CanceledError(undefined, config, request));
      signal?.addEventListener?.('abort', stop);
      const headOf = (answer: http.IncomingMessage): AxiosResponse<Buffer> => {
        const { statusCode: status = 0, statusMessage: statusText = '' } = answer;
        const answered = new AxiosHeaders(answer.headers as Record<string, string>); // of Set-Cookie, a list, nothing is asked
        return { data: Buffer.alloc(0), status, statusText, headers: answered, config, request };
      };
      let isComplete = (): boolean => false;
      // What comes after the first changes nothing, and is not to end the process; nor does what stands behind a whole answer.
      request.on('error', (error) => isComplete() || fail(AxiosError.from(error, undefined, config, request)));
      request.on('information', ({ statusCode }) => void (progress.interim = statusCode));
      request.on('continue', () => void (progress.interim = 100));
      // 101, though nothing asked for another protocol.
      request.once('upgrade', (answer, socket) => {
        socket.destroy();
        signal?.removeEventListener?.('abort', stop);
        resolve(headOf(answer));
      });
      request.once('response', (answer) => {
        const response = headOf(answer);
        isComplete = () => answer.complete;
        const broken = (why: string): void =>
          fail(new AxiosError(why, AxiosError.ERR_BAD_RESPONSE, config, request, response));
        const chunks: Buffer[] = [];
        progress.declared = answer.headers['content-length'] ?? '';
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          progress.bytes += chunk.length;
          if (progress.bytes > maxContentLength) broken(`maxContentLength size of ${maxContentLength} exceeded`);
        });
        answer.on('error', () => broken('stream has been aborted'));
        answer.once('end', () => {
          signal?.removeEventListener?.('abort', stop);
          resolve({ ...response, data: Buffer.concat(chunks) });
        });
      });
      request.end(bytes);
    });
