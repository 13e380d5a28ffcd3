// Who receives service where, who is affiliated to which group, and who is affiliated to which regroup group, over time.
// Service and affiliation come from the client's exchanges with its server (clauses 10.1 and 10.8), affiliation to a
// regroup group from the dynamic data that the server reports and from what control was told.

import { entityOf, systemOf, type McSystemName, type PartyName } from '../../procedure/roles';
import type { Controls } from './controls';
import { createExchanges, type Exchanges } from './exchanges';
import type { IsHidden } from './links';
import { dynamicDataOf, listedGroups, text, userOf, type Message } from './message';
import type { Places } from './places';
import { note, pair, stateAt, type State, type Timelines } from './timeline';

export interface Membership {
  /** By user and server. */
  readonly service: Timelines;
  /** By user and group. */
  readonly affiliation: Timelines;
  /** By user and regroup group: what servers reported of users that are theirs. */
  readonly reported: Timelines;
  /** Everybody who was ever affiliated to a group, or may have been. */
  readonly everAffiliated: ReadonlyMap<string, ReadonlySet<string>>;
  /** Everybody who was ever reported to be affiliated to a regroup group, or no longer to be. */
  readonly everReported: ReadonlyMap<string, ReadonlySet<string>>;
  /** Affiliations, by user and group, that a server confirmed and by its answer to control does not have. */
  readonly neverHeld: ReadonlySet<string>;
  /** Groups whose dynamic data the group management server of an MC system follows. */
  readonly followed: ReadonlyMap<McSystemName, ReadonlySet<string>>;
}

interface Draft {
  readonly service: Timelines;
  readonly affiliation: Timelines;
  readonly reported: Timelines;
  readonly everAffiliated: Map<string, Set<string>>;
  readonly everReported: Map<string, Set<string>>;
  readonly neverHeld: Set<string>;
  readonly followed: Map<McSystemName, Set<string>>;
  readonly exchanges: Exchanges;
  /** By user and group: the home of the group refused it, or a list that it is in, whatever the server of the user has answered or will. */
  readonly refusedByHome: Map<string, 'alone' | 'among-others'>;
  /** The group was set up, and without the user. */
  isNoMember(user: string, group: string): boolean;
}

export function readMembership(
  messages: readonly Message[],
  controls: Controls,
  { servers, fixture, group }: Pick<Places, 'servers' | 'fixture' | 'group'>,
  hidden: IsHidden,
): Membership {
  const draft: Draft = {
    service: new Map(),
    affiliation: new Map(),
    reported: new Map(),
    everAffiliated: new Map(),
    everReported: new Map(),
    neverHeld: new Set(),
    followed: new Map(),
    exchanges: createExchanges(),
    refusedByHome: new Map(),
    isNoMember: (user, id) => group(id)?.members.includes(user) === false,
  };
  for (const { id, system, standsAffiliated } of fixture?.users ?? []) {
    if (standsAffiliated === undefined) continue;
    serve(draft, id, entityOf(system, 'server'), 'yes', BEFORE);
    affiliate(draft, id, standsAffiliated, 'yes', BEFORE);
  }
  const isElsewhere = (user: string, server: PartyName): boolean =>
    servers.has(user) && servers.get(user) !== server && !draft.service.has(pair(user, server));
  for (const message of messages) read(draft, message, isElsewhere);
  for (const { event, done, kind, user, groups } of controls.acts) {
    const server = servers.get(user);
    if (!done || server === undefined || !hidden(event.party, server)) continue;
    if (kind === 'start-service') serve(draft, user, server, 'yes', event);
    if (kind === 'log-off') {
      serve(draft, user, server, 'no', event);
      mayEnd(draft, user, affiliationsOf(draft, user), event);
    }
    if (kind === 'affiliate') affiliate(draft, user, groups, 'yes', event);
    if (kind === 'de-affiliate') affiliate(draft, user, groups, 'no', event);
  }
  for (const { event, party, groupId, value } of controls.affiliations) {
    if (value === undefined) continue;
    report(draft, groupId, value, 'yes', event);
    const system = systemOf(party);
    const others = [...(draft.everReported.get(groupId) ?? [])].filter((user) => {
      const server = servers.get(user);
      return server !== undefined && systemOf(server) === system && !value.includes(user);
    });
    report(draft, groupId, others, 'no', event);
    for (const user of draft.everAffiliated.get(groupId) ?? [])
      if (servers.get(user) === party && !value.includes(user)) doubt(draft, pair(user, groupId), event);
  }
  return draft;
}

/** What was confirmed never came about: whoever did not act on it is accused of nothing. */
function doubt({ affiliation, neverHeld }: Draft, key: string, { seq }: Place): void {
  const changes = affiliation.get(key) ?? [];
  const at = changes.findLastIndex((change) => change.seq <= seq);
  const change = changes[at];
  if (change?.state !== 'yes') return;
  changes[at] = { ...change, state: 'maybe' };
  neverHeld.add(key);
}

/** What was brought about by hand stands before the first event, and no event shows it. */
const BEFORE = { seq: 0, id: 'before' };

interface Place {
  readonly seq: number;
  readonly id: string;
}

function serve(draft: Draft, user: string, server: PartyName, state: State, { seq, id }: Place): void {
  note(draft.service, pair(user, server), { seq, state, evidence: id });
}

function affiliate(draft: Draft, user: string, groups: readonly string[], state: State, { seq, id }: Place): void {
  for (const group of groups) {
    note(draft.affiliation, pair(user, group), { seq, state, evidence: id });
    if (state === 'no') continue;
    const users = draft.everAffiliated.get(group) ?? new Set();
    draft.everAffiliated.set(group, users.add(user));
  }
}

function report(draft: Draft, group: string, users: readonly string[], state: State, { seq, id }: Place): void {
  const known = draft.everReported.get(group) ?? new Set();
  draft.everReported.set(group, known);
  for (const user of users) {
    known.add(user);
    note(draft.reported, pair(user, group), { seq, state, evidence: id });
  }
}

/** A user is another server's, and was never served by this one: what it says of that user is no more than its word. */
type IsElsewhere = (user: string, server: PartyName) => boolean;

function read(draft: Draft, message: Message, isElsewhere: IsElsewhere): void {
  const from = message.from.party;
  const to = message.to.party;
  const user = userOf(message) ?? '';
  const success = text(message, 'result') === 'success';
  switch (message.flow) {
    case 'service-authorization-request.client-server':
      if (to) serve(draft, user, to, 'maybe', message);
      draft.exchanges.ask(user, 'starts');
      return;
    case 'service-authorization-response.server-client': {
      const crossed = draft.exchanges.answer(user, 'starts')?.crossed();
      if (from) serve(draft, user, from, crossed ? 'maybe' : success ? 'yes' : 'no', message);
      return;
    }
    case 'log-off-request.client-server':
      if (to) serve(draft, user, to, 'maybe', message);
      mayEnd(draft, user, affiliationsOf(draft, user), message);
      draft.exchanges.ask(user, 'logs-off');
      return;
    case 'log-off-response.server-client': {
      const crossed = draft.exchanges.answer(user, 'logs-off')?.crossed();
      if (from) serve(draft, user, from, crossed ? 'maybe' : 'no', message);
      return;
    }
    case 'group-affiliation-request.client-server':
    case 'group-de-affiliation-request.client-server':
      weaken(draft, user, message);
      draft.exchanges.ask(user, kindOf(message), listedGroups(message));
      return;
    case 'group-affiliation-response.server-client':
    case 'group-de-affiliation-response.server-client':
      conclude(draft, user, message, success);
      return;
    case 'group-affiliation-request.server-server':
      for (const group of listedGroups(message)) draft.refusedByHome.delete(pair(user, group));
      draft.exchanges.ask(`${user} ${message.to.id}`, 'joins', listedGroups(message));
      return;
    case 'group-affiliation-response.server-server': {
      const asked = draft.exchanges.answer(`${user} ${message.from.id}`, 'joins')?.groups ?? listedGroups(message);
      if (!success) refuse(draft, user, asked, message);
      return;
    }
    case 'notify-group-dynamic-data-request.server-gms':
      for (const { groupId, affiliated, deAffiliated } of dynamicDataOf(message)) {
        const isOwn = (reported: string): boolean => from === null || !isElsewhere(reported, from);
        report(draft, groupId, affiliated.filter(isOwn), 'yes', message);
        report(draft, groupId, deAffiliated.filter(isOwn), 'no', message);
      }
      return;
    case 'subscribe-group-dynamic-data-request.gms-server': {
      const system = from ? systemOf(from) : undefined;
      if (!system || !to || systemOf(to) !== system) return;
      draft.followed.set(system, new Set([...(draft.followed.get(system) ?? []), ...listedGroups(message)]));
    }
  }
}

const kindOf = ({ flow }: Message) => (flow.startsWith('group-de-affiliation') ? 'leaves' : 'joins');

/** What the answer says of the groups that it names, or else of those of the request: not every wire repeats them. */
function conclude(draft: Draft, user: string, message: Message, success: boolean): void {
  const kind = kindOf(message);
  const exchange = draft.exchanges.answer(user, kind);
  const named = message.body['mcServiceGroupIdList'] === undefined ? undefined : listedGroups(message);
  const groups = named ?? exchange?.groups ?? [];
  for (const group of groups) {
    const refused = draft.refusedByHome.get(pair(user, group));
    // A failure of a list leaves open which of its groups were refused, unless a home refused one alone or has no such member; one of
    // leaving whether any was left.
    const isRefused = groups.length === 1 || refused === 'alone' || draft.isNoMember(user, group);
    const failed = kind === 'joins' && isRefused ? 'no' : 'maybe';
    const state = success ? (kind === 'joins' ? 'yes' : 'no') : failed;
    // By some wires one answer confirms the list, and who is no member of a group is told by what follows.
    const isDoubtful = refused !== undefined || (groups.length > 1 && draft.isNoMember(user, group));
    const isOpen = exchange?.crossed(group) || (state === 'yes' && isDoubtful);
    affiliate(draft, user, [group], isOpen ? 'maybe' : state, message);
  }
}

/** By some wires a server answers its client before the home of the group has: who was refused there may be taken for either. */
function refuse(draft: Draft, user: string, groups: readonly string[], place: Place): void {
  const held = inState(draft, user, groups, 'yes', place);
  for (const group of groups)
    draft.refusedByHome.set(pair(user, group), groups.length === 1 && held.length === 0 ? 'alone' : 'among-others');
  affiliate(draft, user, held, 'maybe', place);
}

/** What was asked for may be true from now on; what the answer confirms will be. */
function weaken(draft: Draft, user: string, message: Message): void {
  const groups = listedGroups(message);
  if (message.flow === 'group-de-affiliation-request.client-server') mayEnd(draft, user, groups, message);
  else affiliate(draft, user, inState(draft, user, groups, 'no', message), 'maybe', message);
}

/** Whether who logs off is still affiliated on coming back, the clause does not say; at stage 3 nobody is (TS 24.379 7.3.5). */
function mayEnd(draft: Draft, user: string, groups: readonly string[], place: Place): void {
  affiliate(draft, user, inState(draft, user, groups, 'yes', place), 'maybe', place);
}

const inState = (draft: Draft, user: string, groups: readonly string[], state: State, { seq }: Place) =>
  groups.filter((group) => stateAt(draft.affiliation, pair(user, group), seq) === state);

const affiliationsOf = ({ everAffiliated }: Draft, user: string): readonly string[] =>
  [...everAffiliated].flatMap(([group, users]) => (users.has(user) ? [group] : []));
