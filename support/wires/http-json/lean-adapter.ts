// Carries an exchange of axios by Node's own client and nothing beside it: the adapter that axios brings serves redirects, proxies,
// progress and packing, none of which is wanted here, and takes twice the processor time. Unaware of what is sent.

import http from 'node:http';
import https from 'node:https';
import { AxiosError, AxiosHeaders, CanceledError, VERSION } from 'axios';
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios';

const BYTE_ORDER_MARK = '\uFEFF';

interface Exchange extends InternalAxiosRequestConfig<Buffer> {
  readonly httpAgent?: http.Agent;
  readonly httpsAgent?: https.Agent;
}

/** Of a configuration it heeds the address, the method, the headers, the bytes, the agents, the signal and the size of an answer. */
export const leanAdapter: AxiosAdapter = (config) =>
  new Promise((resolve, reject) => {
    const exchange: Exchange = config;
    const { url = '', method, headers, data: bytes = Buffer.alloc(0), signal, maxContentLength = Infinity } = exchange;
    const [{ request: begin }, agent] = url.startsWith('https:')
      ? [https, exchange.httpsAgent]
      : [http, exchange.httpAgent];
    const request = begin(url, {
      method: method?.toUpperCase(),
      agent,
      headers: { 'User-Agent': `axios/${VERSION}`, ...headers.toJSON(), 'Content-Length': bytes.length },
    });
    const fail = (error: AxiosError): void => {
      signal?.removeEventListener?.('abort', stop);
      reject(error);
      request.destroy();
    };
    const stop = (): void => fail(new CanceledError(undefined, config, request));
    signal?.addEventListener?.('abort', stop);
    // What comes after the first changes nothing, and is not to end the process.
    request.on('error', (error) => fail(AxiosError.from(error, undefined, config, request)));
    request.once('response', (answer) => {
      const { statusCode: status = 0, statusMessage: statusText = '' } = answer;
      const answered = new AxiosHeaders(answer.headers as Record<string, string>); // of Set-Cookie, a list, nothing is asked
      const response: AxiosResponse<string> = { data: '', status, statusText, headers: answered, config, request };
      const broken = (why: string): void =>
        fail(new AxiosError(why, AxiosError.ERR_BAD_RESPONSE, config, request, response));
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > maxContentLength) broken(`maxContentLength size of ${maxContentLength} exceeded`);
      });
      answer.on('error', () => broken('stream has been aborted'));
      answer.once('end', () => {
        signal?.removeEventListener?.('abort', stop);
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ ...response, data: text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text });
      });
    });
    request.end(bytes);
  });
