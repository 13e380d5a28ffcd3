// An HTTP server of JSON routes: it finds the route, reads the body within limits and answers. What is no such request gets
// the right refusal and is reported. Unaware of what the routes are for.

import type http from 'node:http';
import os from 'node:os';
import type { ListenOptions, Listener, MalformedMessage } from '../../../ports/adapter';
import type { OnSocket } from '../../../ports/transmission';
import type { SchemaError } from '../../../procedure/schema-error';
import { shortened } from '../../../schema/shortened';
import { foreignPage, isOwnName } from '../../../verdict/foreign-page';
import { openHttpListener } from './http-listener';
import type { InHand } from './in-hand';
import { readJson, type Unreadable } from './json-body';
import { collectBody } from './request-body';
import { FLOWS_PATH, refusedAs } from './refused-message';
import { toldHeaders } from './told-headers';
import { problem, tooMuch, type HttpAnswer } from './problem';
import { otherProtocol } from '../other-protocol';
import { pathOf } from './request-target';

export interface HttpRequest {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  /** The body: its text, and what it says. Absent for a GET. */
  readonly text: string;
  readonly json: unknown;
  /** What is wrong with its bytes, though it can be read all the same. */
  readonly faults: readonly SchemaError[];
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
  /** Time that a body may take once its head has come; that of the request where absent. */
  readonly bodyWithinMs?: number;
  /** Shared by all servers whose bodies together stay below one limit. */
  readonly inHand?: InHand;
  readonly onSocket?: OnSocket | undefined;
}

/** Enough of a body to find the names in it, and time enough for it to come. */
const MOST_LOOKED_AT = 16_384;
const LOOKED_AT_MS = 200;

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
        const other = otherProtocol(bytes);
        const problem = `no HTTP request: ${other === undefined ? why : `${other}, where HTTP/1.1 without TLS is spoken to an origin server`}`;
        // Whoever names a flow knows what is taken here, and so does whoever speaks to it in a wrong protocol.
        const [target = other && ''] = /\bflows\/[^\s?]*/.exec(raw) ?? [];
        const refused = target === undefined ? {} : { refused: refusedAs(status, `/${target}`, raw) };
        onMalformed({ raw, problem, wire: {}, ...refused });
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
  const path = pathOf(request.url ?? '');
  const from = `${socket.remoteAddress ?? ''}:${String(socket.remotePort ?? '')}`;
  const wire = { method, path, from, headers: toldHeaders(headers) };
  const refused = ({ answer, raw, readable = raw, why }: Unreadable): HttpAnswer => {
    // Whoever only looks around here is not heard to have sent a message.
    const isMessage = method === 'POST' || path.startsWith(FLOWS_PATH);
    onMalformed({ raw, problem: why, wire, ...(isMessage && { refused: refusedAs(answer.status, path, readable) }) });
    return answer;
  };

  const unfit = unfitHead(request);
  if (unfit !== undefined) return refused({ ...unfit, raw: '', readable: await textOf(request, limits) });
  const page = foreignPage(headers, limits.names);
  if (page !== undefined) return refusedPage(page, await textOf(request, limits), path, onMalformed, wire);
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
  if (route.method === 'GET') return route.handle({ path, headers, text: '', json: undefined, faults: [], wire });
  const { maxBodyBytes = limits.maxBodyBytes } = route;
  const body = await readJson(request, maxBodyBytes, limits.inHand, limits.bodyWithinMs);
  return 'why' in body ? refused(body) : route.handle({ path, headers, ...body, wire });
}

/** What the head of a request must not lack or ask for. */
function unfitHead({ headers, httpVersion }: http.IncomingMessage): Pick<Unreadable, 'answer' | 'why'> | undefined {
  if (headers.host === undefined && httpVersion !== '1.0') {
    const why = 'expected a Host header (RFC 9112 3.2), found none';
    return { answer: problem(400, 'No Host', why), why };
  }
  const { expect } = headers;
  if (expect === undefined || expect.toLowerCase() === '100-continue') return undefined;
  const why = `expected no expectation but 100-continue (RFC 9110 10.1.1), found ${shortened(expect)}`;
  return { answer: problem(417, 'Expectation failed', why), why };
}

/** Of a request that is refused whatever it says, for the names in it. */
async function textOf(request: http.IncomingMessage, limits: ServerLimits): Promise<string> {
  const { bytes } = await collectBody(
    request,
    Math.min(MOST_LOOKED_AT, limits.maxBodyBytes),
    limits.inHand,
    LOOKED_AT_MS,
  );
  return bytes.toString('utf8');
}

/** A page that somebody looks at is no product: only who says in it that it is one is charged with it. */
function refusedPage(
  page: string,
  text: string,
  path: string,
  onMalformed: OnMalformed,
  wire: MalformedMessage['wire'],
): HttpAnswer {
  const why = `it comes from ${page}, and nothing is taken from pages`;
  onMalformed({ raw: text, problem: why, wire, refused: { ...refusedAs(403, path, text), byNameOnly: true } });
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
