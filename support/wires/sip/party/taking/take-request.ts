// Takes one SIP request for a party: refused at once, taken at once, or held until the party sends what answers it.

import type { Reception } from '../../../../ports/adapter';
import { Buffer } from 'node:buffer';
import { kindOf } from '../../../../procedure/roles';
import type { Alteration } from '../../altered/alteration';
import { endsOf } from '../../flows/ends';
import { addressIn, senderOf } from '../../flows/headers';
import { decodeRequest } from '../../flows/decode/decode-request';
import type { DecodedFlow, Understood } from '../../flows/decode/decoded';
import { eventOf } from '../../flows/decode/read-content';
import type { IncomingRequest } from '../../stack/endpoint/endpoint';
import { headerOf, type Header, type SipRequest, type SipResponse } from '../../stack/message/message';
import { callIdOf, cseqOf, tagOf, toOf } from '../../stack/message/typed';
import { placeText } from '../../stack/place';
import { awaitsAnswer } from '../answered-flows';
import { forSomebody } from '../for-somebody';
import { notifyAtOnce, oweNotification } from '../owed-notification';
import { faultsOfBytes, faultsOfRequest } from './faults-of-bytes';
import { grantedTime } from './granted-time';
import { handUp, type Seen } from './hand-up';
import type { LeavingReply, Reply } from './pending';
import { refusedFlow } from './refused-message';
import { MESSAGE_ID, type Shared } from '../shared';
import type { Station } from '../station';
import type { Subscription, SubscriptionKey } from '../subscriptions';

const LONGEST_ID = 200;
/** Whoever sends more than is taken is told to wait. */
const TOO_MUCH: Reply = { status: 503, headers: [{ name: 'Retry-After', value: '1' }] };

type Refusing = Extract<Reception, { readonly accepted: false }>;

/**
 * For want of resources (TS 24.379 16.2.4.1), not there just now (RFC 3261 21.4.18), not allocated (TS 24.379 6.3.7.1). None is for longer
 * than the one request, and none has a Warning.
 */
const UNWILLING = [500, 480, 404] as const;

const statusOf = ({ unwilling }: Refusing): number =>
  unwilling === undefined ? 400 : (UNWILLING[unwilling % UNWILLING.length] ?? UNWILLING[0]);

export async function takeRequest(incoming: IncomingRequest, station: Station, shared: Shared): Promise<void> {
  const { request, received } = incoming;
  const raw = received.bytes.toString('utf8');
  const { method, uri } = request.start;
  const way = { method, transport: received.transport, from: placeText(received.remote) };
  const alteration = shared.options.alterationOf?.(station.party);
  const prepare = answering(incoming, station, alteration);
  const answer = (reply: Reply): Promise<string | undefined> => prepare(reply).leave();
  if (method === 'SUBSCRIBE' && tagOf(toOf(request)) !== undefined) {
    const subscription = station.subscriptions.refresh(request);
    tellAside(raw, request, station, 'a SUBSCRIBE within its dialog');
    await answer({ status: subscription ? 200 : 481, headers: [] });
    if (subscription) await notifyAtOnce(subscription, station, shared);
    return;
  }
  const refusal = alteration?.refusal?.(request);
  if (refusal !== undefined) {
    await answer({ status: refusal, headers: [] });
    return;
  }
  const listening = station.listeningFor(uri);
  const decoded = forSomebody(decodeRequest(request, listening), raw, station.receiver);
  if (decoded.kind === 'refused') {
    const refused = refusedFlow(request, decoded, station);
    station.receiver.onMalformed({ raw, problem: decoded.reason, wire: way, ...(refused && { refused }) });
    await answer({ status: decoded.status, headers: decoded.headers });
    return;
  }
  if (decoded.copies) {
    const [key, copy] = decoded.copies;
    // A gateway passes on what came in the sender's name, whatever of it is no element of a flow.
    const [sender] = kindOf(station.party) === 'gateway' ? decoded.flows : [];
    shared.copies.keep(sender ? { ...key, at: sender.body.from } : key, copy);
  }
  const origin = shared.underWay.get(originKey(request));
  const awaited = decoded.flows.filter(({ flow }) => awaitsAnswer(flow));
  const id = headerOf(request, MESSAGE_ID);
  const { aside, ended } = decoded;
  const about = station.subscribed.get(callIdOf(request));
  if (aside)
    station.receiver.onAside?.({
      raw,
      ...aside,
      ...(about !== undefined && { about }),
      ...(ended && { ended: ended.cause, forGood: ended.forGood }),
    });
  const seen: Seen = {
    raw,
    wire: { ...way, ...(ended?.forGood && { ended: ended.cause }) },
    messageId: id !== undefined && id.length <= LONGEST_ID ? id : undefined,
    errors: [
      ...faultsOfBytes(received.problems),
      ...faultsOfRequest(request),
      ...station.dialogNumbers.faultsOf(request),
      ...decoded.strict,
      ...decoded.problems,
    ],
  };
  const settle = () => decoded.settles.forEach((set) => shared.receivedSets.settle(set));

  function prepareReply(reply: Reply): LeavingReply {
    const { bytes, leave } = prepare(reply);
    return {
      bytes,
      async leave() {
        let taken: Subscription | undefined;
        if (reply.status < 300) {
          settle();
          taken = keepSubscription(request, decoded as Understood, station, reply);
        }
        const problem = await leave();
        if (taken) oweNotification(taken, station, shared);
        await origin?.ended;
        return problem;
      },
    };
  }

  // Before it is handed up: the answer may come at once.
  const forget = awaited.length > 0 ? station.pending.hold({ flows: awaited, prepare: prepareReply }) : undefined;
  const refused = await handUpAll(station, decoded.flows, seen);
  origin?.taken();
  if (refused) {
    forget?.();
    await answer(refused.beyondLimits ? TOO_MUCH : { status: statusOf(refused), headers: [] });
    return;
  }
  if (awaited.length > 0) return;
  if (decoded.flows.length === 0 && method === 'SUBSCRIBE') {
    tellAside(raw, request, station, `a SUBSCRIBE in the name of ${senderOf(request)?.slice(0, 200) ?? 'nobody'}`);
    await acceptUnspoken(request, station, listening, answer, shared);
  } else await prepareReply({ status: 200, headers: [] }).leave();
}

export const originKey = (request: SipRequest): string => `${callIdOf(request)} ${cseqOf(request)?.number ?? 0}`;

/** @returns what the party does not take of it */
async function handUpAll(station: Station, flows: readonly DecodedFlow[], seen: Seen): Promise<Refusing | undefined> {
  for (const flow of flows) {
    const reception = await handUp(station, flow, seen);
    if (!reception.accepted) return reception;
  }
  return undefined;
}

type AnswerWith = (reply: Reply) => Promise<string | undefined>;

function answering(
  { request, prepare, respondPrepared }: IncomingRequest,
  station: Station,
  alteration: Alteration | undefined,
): (reply: Reply) => LeavingReply {
  return ({ status, reason, headers, messageId, part }) => {
    const all: Header[] = [...headers, ...ofMethod(request, status, station)];
    if (messageId !== undefined) all.push({ name: MESSAGE_ID, value: messageId });
    const content = part ? { headers: [...all, ...part.headers], body: part.body } : { headers: all };
    const tag = status < 300 && request.start.method === 'SUBSCRIBE' ? { toTag: tagFor(request) } : {};
    const parts = { ...content, ...tag, ...(reason !== undefined && { reason }) };
    const { response: change = same, early, again } = alteration ?? {};
    const prepared = prepare(status, parts, (response) => change(response, request));
    const first = early && prepare(status, parts, (response) => early(response, request));
    const second = again && prepare(status, parts, (response) => again(response, request));
    return {
      bytes: prepared.bytes,
      async leave() {
        await first?.send().catch(() => undefined);
        const answered = await respondPrepared(prepared);
        await second?.send().catch(() => undefined);
        if (answered.outcome === 'sent') return undefined;
        return answered.outcome === 'failed'
          ? answered.failure.message
          : `its request was over already: ${answered.outcome}`;
      },
    };
  };
}

const same = (response: SipResponse): SipResponse => response;

/** What each 2xx of the method has to have. */
function ofMethod(request: SipRequest, status: number, { address, newToken }: Station): readonly Header[] {
  if (status >= 300) return [];
  const expires = { name: 'Expires', value: grantedTime(request) };
  switch (request.start.method) {
    case 'PUBLISH':
      return [{ name: 'SIP-ETag', value: newToken() }, expires];
    case 'SUBSCRIBE':
      return [{ name: 'Contact', value: `<${address}>` }, expires];
    case 'REGISTER':
      return [...registered(headerOf(request, 'Contact') ?? `<${address}>`), expires];
    default:
      return [];
  }
}

/** Who gives all contacts up has none that a response could list. */
const registered = (contact: string): readonly Header[] =>
  contact.trim() === '*' ? [] : [{ name: 'Contact', value: contact }];

/** The same for each of its responses, unlike that of any other. */
const tagFor = (request: SipRequest): string => Buffer.from(originKey(request)).toString('base64url').slice(0, 60);

/** It stands in the trace, where it is none of the flows. */
const tellAside = (raw: string, request: SipRequest, { receiver }: Station, says: string): void =>
  receiver.onAside?.({ raw, says, from: addressIn(request, 'From') ?? '' });

function keepSubscription(
  request: SipRequest,
  { flows }: Understood,
  station: Station,
  { status }: Reply,
): Subscription | undefined {
  if (request.start.method !== 'SUBSCRIBE' || status >= 300) return undefined;
  const keys = flows.flatMap(({ body }): readonly SubscriptionKey[] => {
    const groups = 'mcServiceGroupIdList' in body ? (body.mcServiceGroupIdList ?? []) : [];
    const between = { event: eventOf(request) ?? '', notifier: body.to, subscriber: body.from };
    return groups.map((resource) => ({ ...between, resource }));
  });
  return station.subscriptions.accept(request, tagFor(request), keys);
}

/** A client that subscribes: no information flow, but where its notifications go. */
async function acceptUnspoken(
  request: SipRequest,
  station: Station,
  listening: ReturnType<Station['listeningFor']>,
  answer: AnswerWith,
  shared: Shared,
): Promise<void> {
  const ends = endsOf(request, listening);
  await answer({ status: 200, headers: [] });
  if (ends.kind !== 'ends') return;
  const key = { event: eventOf(request) ?? '', notifier: ends.to, subscriber: ends.from, resource: undefined };
  const taken = station.subscriptions.accept(request, tagFor(request), [key]);
  if (taken) await notifyAtOnce(taken, station, shared);
}
