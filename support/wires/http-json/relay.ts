// Takes HTTP requests at one address and passes each on to another, bytes and headers unchanged, and the answer back. What
// it cannot pass on is answered 503, never left waiting. Unaware of what the requests say.

import http from 'node:http';
import net from 'node:net';
import { pipeline } from 'node:stream';
import type { Listener, ListenOptions } from '../../ports/adapter';
import { openHttpListener } from './server/http-listener';
import { problem } from './server/problem';
import { collectBody, type CollectedBody } from './server/request-body';
import { originForm } from './server/request-target';

export interface RelayOptions {
  /** The base URL of whoever takes this request, by the text of its body. */
  readonly destinationOf: (text: string) => string | undefined;
  readonly maxBodyBytes: number;
  /** Time that a sender has for one whole request. */
  readonly receiveTimeoutMs: number;
  readonly maxConnections: number;
  /** Longest wait for the answer. */
  readonly answerTimeoutMs: number;
}

/** What belongs to one connection and not to the message that it carries. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'host']);
/** Shorter than the idle time after which the receivers hang up. */
const IDLE_MS = 2000;

export async function openRelay(options: RelayOptions, where: ListenOptions): Promise<Listener> {
  const agent = new http.Agent({ keepAlive: true, timeout: IDLE_MS });
  const listener = await openHttpListener(
    {
      receiveTimeoutMs: options.receiveTimeoutMs,
      maxConnections: options.maxConnections,
      answer: (request, response) => relay(request, response, options, agent),
      onGarbage: (raw) => passGarbageOn(raw, options),
    },
    where,
  );
  return {
    address: listener.address,
    async close() {
      await listener.close();
      agent.destroy();
    },
  };
}

async function relay(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  { destinationOf, maxBodyBytes, answerTimeoutMs }: RelayOptions,
  agent: http.Agent,
): Promise<void> {
  const body = await collectBody(request, maxBodyBytes);
  const destination = destinationOf(body.bytes.toString('utf8'));
  if (destination === undefined) {
    refuse(response, 'nobody takes this message');
    return;
  }
  const onward = http.request(`${destination}${originForm(request.url ?? '/')}`, {
    method: request.method ?? 'GET',
    headers: [...lasting(request.rawHeaders), ...toHost(request, destination), ...framing(request)],
    setHost: false,
    agent,
    timeout: answerTimeoutMs,
  });
  response.once('close', () => {
    if (!response.writableFinished) onward.destroy();
  });
  await new Promise<void>((resolve) => {
    onward.once('timeout', () => onward.destroy(new Error(`no answer within ${answerTimeoutMs} ms`)));
    onward.once('error', (error) => {
      refuse(response, `whoever takes this message cannot be reached: ${error.message}`);
      resolve();
    });
    onward.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, lasting(answer.rawHeaders));
      pipeline(answer, response, () => {
        if (!onward.writableFinished) onward.destroy();
        resolve();
      });
    });
    send(body, request, onward);
  });
}

/** A body that was cut off stays so, for the receiver to say what it thinks of it. */
function send({ bytes, end }: CollectedBody, request: http.IncomingMessage, onward: http.ClientRequest): void {
  const declared = request.headers['content-length'] !== undefined;
  if (end === 'whole' || (end === 'too large' && !declared)) onward.end(bytes);
  else onward.write(bytes, () => end === 'broken off' && onward.destroy());
}

/** Who left it out is refused by the receiver. */
const toHost = ({ headers }: http.IncomingMessage, destination: string): readonly string[] =>
  headers.host === undefined ? [] : ['host', new URL(destination).host];

function framing({ headers }: http.IncomingMessage): readonly string[] {
  return headers['transfer-encoding'] === undefined ? [] : ['transfer-encoding', 'chunked'];
}

/** An expectation that nobody can meet is for the receiver to refuse. */
const isOfTheConnection = (name: string, value: string): boolean =>
  OF_THE_CONNECTION.has(name.toLowerCase()) ||
  (name.toLowerCase() === 'expect' && value.toLowerCase() === '100-continue');

function lasting(rawHeaders: readonly string[]): string[] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && !isOfTheConnection(name, rawHeaders[index + 1] ?? '') ? [name, rawHeaders[index + 1] ?? ''] : [],
  );
}

function refuse(response: http.ServerResponse, why: string): void {
  if (response.destroyed) return;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, body, contentType = '' } = problem(503, 'Service unavailable', why);
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }).end(text);
}

/** The sender has been refused; the receiver is given the same bytes, so that it can record them. */
function passGarbageOn(raw: Buffer, { destinationOf }: RelayOptions): void {
  const destination = destinationOf(raw.toString('latin1'));
  if (destination === undefined) return;
  const { hostname, port } = new URL(destination);
  const socket = net.connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
  socket.once('error', () => socket.destroy());
  socket.end(raw);
  socket.resume();
}
