// What is wrong with what subscribes, notifies and publishes (RFC 3903, 6665), and with the requests of one dialog together (RFC 3261
// 12.2). Pure.

import { canonicalId } from '../../../procedure/identities';
import type { Exchanges, Request, Response } from '../story/exchanges';
import type { Story } from '../../../oracle/story';
import { readSip, tagOf } from '../story/sip-text';
import { cseqOf, type Fault } from './valid-sip';

const EVENTS = ['SUBSCRIBE', 'NOTIFY', 'PUBLISH'];
export const isOfEvents = ({ method }: Request): boolean => EVENTS.includes(method);

export function faultOfEventRequest({ sip, method }: Request): Fault {
  if (sip.values('Event').length === 0) return 'it has no Event';
  if (method !== 'PUBLISH' && sip.values('Contact').length === 0) return 'it has no Contact';
  if (method !== 'NOTIFY') return undefined;
  const [state] = sip.values('Subscription-State');
  if (state === undefined) return 'it has no Subscription-State';
  const expires = /;\s*expires\s*=\s*([^\s;]*)/i.exec(state)?.[1];
  return expires === undefined || /^\d+$/.test(expires) ? undefined : `its Subscription-State expires in ${expires}`;
}

export function faultOfEventResponse({ sip, status, to }: Response): Fault {
  if (status >= 300 || to.method === 'NOTIFY') return undefined;
  const [expires] = sip.values('Expires');
  if (expires === undefined) return 'it has no Expires';
  const [asked] = to.sip.values('Expires');
  if (asked !== undefined && Number(expires) > Number(asked)) return `its Expires is ${expires}, longer than was asked`;
  const wanted = to.method === 'PUBLISH' ? 'SIP-ETag' : 'Contact';
  return sip.values(wanted).length === 0 ? `it has no ${wanted}` : undefined;
}

/** Notifications that are not of the dialog that was made for them, or come after its end; by the notification. */
export function faultsOfDialogs({ requests, responses }: Exchanges): ReadonlyMap<Request, string> {
  const faults = new Map<Request, string>();
  /** By dialog, the number of the NOTIFY that ended it: what was numbered before that may arrive after it. */
  const ended = new Map<string, number>();
  for (const one of requests.filter(({ method }) => method === 'NOTIFY')) {
    const dialog = dialogOf(one);
    const number = cseqOf(one.sip);
    if (number > (ended.get(dialog) ?? Infinity))
      faults.set(one, 'it comes after the NOTIFY that terminated its subscription');
    if (/^\s*terminated\b/i.test(one.sip.values('Subscription-State')[0] ?? '')) ended.set(dialog, number);
    const strange = faultOfTags(one, responses);
    if (strange !== undefined) faults.set(one, strange);
  }
  return faults;
}

/**
 * Subscriptions of which nothing was told though they were taken, by the answer that took them: a NOTIFY follows at once, whatever
 * there is to tell (RFC 6665 4.2.1.2).
 */
export function faultsOfSilence({ requests, responses }: Exchanges, story: Story): ReadonlyMap<Response, string> {
  const notified = new Set([
    ...requests.filter(({ method }) => method === 'NOTIFY').map(({ sip }) => sip.values('Call-ID')[0]),
    ...story.malformed
      .map(({ raw }) => readSip(raw))
      .flatMap((sip) => (sip?.method === 'NOTIFY' ? sip.values('Call-ID')[0] : [])),
  ]);
  const asked = new Set(story.messages.flatMap(({ id, writtenBy }) => (writtenBy === 'harness' ? [id] : [])));
  return new Map(
    responses.flatMap((one): readonly (readonly [Response, string])[] => {
      const { status, to, event } = one;
      if (to.method !== 'SUBSCRIBE' || status >= 300 || !asked.has(to.event.id)) return [];
      if (to.sip.values('Expires')[0] === '0' || notified.has(to.sip.values('Call-ID')[0])) return [];
      if (story.settledAfter(event.seq) === undefined) return [];
      return [[one, 'no NOTIFY followed before everything was quiet']];
    }),
  );
}

const dialogOf = ({ sip }: Request): string =>
  JSON.stringify([sip.values('Call-ID'), tagOf(sip, 'From'), tagOf(sip, 'To')]);

const uriIn = (address: string): string => canonicalId(/<([^>]*)>/.exec(address)?.[1] ?? address.replace(/;.*$/s, ''));

/** Beside the answer to the request that made the dialog. One that came before the answer makes it itself (RFC 6665 4.4.1). */
function faultOfTags({ sip, by, event }: Request, responses: readonly Response[]): Fault {
  const [callId] = sip.values('Call-ID');
  const made = responses.filter(
    (one) =>
      one.by === by &&
      one.status < 300 &&
      one.to.method === 'SUBSCRIBE' &&
      one.sip.values('Call-ID')[0] === callId &&
      one.event.seq < event.seq,
  );
  const [first] = made;
  // A From without a tag is a fault by itself.
  if (first === undefined || tagOf(sip, 'From') === undefined) return undefined;
  if (tagOf(sip, 'To') !== tagOf(first.sip, 'From')) return 'the tag of its To is not that of who subscribed';
  const contacts = made.map(({ to }) => uriIn(to.sip.values('Contact')[0] ?? ''));
  if (!contacts.includes(canonicalId(sip.uri ?? ''))) return 'its Request-URI is not the Contact of who subscribed';
  return made.some((one) => tagOf(one.sip, 'To') === tagOf(sip, 'From'))
    ? undefined
    : 'the tag of its From is not that with which the subscription was taken';
}
