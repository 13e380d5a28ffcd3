// The dialogs of subscriptions that a party has accepted, for the notifications that go out in them. The latest of one
// subscriber to one resource counts; the oldest of all make room. Unaware of what is notified.

import { canonical } from '../../../procedure/identities';
import { dialogFrom, isFrom, isWithin, nextRequest, refreshed, type Dialog } from '../stack/dialog';
import { headerOf, withHeader, type Header, type SipRequest } from '../stack/message/message';
import { cseqOf } from '../stack/message/typed';
import { grantedTime } from './taking/granted-time';

export interface SubscriptionKey {
  readonly event: string;
  readonly notifier: string;
  readonly subscriber: string;
  /** The group; undefined where the subscription tells none. */
  readonly resource: string | undefined;
}

/** One that a party has taken. */
export interface Subscription {
  /** Whether anything left in it so far. */
  readonly isTold: () => boolean;
  /** What was notified last once more, or nothing yet (RFC 6665 4.2.1.2). */
  readonly present: (contact: string) => SipRequest;
}

export interface Subscriptions {
  /**
   * @param tag of the response that accepts it
   * @returns undefined where the request lacks what a dialog needs
   */
  accept(request: SipRequest, tag: string, keys: readonly SubscriptionKey[]): Subscription | undefined;
  /** The one that a request asks to go on with, or to end; undefined where it is within none. */
  refresh(request: SipRequest): Subscription | undefined;
  /** The next NOTIFY of the dialog; undefined where there is none. */
  next(key: SubscriptionKey, headers: readonly Header[], body: Buffer): SipRequest | undefined;
  /** The same request under the next number of its dialog. */
  renumber(request: SipRequest): SipRequest;
}

interface Told {
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

interface Taken {
  current: Dialog;
  /** What its notifications have as Event, with the id that the subscriber gave it. */
  readonly event: string;
  /** In seconds; `0` is its end. */
  expires: string;
  last?: Told;
}

const MOST = 10_000;

export function createSubscriptions(): Subscriptions {
  const dialogs = new Map<string, Taken>();

  function notify(one: Taken, told: Told): SipRequest {
    one.last = told;
    const isOver = one.expires === '0';
    const ofIt = replaced(told.headers, 'Event', one.event);
    const headers = isOver ? replaced(ofIt, 'Subscription-State', 'terminated;reason=timeout') : ofIt;
    const [request, following] = nextRequest(one.current, 'NOTIFY', headers, told.body);
    one.current = following;
    if (isOver) for (const [key, other] of dialogs) if (other === one) dialogs.delete(key);
    return request;
  }

  const asSubscription = (one: Taken): Subscription => ({
    isTold: () => one.last !== undefined,
    present(contact) {
      const { headers, body } = one.last ?? nothingYet(contact);
      return notify(one, { headers: replaced(headers, 'Subscription-State', `active;expires=${one.expires}`), body });
    },
  });

  return {
    accept(request, tag, keys) {
      const current = dialogFrom(request, tag);
      if (!current) return undefined;
      const one = { current, event: headerOf(request, 'Event') ?? '', expires: grantedTime(request) };
      const names = keys.flatMap((key) => [nameOf(key), nameOf({ ...key, resource: undefined })]);
      for (const key of new Set(names)) {
        dialogs.delete(key);
        const [oldest] = dialogs.keys();
        if (dialogs.size >= MOST && oldest !== undefined) dialogs.delete(oldest);
        dialogs.set(key, one);
      }
      return asSubscription(one);
    },
    refresh(request) {
      const one = [...dialogs.values()].find(({ current }) => isWithin(current, request));
      if (!one) return undefined;
      one.current = refreshed(one.current, request);
      one.expires = grantedTime(request);
      return asSubscription(one);
    },
    next(key, headers, body) {
      const one = dialogs.get(nameOf(key)) ?? dialogs.get(nameOf({ ...key, resource: undefined }));
      return one && notify(one, { headers, body });
    },
    renumber(request) {
      const one = [...dialogs.values()].find(({ current }) => isFrom(current, request));
      const cseq = (one?.current.localSeq ?? cseqOf(request)?.number ?? 0) + 1;
      if (one) one.current = { ...one.current, localSeq: cseq };
      return withHeader(request, 'CSeq', `${cseq} ${request.start.method}`);
    },
  };
}

const nothingYet = (contact: string): Told => ({
  headers: [
    { name: 'Contact', value: `<${contact}>` },
    { name: 'Event', value: '' },
    { name: 'Subscription-State', value: 'active' },
  ],
  body: Buffer.alloc(0),
});

const replaced = (headers: readonly Header[], name: string, value: string): readonly Header[] =>
  headers.map((header) => (header.name === name ? { ...header, value } : header));

const nameOf = ({ event, notifier, subscriber, resource }: SubscriptionKey): string =>
  JSON.stringify(canonical([event, notifier, subscriber, resource ?? null]));
