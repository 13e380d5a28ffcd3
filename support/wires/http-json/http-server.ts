// An HTTP server of JSON routes: it finds the route, reads the body within limits and answers. What is no such request gets
// the right refusal and is reported. Unaware of what the routes are for.

import type http from 'node:http';
import os from 'node:os';
import type { ListenOptions, Listener, MalformedMessage } from '../../ports/adapter';
import type { OnSocket } from '../../ports/transmission';
import { shortened } from '../../schema/shortened';
import { foreignPage, isOwnName } from '../../verdict/foreign-page';
import { openHttpListener } from './http-listener';
import type { InHand } from './in-hand';
import { readJson, type Unreadable } from './json-body';
import { FLOWS_PATH, refusedAs } from './refused-message';
import { toldHeaders } from './told-headers';
import { problem, tooMuch, type HttpAnswer } from './problem';
import { originForm } from './request-target';

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
  /** It drives a party: only under an address of this machine, or a name that is its own. */
  readonly ownNamesOnly?: true;
  /** Why nothing of a request is to be read just now. */
  isFull?(headers: http.IncomingHttpHeaders): string | undefined;
  handle(request: HttpRequest): HttpAnswer | Promise<HttpAnswer>;
}

export interface ServerLimits {
  readonly maxBodyBytes: number;
  /** Time that a sender has for one whole request. */
  readonly receiveTimeoutMs: number;
  readonly maxConnections: number;
  /** Shared by all servers whose bodies together stay below one limit. */
  readonly inHand?: InHand;
  readonly onSocket?: OnSocket | undefined;
}

type OnMalformed = (message: MalformedMessage) => void;

export function openHttpServer(
  routes: readonly Route[],
  where: ListenOptions,
  limits: ServerLimits,
  onMalformed: OnMalformed,
): Promise<Listener> {
  const within = { ...limits, names: namesOf(where) };
  return openHttpListener(
    {
      receiveTimeoutMs: limits.receiveTimeoutMs,
      maxConnections: limits.maxConnections,
      onSocket: limits.onSocket,
      answer: (request, response) =>
        answerTo(request, routes, within, onMalformed)
          .catch(() => problem(500, 'Internal error', 'the receiver failed on this message'))
          .then((answer) => write(response, answer)),
      onGarbage: (bytes, why, status) => {
        const raw = bytes.toString('latin1');
        const malformed = { raw, problem: `no HTTP request: ${why}`, wire: {} };
        // Whoever names a flow knows what is taken here.
        const [target] = /\/flows\/[^\s?]*/.exec(raw) ?? [];
        const refused = target === undefined ? {} : { refused: refusedAs(status, target, raw) };
        onMalformed({ ...malformed, ...refused });
      },
    },
    where,
  );
}

const namesOf = ({ host, advertise = host }: ListenOptions): readonly string[] => [host, advertise, os.hostname()];

async function answerTo(
  request: http.IncomingMessage,
  routes: readonly Route[],
  limits: ServerLimits & { readonly names: readonly string[] },
  onMalformed: OnMalformed,
): Promise<HttpAnswer> {
  const { method = '', headers, socket } = request;
  const [path = ''] = originForm(request.url ?? '').split('?', 1);
  const from = `${socket.remoteAddress ?? ''}:${String(socket.remotePort ?? '')}`;
  const wire = { method, path, from, headers: toldHeaders(headers) };
  const refused = ({ answer, raw, readable = raw, why }: Unreadable): HttpAnswer => {
    // Whoever only looks around here is not heard to have sent a message.
    const isMessage = method === 'POST' || path.startsWith(FLOWS_PATH);
    onMalformed({ raw, problem: why, wire, ...(isMessage && { refused: refusedAs(answer.status, path, readable) }) });
    return answer;
  };

  const page = foreignPage(headers, limits.names);
  if (page !== undefined) return refusedPage(page, onMalformed, wire);
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
  if (route.ownNamesOnly && !isOwnName(headers.host, limits.names))
    return problem(421, 'Misdirected request', `expected an address of this machine, found ${shortened(headers.host)}`);
  const full = route.isFull?.(headers);
  if (full !== undefined) return tooMuch(full);
  if (route.method === 'GET') return route.handle({ path, headers, text: '', json: undefined, wire });
  const body = await readJson(request, route.maxBodyBytes ?? limits.maxBodyBytes, limits.inHand);
  return 'why' in body ? refused(body) : route.handle({ path, headers, ...body, wire });
}

/** Nobody is charged with it: no product is a page. */
function refusedPage(page: string, onMalformed: OnMalformed, wire: MalformedMessage['wire']): HttpAnswer {
  const why = `it comes from ${page}, and nothing is taken from pages`;
  onMalformed({ raw: '', problem: why, wire });
  return problem(403, 'Forbidden', why);
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
