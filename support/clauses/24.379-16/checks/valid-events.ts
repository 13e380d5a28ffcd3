// What is wrong with what subscribes, notifies and publishes (RFC 3903, 6665), and with the requests of one dialog together (RFC 3261
// 12.2). Pure.

import { placeIn } from '../story/addressed';
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
  const notifications = requests.filter(({ method }) => method === 'NOTIFY');
  for (const one of notifications)
    if (/^\s*terminated\b/i.test(one.sip.values('Subscription-State')[0] ?? ''))
      ended.set(dialogOf(one), Math.min(cseqOf(one.sip), ended.get(dialogOf(one)) ?? Infinity));
  for (const one of notifications) {
    if (cseqOf(one.sip) > (ended.get(dialogOf(one)) ?? Infinity))
      faults.set(one, 'it comes after the NOTIFY that terminated its subscription');
    const strange = faultOfTags(one, requests, responses);
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
  const played = new Set(story.messages.flatMap(({ id, writtenBy }) => (writtenBy === 'harness' ? [id] : [])));
  const asked = new Set([...played, ...story.resent.map(({ id }) => id)]);
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

/**
 * Beside the request that made the dialog and the answer to it. The NOTIFY may come before that answer, which has the tag of
 * the same dialog all the same (RFC 6665 4.4.1).
 */
function faultOfTags({ sip, by }: Request, requests: readonly Request[], responses: readonly Response[]): Fault {
  const [callId] = sip.values('Call-ID');
  const made = requests.filter(
    (one) => one.method === 'SUBSCRIBE' && one.asked === by && one.sip.values('Call-ID')[0] === callId,
  );
  // A From without a tag is a fault by itself.
  if (made.length === 0 || tagOf(sip, 'From') === undefined) return undefined;
  if (!made.some((one) => tagOf(one.sip, 'From') === tagOf(sip, 'To')))
    return 'the tag of its To is not that of who subscribed';
  const contacts = made.map((one) => placeIn(one.sip.values('Contact')[0] ?? ''));
  if (!contacts.includes(placeIn(`<${sip.uri ?? ''}>`))) return 'its Request-URI is not the Contact of who subscribed';
  const taken = responses.filter(({ to, status }) => status < 300 && made.includes(to));
  return taken.length === 0 || taken.some((one) => tagOf(one.sip, 'To') === tagOf(sip, 'From'))
    ? undefined
    : 'the tag of its From is not that with which the subscription was taken';
}
