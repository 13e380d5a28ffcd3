// One subscription from the side that is asked (RFC 6665 4.2): accepted, refreshed, notified, ended in time. Unaware of what
// the event is and of who may subscribe.

import type { IncomingRequest } from '../endpoint/endpoint';
import type { Send, SendOptions } from '../endpoint/sender';
import type { Clock } from '../clock';
import { writeAddress, type Address } from '../message/address';
import { headerOf, type Header, type SipResponse } from '../message/message';
import { cseqOf, numberOf } from '../message/typed';
import { contactUri, dialogFrom, isWithin, nextRequest, type Dialog } from './dialog';

export interface NotifierOptions {
  readonly send: Send;
  readonly sendOptions?: SendOptions;
  readonly clock: Clock;
  readonly newToken: () => string;
  readonly contact: Address;
  /** In seconds: what is granted where nothing is asked, and the most and the least. */
  readonly expires: { readonly standard: number; readonly most: number; readonly least: number };
  /** After it was accepted or refreshed, where the present state is due; not after the end. */
  readonly onSubscribed: (made: Notifier) => void;
  readonly onEnded: () => void;
}

export interface Notifier {
  readonly ended: boolean;
  /** Takes and answers a SUBSCRIBE that refreshes or ends it. */
  take(incoming: IncomingRequest): boolean;
  /** @throws SipFailure */
  notify(headers: readonly Header[], body?: Buffer): Promise<SipResponse>;
  /** The last NOTIFY. @throws SipFailure */
  terminate(reason: string): Promise<SipResponse>;
  drop(): void;
}

/** Answers a SUBSCRIBE outside a dialog; undefined where it had to refuse it. */
export async function acceptSubscription(
  incoming: IncomingRequest,
  options: NotifierOptions,
): Promise<Notifier | undefined> {
  const dialog = dialogFrom(incoming.request, options.newToken());
  const event = headerOf(incoming.request, 'Event');
  if (dialog && event !== undefined) {
    const notifier = createNotifier(dialog, event, options);
    return (await notifier.begin(incoming)) ? notifier : undefined;
  }
  await incoming.respond(400, { reason: 'Contact and Event expected' });
  return undefined;
}

function createNotifier(first: Dialog, event: string, options: NotifierOptions) {
  const { clock, expires: limits, onSubscribed, onEnded } = options;
  let dialog = first;
  let ended = false;
  let until = 0;
  let cancelEnd: (() => void) | undefined;

  function drop(): void {
    if (ended) return;
    ended = true;
    cancelEnd?.();
    onEnded();
  }

  async function grant({ request, respond }: IncomingRequest): Promise<boolean> {
    const asked = numberOf(request, 'Expires') ?? limits.standard;
    if (asked > 0 && asked < limits.least) {
      await respond(423, { headers: [{ name: 'Min-Expires', value: String(limits.least) }] });
      return false;
    }
    const seconds = Math.min(asked, limits.most);
    until = clock.now() + seconds * 1000;
    cancelEnd?.();
    cancelEnd = clock.after(seconds * 1000, () => void terminate('timeout').catch(drop));
    const headers = [
      { name: 'Expires', value: String(seconds) },
      { name: 'Contact', value: writeAddress(options.contact) },
    ];
    await respond(200, { headers, toTag: dialog.local.parameters.find(({ name }) => name === 'tag')?.value ?? '' });
    if (seconds > 0) onSubscribed(notifier);
    return true;
  }

  async function send(state: string, headers: readonly Header[], body?: Buffer): Promise<SipResponse> {
    const own = [
      { name: 'Event', value: event },
      { name: 'Subscription-State', value: state },
      { name: 'Contact', value: writeAddress(options.contact) },
    ];
    const [request, next] = nextRequest(dialog, 'NOTIFY', [...own, ...headers], body);
    dialog = next;
    try {
      const response = await options.send(request, options.sendOptions);
      if (response.start.status === 481) drop();
      return response;
    } catch (error) {
      drop();
      throw error;
    }
  }

  function terminate(reason: string): Promise<SipResponse> {
    const last = send(`terminated;reason=${reason}`, []);
    drop();
    return last;
  }

  const notifier = {
    get ended() {
      return ended;
    },
    begin: grant,
    take(incoming: IncomingRequest): boolean {
      const { request } = incoming;
      if (ended || request.start.method !== 'SUBSCRIBE' || !isWithin(dialog, request)) return false;
      const number = cseqOf(request)?.number ?? 0;
      if (number <= dialog.remoteSeq) void incoming.respond(500, { reason: 'CSeq out of order' });
      else {
        dialog = { ...dialog, remoteSeq: number, target: contactUri(request) ?? dialog.target };
        void grant(incoming);
      }
      return true;
    },
    notify: (headers: readonly Header[], body?: Buffer) =>
      send(`active;expires=${Math.max(0, Math.ceil((until - clock.now()) / 1000))}`, headers, body),
    terminate,
    drop,
  };
  return notifier;
}
