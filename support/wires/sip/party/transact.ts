// One request and its final response, by SIP or by HTTP. Unaware of what the response means.

import type { OutboundMessage } from '../../../ports/adapter';
import type { HttpDraft, RequestDraft } from '../flows/encode/draft';
import { withRoute } from '../stack/endpoint/route';
import { SipFailure } from '../stack/failure';
import { headerOf, headersOf, withHeaderOnTop, type Header, type SipRequest } from '../stack/message/message';
import { serialise } from '../stack/message/serialise';
import { parseUri } from '../stack/message/uri';
import { DEFAULT_TIMERS, transactionTimeout } from '../stack/transactions/timers';
import type { Hop } from '../stack/place';
import { writeAddress } from '../address';
import { assembled } from './drafts';
import { headersNamed } from './header-list';
import { MESSAGE_ID, type Origin, type Shared } from './shared';
import type { Station } from './station';
import { originKey } from './take-request';
import { xcapExchange } from './xcap/xcap-client';

export type Got =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly warnings: readonly string[];
      readonly raw: string;
      readonly body: Buffer;
      readonly messageId: string | undefined;
      readonly wire: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'failed'; readonly detail: string };

export interface Route {
  readonly hop: Hop;
  /** Whom the party speaks through. */
  readonly proxy: Hop | undefined;
  readonly origin: Origin;
}

/** @param at which of the requests of the message it is */
export async function transactSip(
  draft: RequestDraft,
  at: number,
  message: OutboundMessage,
  by: Station,
  shared: Shared,
  { hop, proxy, origin }: Route,
  signal: AbortSignal,
): Promise<Got> {
  const token = by.newToken();
  const plain =
    inDialog(draft, at, message, by) ??
    assembled(draft, { callId: token, fromTag: token }, shared.options.alterationOf?.(by.party));
  const named = withHeaderOnTop(plain, MESSAGE_ID, message.messageId);
  const request = proxy ? withRoute(named, [routeTo(proxy)]) : named;
  const key = originKey(request);
  shared.underWay.set(key, origin);
  try {
    const response = await by.endpoint.send(request, { to: proxy ?? hop, signal });
    const { status, reason } = response.start;
    return {
      kind: 'answered',
      status,
      warnings: headersOf(response, 'Warning'),
      raw: serialise(response).toString('utf8'),
      body: response.body,
      messageId: headerOf(response, MESSAGE_ID),
      wire: { status: `${status} ${reason}`, transport: (proxy ?? hop).transport },
    };
  } catch (error) {
    if (!(error instanceof SipFailure)) throw error;
    return { kind: 'failed', detail: error.message };
  } finally {
    shared.underWay.delete(key);
  }
}

/** A notification goes where the subscriber asked for it, if it did. */
function inDialog(draft: RequestDraft, at: number, { body }: OutboundMessage, by: Station): SipRequest | undefined {
  if (draft.method !== 'NOTIFY') return undefined;
  const told = (body['groupDynamicData'] ?? body['groupConfigurations']) as readonly { mcServiceGroupId?: string }[];
  const event = headersNamed(draft.headers, 'Event')[0] ?? '';
  const key = {
    event,
    notifier: String(body['from']),
    subscriber: String(body['to']),
    resource: told[at]?.mcServiceGroupId,
  };
  const [part] = draft.parts;
  const headers: readonly Header[] = [...draft.headers, ...(part?.headers ?? [])];
  return by.subscriptions.next(key, headers, part?.body ?? Buffer.alloc(0));
}

function routeTo(proxy: Hop) {
  const uri = parseUri(`${writeAddress(proxy)};lr`);
  if (!uri.ok) throw new TypeError(`expected a proxy that can stand in a Route, found ${writeAddress(proxy)}`);
  return { uri: uri.value, parameters: [] };
}

export async function transactHttp(
  draft: HttpDraft,
  { messageId }: OutboundMessage,
  shared: Shared,
  origin: Origin,
  signal: AbortSignal,
): Promise<Got> {
  const { allow, timers, onSocket } = shared.options;
  shared.underWay.set(messageId, origin);
  const withinMs = transactionTimeout({ ...DEFAULT_TIMERS, ...timers });
  const answer = await xcapExchange(draft, { [MESSAGE_ID]: messageId }, { allow, withinMs, onSocket }, signal);
  shared.underWay.delete(messageId);
  if (typeof answer === 'string') return { kind: 'failed', detail: answer };
  const { status, headers, body } = answer;
  const id = headers[MESSAGE_ID.toLowerCase()];
  return {
    kind: 'answered',
    status,
    warnings: [],
    raw: `HTTP/1.1 ${status}\r\n\r\n${body.toString('utf8')}`,
    body,
    messageId: typeof id === 'string' ? id : undefined,
    wire: { status: String(status), transport: 'HTTP' },
  };
}
