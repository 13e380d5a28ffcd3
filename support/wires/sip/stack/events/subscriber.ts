// One subscription from the side that asks (RFC 6665 4.1): kept alive before it ends, ended on purpose or by the notifier.
// Unaware of what the event is.

import type { IncomingRequest } from '../endpoint/endpoint';
import type { Send, SendOptions } from '../endpoint/sender';
import type { Clock } from '../clock';
import { writeAddress, type Address } from '../message/address';
import { headerOf, type Header, type SipRequest, type SipResponse } from '../message/message';
import { parameter } from '../message/parameters';
import { cseqOf, fromOf, numberOf, routesOf, tokensOf } from '../message/typed';
import { contactUri, isWithin, nextRequest, withTag, type Dialog } from './dialog';

export interface SubscriptionOptions {
  readonly send: Send;
  readonly sendOptions?: SendOptions;
  readonly clock: Clock;
  readonly newToken: () => string;
  /** Request-URI of the first SUBSCRIBE. */
  readonly target: string;
  readonly from: Address;
  readonly to: Address;
  readonly contact: Address;
  /** The value of Event. */
  readonly event: string;
  /** In seconds. */
  readonly expires: number;
  readonly routes?: readonly Address[];
  readonly headers?: readonly Header[];
  readonly body?: Buffer;
  readonly onNotify: (request: SipRequest) => void;
  /** Once; why it ended: what the notifier said, or the status of a refusal. */
  readonly onEnded: (reason: string) => void;
}

export interface Subscription {
  readonly state: 'pending' | 'active' | 'ended';
  /** Takes and answers a NOTIFY that is for it. */
  take(incoming: IncomingRequest): boolean;
  /** @throws SipFailure */
  refresh(): Promise<SipResponse>;
  /** Asks for the end; it has ended when the last NOTIFY came. @throws SipFailure */
  unsubscribe(): Promise<SipResponse>;
  /** Forgets it without a word. */
  drop(): void;
}

/** Resolves once the first SUBSCRIBE is answered, whatever the status. @throws SipFailure */
export async function subscribe(
  options: SubscriptionOptions,
  register: (made: Subscription) => void,
): Promise<SipResponse> {
  const subscription = createSubscription(options);
  // A NOTIFY may come before the answer to SUBSCRIBE does.
  register(subscription);
  return subscription.refresh();
}

function createSubscription(options: SubscriptionOptions): Subscription {
  const { clock, newToken, onNotify, onEnded } = options;
  let state: Subscription['state'] = 'pending';
  let expires = options.expires;
  let cancelRefresh: (() => void) | undefined;
  let dialog: Dialog = {
    callId: newToken(),
    local: withTag(options.from, newToken()),
    remote: options.to,
    target: options.target,
    routes: options.routes ?? [],
    localSeq: 0,
    remoteSeq: -1,
  };

  function end(reason: string): void {
    if (state === 'ended') return;
    drop();
    onEnded(reason);
  }

  function drop(): void {
    state = 'ended';
    cancelRefresh?.();
  }

  /** In good time before it would end. */
  function keepAlive(seconds: number): void {
    cancelRefresh?.();
    if (state === 'ended' || seconds <= 0) return;
    const early = Math.max(seconds / 2, seconds - 30);
    cancelRefresh = clock.after(early * 1000, () => {
      subscribeFor(expires).catch((error: unknown) => end(error instanceof Error ? error.message : String(error)));
    });
  }

  async function subscribeFor(seconds: number): Promise<SipResponse> {
    const headers = [
      { name: 'Event', value: options.event },
      { name: 'Contact', value: writeAddress(options.contact) },
      { name: 'Expires', value: String(seconds) },
      ...(options.headers ?? []),
    ];
    const [request, next] = nextRequest(dialog, 'SUBSCRIBE', headers, options.body);
    dialog = next;
    const response = await options.send(request, options.sendOptions);
    const { status } = response.start;
    const least = numberOf(response, 'Min-Expires');
    if (status === 423 && least !== undefined && least > seconds && seconds > 0) {
      expires = least;
      return subscribeFor(least);
    }
    if (status < 300) keepAlive(seconds === 0 ? 0 : (numberOf(response, 'Expires') ?? seconds));
    // A refresh that is refused leaves the subscription as it was, unless there is none.
    else if (dialog.remoteSeq < 0 || status === 481) end(`refused with ${status}`);
    return response;
  }

  function take({ request, respond }: IncomingRequest): boolean {
    if (state === 'ended' || request.start.method !== 'NOTIFY' || !isWithin(dialog, request)) return false;
    if (headerOf(request, 'Event')?.toLowerCase() !== options.event.toLowerCase()) return false;
    const number = cseqOf(request)?.number ?? 0;
    const [said] = tokensOf(request, 'Subscription-State');
    if (number <= dialog.remoteSeq) void respond(500, { reason: 'CSeq out of order' });
    else if (!said) void respond(400, { reason: 'Subscription-State expected' });
    else {
      if (dialog.remoteSeq < 0) dialog = { ...dialog, routes: routesOf(request, 'Record-Route') };
      dialog = {
        ...dialog,
        remote: fromOf(request) ?? dialog.remote,
        target: contactUri(request) ?? dialog.target,
        remoteSeq: number,
      };
      void respond(200);
      onNotify(request);
      apply(said.token.toLowerCase(), parameter(said.parameters, 'reason'), parameter(said.parameters, 'expires'));
    }
    return true;
  }

  function apply(said: string, reason: string | undefined, seconds: string | undefined): void {
    if (said === 'terminated') end(reason ?? 'terminated');
    else {
      state = said === 'active' ? 'active' : 'pending';
      if (seconds !== undefined && /^\d+$/.test(seconds)) keepAlive(Number(seconds));
    }
  }

  return {
    get state() {
      return state;
    },
    take,
    refresh: () => subscribeFor(expires),
    unsubscribe() {
      cancelRefresh?.();
      return subscribeFor(0);
    },
    drop,
  };
}
