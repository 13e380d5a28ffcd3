// How each regroup of a trace ended, told as a search tells it (outcome.ts), but from what the trace shows: so it can be said of a
// scenario of the suite to which class of behaviour it comes. Where a trace leaves it open nothing is said.

import type { ControlEvent, FixtureEvent, MessageEvent, TraceEvent } from '../../evidence/trace';
import type { Act, UserNotification } from '../../ports/control';
import type { Fixture, UserFact } from '../../procedure/fixture';
import type { FlowId } from '../../procedure/flows';
import { entityOf, type PartyName } from '../../procedure/roles';
import type { Ending, Trouble } from './outcome';

const TOLD: Partial<Record<FlowId, (body: MessageEvent['body']) => Ending['told'][number]>> = {
  'preconfigured-regroup-request-return.server-client': ({ authorizationResult }) =>
    authorizationResult === 'success' ? 'authorized' : 'not-authorized',
  'preconfigured-regroup-reject.server-client': () => 'rejected',
  'preconfigured-regroup-response.server-client': () => 'formed',
};
const CANCEL = 'preconfigured-regroup-cancel-request.client-server';
const CANCELLED = 'preconfigured-regroup-cancel-response.server-client';

/** A regroup that somebody asked for. */
interface Asked {
  readonly id: unknown;
  readonly requester: string;
  readonly primary: PartyName | null;
  readonly groups: readonly string[];
  readonly told: Ending['told'];
  readonly cancellations: readonly string[];
  /** Cancellations that a client asked for. */
  readonly cancels: number;
  /** The same user asked for the identity again. */
  readonly isReplaced: boolean;
}

/** In the order in which they were asked for. */
export function endingsIn(
  events: readonly TraceEvent[],
): readonly Pick<Ending, 'told' | 'cancellations' | 'troubles'>[] {
  const fixture = events.find((event): event is FixtureEvent => event.kind === 'fixture')?.fixture;
  if (fixture === undefined) return [];
  const shown = whatIsShown(beforeThePostamble(events), fixture);
  return shown.regroups.map((one) => ({
    told: one.told,
    cancellations: one.cancellations,
    troubles: [...troublesOf(one, shown)].sort(),
  }));
}

function beforeThePostamble(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const to = events.findIndex((event) => event.kind === 'phase' && event.phase === 'postamble');
  return to === -1 ? events : events.slice(0, to);
}

/** What a trace shows of the end, by identity. */
interface Shown {
  readonly regroups: readonly Asked[];
  readonly users: readonly UserFact[];
  /** Whether the MC system says that the regroup is in force. */
  readonly isInForce: (server: PartyName, id: unknown) => boolean;
  readonly servers: readonly PartyName[];
  /** What a user was told last about a regroup group, in order; undefined where nobody asked. */
  readonly notified: (user: string) => readonly UserNotification[] | undefined;
  readonly isServed: (user: string) => boolean;
  readonly isAffiliated: (user: string, groups: readonly string[]) => boolean;
  /** It was reported that the user takes part, and not that it does so no longer. */
  readonly isReported: (user: string, id: unknown) => boolean;
}

function whatIsShown(events: readonly TraceEvent[], { users, systems }: Fixture): Shown {
  const messages = events.filter((event): event is MessageEvent => event.kind === 'message');
  const controls = events.filter((event): event is ControlEvent => event.kind === 'control');
  const inForce = new Map<PartyName, readonly unknown[]>();
  const notifications = new Map<unknown, readonly UserNotification[]>();
  const served = new Set<string>();
  const affiliations = new Map<string, Set<string>>();
  for (const { party, command, answer } of controls) {
    if (answer['status'] !== 'done') continue;
    const question = command['question'] as { readonly kind: string; readonly user?: string } | undefined;
    if (question?.kind === 'regroups') inForce.set(party, (answer['regroupGroupIds'] ?? []) as readonly unknown[]);
    if (question?.kind === 'user-notifications')
      notifications.set(question.user, (answer['userNotifications'] ?? []) as readonly UserNotification[]);
    follow(command['act'] as Act | undefined, served, affiliations);
  }
  const reported = new Set<string>();
  for (const { flow, body, to } of messages) {
    // Whether the part in a regroup ends with the service, no message has to show (POST-3).
    if (flow === 'log-off-response.server-client')
      for (const one of reported) if (one.startsWith(`${to.id} `)) reported.delete(one);
    if (flow !== 'notify-group-dynamic-data-request.server-gms') continue;
    for (const { mcServiceGroupId, affiliated = [], deAffiliated = [] } of body['groupDynamicData'] as readonly {
      readonly mcServiceGroupId: string;
      readonly affiliated?: readonly string[];
      readonly deAffiliated?: readonly string[];
    }[]) {
      for (const user of affiliated) reported.add(`${user} ${mcServiceGroupId}`);
      for (const user of deAffiliated) reported.delete(`${user} ${mcServiceGroupId}`);
    }
  }
  return {
    regroups: messages.flatMap((message) =>
      message.flow === 'preconfigured-regroup-request.client-server' ? [askedFor(message, messages)] : [],
    ),
    users,
    servers: systems.map(({ name }) => entityOf(name, 'server')),
    isInForce: (server, id) => inForce.get(server)?.includes(id) ?? false,
    notified: (user) => notifications.get(user),
    isServed: (user) => served.has(user),
    isAffiliated: (user, groups) => groups.some((group) => affiliations.get(user)?.has(group)),
    isReported: (user, id) => reported.has(`${user} ${String(id)}`),
  };
}

/** Affiliations end with the service. */
function follow(act: Act | undefined, served: Set<string>, affiliations: Map<string, Set<string>>): void {
  if (act?.kind === 'start-service') served.add(act.user);
  if (act?.kind === 'log-off') {
    served.delete(act.user);
    affiliations.delete(act.user);
  }
  if (act?.kind !== 'affiliate' && act?.kind !== 'de-affiliate') return;
  const groups = affiliations.get(act.user) ?? new Set();
  affiliations.set(act.user, groups);
  for (const group of act.mcServiceGroupIdList)
    if (act.kind === 'affiliate') groups.add(group);
    else groups.delete(group);
}

function askedFor(request: MessageEvent, messages: readonly MessageEvent[]): Asked {
  const requester = request.from.id;
  const later = messages.filter(({ seq }) => seq > request.seq);
  // Until the same user asks for another.
  const next = later.find(({ flow, from }) => flow === request.flow && from.id === requester)?.seq ?? Infinity;
  const answers = later.filter(({ flow, to }) => flow in TOLD && to.id === requester);
  const mine = answers.filter(({ seq }) => seq < next);
  const id =
    mine.map(({ body }) => body['regroupGroupId']).find((one) => one !== undefined) ?? request.body['regroupGroupId'];
  const again = later.find(
    ({ flow, from, body }) => flow === request.flow && from.id === requester && body['regroupGroupId'] === id,
  );
  const isOurs = ({ body, seq }: MessageEvent): boolean =>
    body['regroupGroupId'] === undefined ? seq < next : body['regroupGroupId'] === id && seq < (again?.seq ?? Infinity);
  return {
    id,
    requester,
    primary: request.to.party,
    groups: (request.body['mcServiceGroupIdList'] ?? []) as readonly string[], // by its schema
    told: answers.filter(isOurs).flatMap(({ flow, body }) => TOLD[flow]?.(body) ?? []),
    cancellations: later
      .filter((one) => one.flow === CANCELLED && isOurs(one) && one.from.party === request.to.party)
      .map(({ body }) => String(body['result'])),
    cancels: later.filter((one) => one.flow === CANCEL && isOurs(one) && one.to.party === request.to.party).length,
    isReplaced: again !== undefined,
  };
}

/** What is said of the identity at the end is said of another regroup. */
const isGone = (one: Asked, { regroups }: Shown): boolean =>
  one.isReplaced ||
  (['rejected', 'not-authorized'].includes(one.told.at(-1) ?? '') &&
    regroups.some((other) => other !== one && other.id === one.id));

function* troublesOf(one: Asked, shown: Shown): Generator<Trouble> {
  const { id, requester, primary, told, cancellations, cancels } = one;
  const { regroups, servers, isInForce } = shown;
  const last = told.at(-1);
  const wasCancelled = cancellations.includes('success');
  const others = regroups.filter((other) => other !== one);
  const sameId = others.filter((other) => other.id === id && other.primary !== primary && !isGone(other, shown));
  // A partner does not say of which of two primaries it is.
  const holders = isGone(one, shown)
    ? []
    : servers.filter((server) => isInForce(server, id) && (server === primary || sameId.length === 0));
  const isOpen = cancels > cancellations.length;
  const isHeld = primary !== null && holders.includes(primary);

  if (told.includes('authorized') && last === 'rejected') yield 'authorized-then-rejected';
  if (last === 'authorized' && !wasCancelled) yield 'never-told';
  if (last === 'authorized' && cancels === 0) yield 'never-ends';
  if (isOpen && !wasCancelled && !isHeld) yield 'cancelling-for-ever';
  if (
    last === 'formed' &&
    !wasCancelled &&
    !isOpen &&
    holders.length === 0 &&
    !isGone(one, shown) &&
    sameId.length === 0
  )
    yield 'formed-then-nothing';
  if (wasCancelled && holders.length > 0) yield 'cancelled-and-still-held';
  if (cancellations.includes('failure') && isHeld) yield 'formed-after-a-refused-cancellation';
  if (holders.length > 0 && !isHeld && sameId.length === 0) yield 'unknown-to-the-primary';
  if (isHeld && sameId.some((other) => other.primary !== null && isInForce(other.primary, id))) yield 'two-primaries';
  if (holders.length > 0 && others.some((other) => other.id !== id && sharesAHeldGroup(one, other, shown)))
    yield 'group-in-two-regroups';
  if (last === 'formed' && !shown.isServed(requester) && !(shown.notified(requester) ?? []).some(isAsked))
    yield 'formed-for-nobody';
  if (regroups.length > 1 && regroups.every((each) => each.told.at(-1) === 'rejected') && isNothingHeld(shown))
    yield 'all-rejected';
  // Neither partners nor members say of which of two primaries it is.
  if (!isGone(one, shown) && sameId.length === 0) yield* troublesOfMembers(one, shown, isHeld);
}

const isAsked = ({ kind }: UserNotification): boolean => kind === 'regrouped';

const sharesAHeldGroup = (one: Asked, other: Asked, shown: Shown): boolean =>
  !isGone(other, shown) &&
  shown.servers.some((server) => shown.isInForce(server, other.id)) &&
  one.groups.some((group) => other.groups.includes(group));

const isNothingHeld = ({ regroups, servers, isInForce }: Shown): boolean =>
  regroups.every(({ id }) => !servers.some((server) => isInForce(server, id)));

function* troublesOfMembers({ id, groups }: Asked, shown: Shown, isHeld: boolean): Generator<Trouble> {
  const { users, isInForce } = shown;
  const sameId = shown.regroups.filter((other) => other.id === id);
  for (const { id: user, system } of users) {
    const server = entityOf(system, 'server');
    const stays = shown.isServed(user) && shown.isAffiliated(user, groups);
    const isHeldHere = isInForce(server, id);
    const staysInAny = shown.isServed(user) && sameId.some((other) => shown.isAffiliated(user, other.groups));
    const about = (shown.notified(user) ?? [])
      .filter(({ kind, regroupGroupId }) => regroupGroupId === id && (kind === 'regrouped' || kind === 'cancelled'))
      .map(({ kind }) => kind);
    if (sameId.length === 1 && about.some((kind, at) => kind === 'regrouped' && about[at + 1] === 'regrouped'))
      yield 'asked-twice';
    if (about.at(-1) === 'regrouped' && !isHeldHere && stays) yield 'not-told-the-end';
    if (!staysInAny && isHeldHere && shown.isReported(user, id)) yield 'member-who-has-gone';
    if (stays && isHeld && isHeldHere && !shown.isReported(user, id) && !about.includes('regrouped'))
      yield 'member-not-asked';
    if (stays && isHeld && !isHeldHere) yield 'visitor-not-asked';
    const isInTwo = shown.regroups.some(
      (other) => other.id !== id && shown.isReported(user, other.id) && isInForce(server, other.id),
    );
    if (isHeldHere && shown.isReported(user, id) && isInTwo) yield 'user-in-two-regroups';
  }
}
