// Every request and every final response of a scenario as SIP, whatever flow it carries, by who wrote it. Unaware of what is right.

import { oncePerStory, type Story } from '../../../oracle/story';
import { identityIn } from './addressed';
import type { PartyName } from '../../../procedure/roles';
import { eachSip, isResponse, readSip, type SipText } from './sip-text';
import { byTransaction, transactionOf } from './transactions';

export interface Seen {
  readonly by: PartyName;
  readonly event: { readonly id: string; readonly seq: number };
  readonly sip: SipText;
  readonly raw: string;
  /** `a NOTIFY to the partner MC service server`. */
  readonly what: string;
}

export interface Request extends Seen {
  readonly method: string;
  /** The connection that it came over, where it came over one that keeps an order. */
  readonly connection: string | undefined;
  /** Whose identity it asserts, where that is not its writer's and the one whose it is did not send it. */
  readonly inTheNameOf?: PartyName;
  /** Who it is for; null for nobody of the scenario. */
  readonly asked: PartyName | null;
}

export interface Response extends Seen {
  readonly status: number;
  /** What it answers. */
  readonly to: Request;
}

/** A final response that says otherwise than the one before it in its transaction. */
export interface Contrary extends Response {
  /** The status of that one. */
  readonly after: number;
}

export interface Exchanges {
  readonly requests: readonly Request[];
  /** The first final response to each. */
  readonly responses: readonly Response[];
  readonly contrary: readonly Contrary[];
  readonly provisional: readonly Response[];
}

export const exchangesOf = oncePerStory((story: Story): Exchanges => {
  const sent = story.messages.flatMap(({ from, to, raw, wire, ...event }) =>
    requestIn(raw, {
      by: from.party,
      event,
      to: story.places.nameOf(to.id),
      asked: to.party,
      connection: connectionOf(wire),
    }),
  );
  const unread = story.malformed.flatMap(({ writer, guessed, party, raw, ...event }) =>
    guessed
      ? []
      : requestIn(raw, {
          by: writer ?? signedBy(raw, story),
          event,
          to: `the ${party}`,
          asked: party,
          connection: undefined,
        }),
  );
  const aside = story.asides.flatMap(({ writer: by, party, raw, ...event }) =>
    requestIn(raw, { by, event, to: `the ${party}`, asked: party, connection: undefined }),
  );
  // What a party of ours wrote and another did not take, or took for another's, stands in the trace twice.
  const forged = forgedIn(story);
  const own = withoutThoseOf(forged, [...sent, ...resentIn(story)]);
  const requests = [...forged, ...own, ...withoutThoseOf(own, [...unread, ...aside])];
  const byNumber = byTransaction(requests.map((one) => [one.sip, one]));
  const byBranch = new Map(requests.map((one) => [branchOf(one.sip), one]));
  // One with numbers that are not those of its request is told by its branch alone (RFC 3261 17.1.3).
  const answeredBy = (sip: SipText): Request | undefined =>
    byNumber(sip) ?? (branchOf(sip) === undefined ? undefined : byBranch.get(branchOf(sip)));
  const responses = [
    ...story.messages.map(({ from, raw, ...event }) => ({ by: from.party, raw, event })),
    ...story.plainAnswers.map(({ event, to, raw }) => ({ by: to.to.party, raw, event })),
  ]
    .flatMap(({ raw, ...one }) => (isResponse(raw) ? eachSip(raw).map((each) => ({ ...one, raw: each })) : []))
    .flatMap(({ by, raw, event }): readonly Response[] => {
      const sip = readSip(raw);
      const to = sip && answeredBy(sip);
      if (by === null || sip?.status === undefined || to === undefined) return [];
      return [{ by, event, sip, raw, status: sip.status, to, what: `its ${sip.status} to ${to.what}` }];
    });
  const first = new Map(responses.map((one) => [one.to, one.status]));
  const contrary = story.malformed.flatMap(({ raw, ...event }): readonly Contrary[] => {
    const sip = isResponse(raw) ? readSip(raw) : undefined;
    const to = sip && answeredBy(sip);
    const after = to && branchOf(to.sip) === branchOf(sip) ? first.get(to) : undefined;
    if (!to?.asked || sip?.status === undefined || after === undefined || sip.status === after) return [];
    const { status } = sip;
    return [{ by: to.asked, event, sip, raw, status, to, after, what: `its ${status} to ${to.what}` }];
  });
  const provisional = story.asides.flatMap(({ writer: by, raw, ...event }): readonly Response[] => {
    const sip = isResponse(raw) ? readSip(raw) : undefined;
    const to = sip && answeredBy(sip);
    if (by === null || sip?.status === undefined || to === undefined) return [];
    return [{ by, event, sip, raw, status: sip.status, to, what: `its ${sip.status} to ${to.what}` }];
  });
  return { requests, responses, contrary, provisional };
});

/** Where one product alone can have written it. */
const forgedIn = ({ forged, places }: Story): readonly Request[] =>
  forged.flatMap(({ message: { to, raw, wire, ...event }, inTheNameOf, writers: [by = null, another] }) =>
    another === undefined
      ? requestIn(raw, { by, event, to: places.nameOf(to.id), asked: to.party, connection: connectionOf(wire) }).map(
          (one) => ({
            ...one,
            inTheNameOf,
          }),
        )
      : [],
  );

/** What left once more since it was challenged is what its answer answers. */
const resentIn = ({ resent, messages, places }: Story): readonly Request[] => {
  const byId = new Map(messages.map(({ id, to }) => [id, to]));
  return resent.flatMap(({ by, message, raw, ...event }) => {
    const to = byId.get(message);
    return to ? requestIn(raw, { by, event, to: places.nameOf(to.id), asked: to.party, connection: undefined }) : [];
  });
};

function withoutThoseOf(known: readonly Request[], requests: readonly Request[]): readonly Request[] {
  const keys = new Set(known.map(keyOf));
  return requests.filter((one) => !keys.has(keyOf(one)));
}

const branchOf = (sip: SipText): string | undefined =>
  /;\s*branch\s*=\s*([^\s;,]+)/i.exec(sip.values('Via')[0] ?? '')?.[1];

const keyOf = ({ sip }: Request): string => `${transactionOf(sip)} ${sip.values('Via')[0] ?? ''}`;

interface Written extends Pick<Request, 'event' | 'connection' | 'asked'> {
  readonly by: PartyName | null;
  readonly to: string;
}

function requestIn(text: string, { by, to, ...rest }: Written): readonly Request[] {
  if (by === null) return [];
  return eachSip(text).flatMap((raw) => {
    const sip = readSip(raw);
    return sip?.method === undefined
      ? []
      : [{ ...rest, by, sip, raw, method: sip.method, what: `a ${sip.method} to ${to}` }];
  });
}

/** Whose name it has. */
function signedBy(raw: string, { places }: Story): PartyName | null {
  const sip = readSip(raw);
  const [value = ''] = ['P-Asserted-Identity', 'From'].flatMap((name) => sip?.values(name) ?? []);
  const id = identityIn(value);
  const system = places.fixture?.systems.find(({ serverId, gmsId }) => serverId === id || gmsId === id);
  if (system === undefined) return places.user(id)?.party ?? null;
  return `${system.name}-${system.serverId === id ? 'server' : 'gms'}`;
}

const connectionOf = (wire: Readonly<Record<string, string>>): string | undefined =>
  wire['transport'] === 'udp' || wire['transport'] === 'UDP' ? undefined : wire['from'];
