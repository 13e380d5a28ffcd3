// One request and its final response, by SIP or by HTTP: the request is made first, with all that its transaction adds, and
// leaves later. Unaware of what the response means.

import type { Again, OutboundMessage } from '../../../ports/adapter';
import type { PartyName } from '../../../procedure/roles';
import type { SchemaError } from '../../../procedure/schema-error';
import type { FlowContext } from '../flows/context';
import { decodeHttpRequest } from '../flows/decode/decode-http';
import { decodeRequest } from '../flows/decode/decode-request';
import type { DecodedRequest } from '../flows/decode/decoded';
import type { HttpDraft, RequestDraft } from '../flows/encode/draft';
import type { OutgoingRequest } from '../stack/endpoint/sender';
import { EndlessAnswer, SipFailure } from '../stack/failure';
import { headerOf, headersOf, withHeaderOnTop, type SipRequest, type SipResponse } from '../stack/message/message';
import { serialise } from '../stack/message/serialise';
import { callIdOf } from '../stack/message/typed';
import { DEFAULT_TIMERS, transactionTimeout } from '../stack/transactions/timers';
import type { Hop } from '../stack/place';
import { writeAddress } from '../address';
import { byProxy } from './by-proxy';
import { assembled, BOUNDARY, inDialog, isSip, type Translated } from './drafts';
import { headersNamed } from './header-list';
import { readerOf } from './meaning';
import type { OpenRequest, OpenRequests } from './taking/open-requests';
import { MESSAGE_ID, type Origin, type Shared } from './shared';
import type { Station } from './station';
import { faultsOfResponse } from './taking/faults-of-bytes';
import { originKey } from './taking/take-request';
import { prepareXcap } from './xcap/xcap-client';

export type Got =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly warnings: readonly string[];
      /** Header fields that say what to do instead, as they stand there. */
      readonly advice?: readonly string[];
      /** Values of the headers by which it asks for credentials. */
      readonly challenges: readonly string[];
      readonly raw: () => string;
      readonly body: Buffer;
      readonly messageId: string | undefined;
      readonly wire: Readonly<Record<string, string>>;
      /** What of it is not valid SIP. */
      readonly faults?: readonly SchemaError[];
    }
  | {
      readonly kind: 'failed';
      readonly detail: string;
      readonly timedOut?: true;
      /** An answer came that was none, and the party was told so. */
      readonly told?: true;
      /** Bytes of an answer that came and could not be read. */
      readonly unread?: Buffer;
    };

export interface Exchange {
  readonly bytes: Buffer;
  readonly transport: string;
  /** In what it is spelt otherwise than usual. */
  readonly spelt?: readonly string[];
  /** The Call-ID of a SUBSCRIBE. */
  readonly subscribes?: string;
  /** As whoever takes it reads it. */
  decoded(message: OutboundMessage, context: FlowContext, shared: Shared): DecodedRequest;
  transact(origin: Origin, signal: AbortSignal, onAgain?: (again: Again) => void): Promise<Got>;
}

/**
 * @param at which of the requests of the message it is
 * @returns undefined where the party leaves it unsent
 */
export async function prepareExchange(
  draft: RequestDraft | HttpDraft,
  at: number,
  message: OutboundMessage,
  by: Station,
  to: Translated['to'],
  shared: Shared,
): Promise<Exchange | undefined> {
  if (!isSip(draft)) return httpExchange(draft, message, shared);
  const { messageId, address } = message;
  const token = by.newToken();
  const alteration = shared.options.alterationOf?.(by.party);
  const within = inDialog(draft, at, message, by);
  const spelt = within ? undefined : shared.spelling?.spell(draft, BOUNDARY);
  const labels = { callId: token, fromTag: token };
  const plain =
    within ?? (spelt ? spelt.headers(assembled(spelt.draft, labels, spelt.boundary)) : assembled(draft, labels));
  if (alteration?.withholds?.(plain)) return undefined;
  const named = withHeaderOnTop(alteration?.request?.(plain) ?? plain, MESSAGE_ID, messageId);
  if (!('hop' in to)) return impossible(named, `expected ${to.expected} as address, found ${address}`);
  const proxy = shared.options.proxyOf?.(by.party);
  const way = byWayOf(by.party, proxy);
  const request = byProxy(named, proxy);
  try {
    const prepared = await by.endpoint.prepare(request, {
      to: proxy ?? to.hop,
      ...(by.digest && { digest: by.digest }),
      ...(within && { renumber: (again) => by.subscriptions.renumber(again) }),
    });
    const open: Sending['open'] = {
      add: (sent) => by.openRequests.add(sent, prepared.hop, message),
      remove: (sent) => by.openRequests.remove(sent),
    };
    return sipExchange(prepared, shared, { spelt: spelt?.ways, way, open });
  } catch (error) {
    if (error instanceof SipFailure) return impossible(request, way(error.message));
    throw error;
  }
}

/** What failed, with the proxy that it failed at or behind: who is asked may well be there. */
const byWayOf =
  (party: PartyName, proxy: Hop | undefined) =>
  (what: string): string =>
    proxy ? `by way of the proxy ${writeAddress(proxy)} (sip.proxies.${party}): ${what}` : what;

interface Sending {
  readonly spelt: readonly string[] | undefined;
  readonly way: (what: string) => string;
  readonly open: {
    readonly add: (request: SipRequest) => OpenRequest;
    readonly remove: OpenRequests['remove'];
  };
}

function sipExchange(
  { request, bytes, hop, send }: OutgoingRequest,
  shared: Shared,
  { spelt = [], way, open }: Sending,
): Exchange {
  return {
    bytes,
    transport: hop.transport,
    spelt,
    ...(request.start.method === 'SUBSCRIBE' && { subscribes: callIdOf(request) }),
    decoded: (message, context) => decodeRequest(request, readerOf(message, context, shared)),
    async transact(origin, signal, onAgain) {
      const keys = [originKey(request)];
      let waiting = open.add(request);
      shared.underWay.set(originKey(request), origin);
      try {
        const response = await send({
          signal,
          onAgain(again) {
            open.remove(waiting);
            waiting = open.add(again.request);
            keys.push(originKey(again.request));
            shared.underWay.set(originKey(again.request), origin);
            onAgain?.({ raw: again.bytes.toString('utf8'), challenge: serialise(again.challenge).toString('utf8') });
          },
        });
        return answeredBy(response, hop);
      } catch (error) {
        if (!(error instanceof SipFailure)) throw error;
        if (waiting.unread !== undefined) return { kind: 'failed', detail: waiting.unread, told: true };
        const unread = error instanceof EndlessAnswer ? { unread: error.bytes } : {};
        const timedOut = error.code === 'timeout' ? { timedOut: true as const } : {};
        return { kind: 'failed', detail: way(error.message), ...timedOut, ...unread };
      } finally {
        open.remove(waiting);
        for (const key of keys) shared.underWay.delete(key);
      }
    },
  };
}

/** By which a redirection says where to, an overload until when, and a refusal why (RFC 3261 8.1.3.4, 20.33, RFC 3326). */
const ADVICE = ['Contact', 'Retry-After', 'Reason'];

function answeredBy(response: SipResponse, { transport }: Hop): Got {
  const { status, reason } = response.start;
  const advice = ADVICE.flatMap((name) => headersOf(response, name).map((value) => `${name}: ${value}`));
  const warnings = headersOf(response, 'Warning');
  const why = [...warnings.map((value) => `Warning: ${value}`), ...advice];
  return {
    kind: 'answered',
    status,
    warnings,
    advice,
    challenges: [...headersOf(response, 'WWW-Authenticate'), ...headersOf(response, 'Proxy-Authenticate')],
    raw: () => serialise(response).toString('utf8'),
    body: response.body,
    messageId: headerOf(response, MESSAGE_ID),
    // What stands for a flow of the procedure is told by its flow: what else it says is read here.
    wire: {
      status: `${status} ${reason}`,
      transport,
      ...(status >= 300 && why.length > 0 && { advice: why.join(', ') }),
    },
    faults: faultsOfResponse(response),
  };
}

/** What it would have been, without the Via of a transaction that it never gets. */
const impossible = (request: SipRequest, detail: string): Exchange => ({
  bytes: serialise(request),
  transport: 'none',
  decoded: (message, context, shared) => decodeRequest(request, readerOf(message, context, shared)),
  transact: () => Promise.resolve({ kind: 'failed', detail }),
});

/** Where a redirection points to, and an overload until when; no redirection is followed. */
const HTTP_ADVICE = ['location', 'retry-after'] as const;

function httpExchange(draft: HttpDraft, { messageId }: OutboundMessage, shared: Shared): Exchange {
  const { allow, timers, onSocket } = shared.options;
  const withinMs = transactionTimeout({ ...DEFAULT_TIMERS, ...timers });
  const { bytes, send } = prepareXcap(draft, { [MESSAGE_ID]: messageId }, { allow, withinMs, onSocket });
  return {
    bytes,
    transport: 'HTTP',
    decoded: (message, context) =>
      decodeHttpRequest(
        {
          method: draft.method,
          target: draft.url,
          sender: headersNamed(draft.headers, 'X-3GPP-Asserted-Identity')[0],
          body: draft.part?.body ?? Buffer.alloc(0),
        },
        readerOf(message, context, shared),
      ),
    async transact(origin, signal) {
      shared.underWay.set(messageId, origin);
      const answer = await send(signal);
      shared.underWay.delete(messageId);
      if (typeof answer === 'string') return { kind: 'failed', detail: answer };
      const { status, head, headers, body } = answer;
      const id = headers[MESSAGE_ID.toLowerCase()];
      return {
        kind: 'answered',
        status,
        warnings: [],
        advice: HTTP_ADVICE.flatMap((name) => (headers[name] === undefined ? [] : [`${name}: ${headers[name]}`])),
        challenges: [],
        raw: () => head + body.toString('utf8'),
        body,
        messageId: typeof id === 'string' ? id : undefined,
        wire: { status: String(status), transport: 'HTTP' },
      };
    },
  };
}
