// The story of a scenario as stage 3 tells it: the requests by which a regroup is made and removed, leg by leg, each with what
// its header fields and bodies hold and with its final response. On a wire that is not SIP there is none.

import { oncePerStory, type Story } from '../../../oracle/story';
import type { Forged } from '../../../oracle/story/forged';
import type { Message } from '../../../oracle/story/message';
import { pair } from '../../../oracle/story/timeline';
import type { MalformedEvent } from '../../../evidence/trace';
import { canonicalId } from '../../../procedure/identities';
import { kindOf, type PartyName } from '../../../procedure/roles';
import { isResponse, readSip, type SipText } from './sip-text';
import { byTransaction } from './transactions';
import { readRegroup, regroupIn, usersIn } from './regroup-body';
import { elementsOf, textsOf, type Element } from './xml-text';

export type LegName = 'A' | 'B' | 'C' | 'D' | 'E';
export type Action = 'create' | 'remove';

export interface Answer {
  /** The answer; the request where the answer is none of the procedure, and its status alone is known. */
  readonly message: Message;
  /** Undefined likewise. */
  readonly sip: SipText | undefined;
  readonly status: number;
  /** The codes that stand in the texts of the Warnings with it. */
  readonly warnings: readonly number[];
}

/** What every request tells, also one that nobody took. */
export interface Told {
  readonly leg: LegName;
  readonly action: Action;
  readonly by: PartyName | null;
  /** Its place in the trace. */
  readonly seq: number;
  /** The regroup that it is about, in one spelling; undefined where it names none. */
  readonly of: string | undefined;
  /** Whom it names. */
  readonly users: readonly string[];
}

export interface Leg extends Told {
  /** From whoever wrote it, also where it asserts the identity of another. */
  readonly message: Message;
  /** Whose identity it asserts, where that is not its writer's and the one whose it is did not send it. */
  readonly inTheNameOf?: PartyName;
  readonly sip: SipText;
  /** The service whose regroup body it has: `mcptt`. */
  readonly service: string;
  /** Undefined where it has no such body. */
  readonly info: readonly Element[] | undefined;
  readonly regroup: readonly Element[] | undefined;
  readonly answer: Answer | undefined;
}

export interface Legs extends Story {
  readonly legs: readonly Leg[];
}

const FLOWS: Readonly<Record<string, readonly [Action, 'A' | 'servers' | 'E']>> = {
  'preconfigured-regroup-request.client-server': ['create', 'A'],
  'preconfigured-regroup-request.server-server': ['create', 'servers'],
  'preconfigured-regroup-request.server-client': ['create', 'E'],
  'preconfigured-regroup-cancel-request.client-server': ['remove', 'A'],
  'preconfigured-regroup-cancel-request.server-server': ['remove', 'servers'],
  'preconfigured-regroup-cancel-request.server-client': ['remove', 'E'],
};

/** Read once for each story, for every check asks for it. */
export const legsOf = oncePerStory((story: Story): Legs => {
  const answerTo = answersIn(story);
  const written = new Map(forgedIn(story).map((one) => [one.message.id, one]));
  const legs = story.messages.flatMap((message) =>
    legIn(written.get(message.id) ?? { message, inTheNameOf: undefined }, story, answerTo),
  );
  return { ...story, legs: toControllers(legs) };
});

/** What a product wrote in the name of a party of ours, where one product alone can have written it, as its own. */
const forgedIn = ({ forged }: Story): readonly Pick<Forged, 'message' | 'inTheNameOf'>[] =>
  forged.flatMap(({ message, inTheNameOf, writers: [party, another] }) =>
    party === undefined || another !== undefined
      ? []
      : [{ message: { ...message, from: { ...message.from, party } }, inTheNameOf }],
  );

function toControllers(legs: readonly Leg[]): readonly Leg[] {
  const isHandedOver = handedOverIn(legs);
  return legs.map((one): Leg => (isHandedOver(one, one.message.to.party) ? { ...one, leg: 'B' } : one));
}

/**
 * Whether a server asks the one that controls the regroup for what its own user asked of it, which is leg B: elsewhere these two are
 * one party, and what comes without a user is a roll-back or a decision.
 */
function handedOverIn(legs: readonly Leg[]): (one: Told, at: PartyName | null) => boolean {
  const [controls, asked] = [new Map<string, number>(), new Map<string, number>()];
  for (const { leg, action, of, seq, answer, message } of legs) {
    const key = pair(message.to.party ?? '', of ?? '');
    if (leg !== 'A') continue;
    if (action === 'remove') asked.set(key, asked.get(key) ?? seq);
    else if (answer !== undefined && answer.status < 300) controls.set(key, controls.get(key) ?? seq);
  }
  const isAfter = (known: ReadonlyMap<string, number>, party: PartyName | null, { of, seq }: Told): boolean =>
    (known.get(pair(party ?? '', of ?? '')) ?? seq) < seq;
  return (one, at) =>
    one.leg === 'C' &&
    one.action === 'remove' &&
    isAfter(controls, at, one) &&
    isAfter(asked, one.by, one) &&
    !isAfter(controls, one.by, one);
}

function legIn(
  { message, inTheNameOf }: Pick<Leg, 'message'> & { readonly inTheNameOf: PartyName | undefined },
  story: Story,
  answerTo: ReturnType<typeof answersIn>,
): readonly Leg[] {
  const [action, way] = FLOWS[message.flow] ?? [];
  const sip = action === undefined ? undefined : readSip(message.raw);
  if (action === undefined || way === undefined || sip?.method !== 'MESSAGE') return [];
  const partOf = (kind: RegExp) => sip.parts.find(({ type }) => kind.test(type));
  const regroupPart = partOf(REGROUP_BODY);
  const [, service = ''] = REGROUP_BODY.exec(regroupPart?.type ?? '') ?? [];
  const regroup = regroupPart && readRegroup(regroupPart.text);
  const infoPart = partOf(/^application\/vnd\.3gpp\.\w+-info\+xml$/);
  const info = infoPart && elementsOf(infoPart.text);
  const of = regroupIn(regroup ?? []);
  const answer = answerTo(sip) ?? strangeAnswer(message, story);
  const users = usersIn(regroup ?? []);
  const { seq, from, to } = message;
  const by = from.party;
  const isForged = by !== null && to.party !== null && inTheNameOf !== undefined;
  const asFlow = way === 'servers' ? betweenServers(users) : way;
  const leg = isForged ? legBetween(by, to.party, users) : asFlow;
  const named = inTheNameOf === undefined ? {} : { inTheNameOf };
  return [{ leg, action, by, seq, message, ...named, sip, service, info, regroup, of, users, answer }];
}

/** A request that was refused before it was taken for one. */
export interface Untaken extends Told {
  readonly by: PartyName;
  readonly uri: string;
  readonly event: MalformedEvent;
}

/** It reached somebody who is not whom it is for, or tells of somebody who sends no such request. */
type Cause = '404' | '403';

export function untakenIn({ malformed, legs }: Legs, cause: Cause): readonly Untaken[] {
  const isHandedOver = handedOverIn(legs);
  return malformed.flatMap((event) => {
    const { writer: by, answer, party, raw } = event;
    const sip = by === undefined || answer !== cause ? undefined : readSip(raw);
    const part = sip?.parts.find(({ type }) => REGROUP_BODY.test(type));
    if (by === undefined || sip?.uri === undefined || part === undefined) return [];
    const regroup = readRegroup(part.text);
    const [action] = textsOf(regroup, /^regroup-action$/);
    if (action !== 'create' && action !== 'remove') return [];
    const users = usersIn(regroup);
    const leg = legBetween(by, party, users);
    const one: Untaken = { leg, action, by, seq: event.seq, of: regroupIn(regroup), users, uri: sip.uri, event };
    return [isHandedOver(one, party) ? { ...one, leg: 'B' } : one];
  });
}

function legBetween(by: PartyName, to: PartyName, users: readonly string[]): LegName {
  if (kindOf(by) === 'client') return 'A';
  return kindOf(to) === 'client' ? 'E' : betweenServers(users);
}

const betweenServers = (users: readonly string[]): LegName => (users.length > 0 ? 'D' : 'C');

const REGROUP_BODY = /^application\/vnd\.3gpp\.(\w+)-regroup\+xml$/;

/** What its sender was answered with and could not read: the status stands in its words, and what Warnings came with it. */
function strangeAnswer(message: Message, { refusals, putOff }: Story): Answer | undefined {
  if (putOff.has(message.id)) return undefined;
  const words = refusals.get(message.id) ?? '';
  const [, status] = /\bfound (\d{3})\b/.exec(words) ?? [];
  const warnings = [...words.matchAll(/\b399\s[^"]*"\s*(\d{3})(?!\d)/g)].map(([, code]) => Number(code));
  return status === undefined ? undefined : { message, sip: undefined, status: Number(status), warnings };
}

function answersIn({ messages }: Story): (request: SipText) => Answer | undefined {
  return byTransaction(
    messages.flatMap((message): readonly (readonly [SipText, Answer])[] => {
      const sip = isResponse(message.raw) ? readSip(message.raw) : undefined;
      if (sip?.status === undefined || sip.status < 200) return [];
      // In one of another kind than the miscellaneous no code of an MC service stands (TS 24.379 4.4.1).
      const warnings = sip.values('Warning').flatMap((value) => {
        const [, code] = /^399\s[^"]*"\s*(\d{3})(?!\d)/.exec(value) ?? [];
        return code === undefined ? [] : [Number(code)];
      });
      return [[sip, { message, sip, status: sip.status, warnings }]];
    }),
  );
}

/** What an information body says, in one spelling: each value with the name of its parameter; `undefined` where it is protected. */
export function parametersIn(body: readonly Element[]): readonly string[] | undefined {
  if (body.some(({ name }) => name === 'EncryptedData')) return undefined;
  return body
    .filter(({ isLeaf, text }) => isLeaf && text !== '')
    .map((one) => `${parameterOf([...one.within, one].map(({ name }) => name))} ${canonicalId(one.text)}`)
    .toSorted();
}

const WRAPPER = /^mc[a-z]+(?:URI|String|Boolean)$/;

const parameterOf = (path: readonly string[]): string => path.filter((name) => !WRAPPER.test(name)).at(-1) ?? '';

/** The requests by which the sender of one may have learnt of what it asks, the latest first. */
export function sourcesOf({ message, action, of }: Leg, { legs }: Legs): readonly Leg[] {
  return legs
    .filter(
      (one) =>
        one.leg !== 'E' &&
        one.action === action &&
        one.of === of &&
        one.message.seq < message.seq &&
        one.message.to.party === message.from.party,
    )
    .toReversed();
}
