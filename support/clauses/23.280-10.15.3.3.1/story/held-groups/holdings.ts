// Which groups were already regrouped when somebody asked, by what, and as far as which server could know: temporary
// groups made in a group management server, and regroups in force. The oracle's own account, never a party's.

import { entityOf, systemOf, type PartyName } from '../../../../procedure/roles';
import { refusalOf } from '../attempts/turned-down';
import { isNegative, isSameTo, isToldOf, regroupIdFor, type Attempt, type Leg } from '../attempts/attempt';
import { readHolders, serversOf } from './holders';
import type { Story } from '../../../../oracle/story';
import { configurationsOf, listedGroups, text, type Message } from '../../../../oracle/story/message';
import {
  changeAt,
  note,
  pair,
  stateAt,
  type Change,
  type State,
  type Timelines,
} from '../../../../oracle/story/timeline';

/** A group of a request that something else holds, or may hold. */
export interface Holding {
  readonly group: string;
  /** The regroup group or temporary group that holds it. */
  readonly by: string;
  /** The group is the regroup group that the request gives, not one of its list. */
  readonly asRegroupGroup: boolean;
  /** The server knew for certain and had to refuse; otherwise it may refuse. */
  readonly binding: boolean;
}

export interface Holdings {
  /** What stood in the way of the attempt at one server at one moment. */
  at(attempt: Attempt, server: PartyName, seq: number): readonly Holding[];
  /** Whether the regroup was in force at a server. */
  inForce(attempt: Attempt, server: PartyName, seq: number): State;
  /** The server knew for certain that this is the identity of a temporary group. */
  isTemporaryGroup(id: string, server: PartyName, seq: number): boolean;
}

export function readHoldings(
  attempts: readonly Attempt[],
  story: Pick<
    Story,
    'messages' | 'controls' | 'places' | 'arrivalOf' | 'refusals' | 'malformed' | 'abilities' | 'isInside'
  >,
): Holdings {
  const { places } = story;
  const temporary = readTemporaryGroups(story);
  const life = new Map<Attempt, Map<PartyName, readonly Change[]>>();
  function changesAt(attempt: Attempt, server: PartyName): readonly Change[] {
    const known = life.get(attempt) ?? new Map<PartyName, readonly Change[]>();
    life.set(attempt, known);
    const changes = known.get(server) ?? lifeAt(attempt, server, story);
    known.set(server, changes);
    return changes;
  }
  const inForce = (attempt: Attempt, server: PartyName, seq: number): State =>
    changeAt(changesAt(attempt, server), seq)?.state ?? 'no';
  const holders = readHolders(attempts, changesAt);

  function byRegroup(attempt: Attempt, server: PartyName, seq: number, group: string, asRegroupGroup: boolean) {
    return holders(group, seq).flatMap((other): Holding[] => {
      if (other === attempt) return [];
      const servers = serversOf(other);
      const involved = servers.includes(server);
      const states = (involved ? [server] : servers).map((one) => inForce(other, one, seq));
      if (states.every((state) => state === 'no')) return [];
      const by = regroupIdFor(other) ?? 'a regroup that is being formed';
      // Further groups may be told in further requests.
      const isToldBy = (request: Message): boolean => story.arrivalOf(request).to <= seq;
      const known =
        involved &&
        states[0] === 'yes' &&
        isToldOf(other, server, group, isToldBy) &&
        !isSameTo(server, other, attempt);
      // A regroup group is held as what it is, which a primary knows; a partner checks what it hosts.
      const fact = places.group(group);
      const isHosted = fact !== undefined && (asRegroupGroup || fact.home === systemOf(server));
      const concerns = by === group ? server === attempt.primary : isHosted;
      return [{ group, by, asRegroupGroup, binding: known && concerns }];
    });
  }

  function byTemporaryGroup(server: PartyName, seq: number, group: string, asRegroupGroup: boolean): Holding[] {
    const known = stateAt(temporary.notified, pair(server, group), seq);
    const made = temporary.made.get(group);
    if (made === undefined) return [];
    // Once it is torn down, whoever was told of it and of its end knows that the group is free.
    const before = temporary.notified.get(pair(server, group)) ?? [];
    const isOver = known === 'no' && before.some((change) => change.seq <= seq && change.state === 'yes');
    if (isOver && temporary.tornDown.has(group)) return [];
    const concerns = asRegroupGroup || places.group(group)?.home === systemOf(server);
    return [{ group, by: made, asRegroupGroup, binding: known === 'yes' && concerns }];
  }

  /** What makes a temporary group of the identity, by its constituents. */
  function constituting(id: string, server: PartyName, seq: number): readonly Holding[] {
    const constituents = [...temporary.made].filter(([, made]) => made === id);
    return constituents.flatMap(([group]) => byTemporaryGroup(server, seq, group, true));
  }

  /** Whether a temporary group counts as regrouped nobody says: it may be rejected as the regroup group. */
  function asTemporaryGroup(id: string, server: PartyName, seq: number): readonly Holding[] {
    const [first] = constituting(id, server, seq);
    return first === undefined ? [] : [{ ...first, group: id, binding: false }];
  }

  return {
    inForce,
    isTemporaryGroup: (id, server, seq) => constituting(id, server, seq).some(({ binding }) => binding),
    at(attempt, server, seq) {
      const holdingsOf = (group: string, asRegroupGroup: boolean): readonly Holding[] => [
        ...byRegroup(attempt, server, seq, group, asRegroupGroup),
        ...byTemporaryGroup(server, seq, group, asRegroupGroup),
      ];
      const listed = attempt.groups.flatMap((group) => holdingsOf(group, false));
      const atPrimary = server === attempt.primary;
      // A partner may refuse for what it was told, whatever the request of the client was.
      const told = (attempt.legs.get(server)?.step5 ?? []).flatMap(listedGroups);
      const beside = [...new Set(told)]
        .filter((group) => !attempt.groups.includes(group))
        .flatMap((group) => holdingsOf(group, false).map((holding) => ({ ...holding, binding: false })));
      const id = atPrimary ? attempt.givenId : regroupIdFor(attempt);
      const named = id === undefined ? [] : [...holdingsOf(id, true), ...asTemporaryGroup(id, server, seq)];
      // Only the primary has to look the regroup group up (step 4a).
      return [...listed, ...beside, ...named.map((holding) => ({ ...holding, binding: atPrimary && holding.binding }))];
    },
  };
}

/** When the regroup came into force at a server and when it ended there; in between it is being formed or cancelled. */
function lifeAt(
  attempt: Attempt,
  server: PartyName,
  { arrivalOf, ...answers }: Pick<Story, 'refusals' | 'malformed' | 'arrivalOf'>,
): readonly Change[] {
  const leg = attempt.legs.get(server);
  const legs = [...attempt.legs.values()];
  if (server === attempt.primary) {
    const refusals = [...attempt.step4b.filter(isNegative), ...attempt.step4a];
    const goingOn = [...legs.flatMap(({ step5 }) => step5), ...attempt.ownStep7];
    const isRefused = (answer: Message): boolean => legs.every((one) => hadEndedAll(one, answer, arrivalOf));
    return lifeOf([attempt.step2, ...goingOn], refusals, attempt.step12, attempt, isRefused);
  }
  if (!leg) return [];
  const cancels = leg.cancels.filter((request) => refusalOf(answers, request) === undefined);
  // What is asked for anew between a cancel request and its answer may come into force, and may not.
  const isAskedAnew = ({ seq: by }: Message): boolean => {
    const last = cancels.findLast(({ seq }) => seq < by);
    return last !== undefined && leg.step5.some(({ seq }) => seq > last.seq && seq < by);
  };
  return lifeOf(leg.step5, leg.rejects, leg.step11, { ...leg, cancels }, () => false, isAskedAnew);
}

/** As far as the primary knew then the partner had ended all that it was asked to; what it was not asked to end it keeps. */
function hadEndedAll({ cancels, cancelAnswers }: Leg, { seq: by }: Message, arrivalOf: Story['arrivalOf']): boolean {
  const ended = cancelAnswers.filter((answer) => arrivalOf(answer).to < by && text(answer, 'result') === 'success');
  return ended.length >= cancels.filter(({ seq }) => seq < by).length;
}

/** @param isRefused an answer that a cancellation failed refuses it: nothing kept the server from bringing it to an end */
function lifeOf(
  requests: readonly Message[],
  refusals: readonly Message[],
  responses: readonly Message[],
  { cancels, cancelAnswers }: Pick<Attempt, 'cancels' | 'cancelAnswers'>,
  isRefused: (answer: Message) => boolean,
  isAskedAnew: (answer: Message) => boolean = () => false,
): readonly Change[] {
  const stateAfter = new Map<Message, (before: State) => State>();
  // What goes on after a refusal may come into force after all; what is in force already stays so.
  for (const message of requests) stateAfter.set(message, (before) => (before === 'no' ? 'maybe' : before));
  // Whether what is refused once it is in force stays so nobody can tell.
  for (const message of refusals) stateAfter.set(message, (before) => (before === 'yes' ? 'maybe' : 'no'));
  for (const message of responses) stateAfter.set(message, (before) => (isCancelled(message) ? before : 'yes'));
  let open = 0;
  let undisturbed: State = 'no';
  for (const message of cancels)
    stateAfter.set(message, (before) => {
      if (open++ === 0) undisturbed = before;
      return 'maybe';
    });
  for (const message of cancelAnswers)
    stateAfter.set(message, (before) => {
      const isAnswer = open > 0;
      open = Math.max(0, open - 1);
      if (text(message, 'result') === 'success') {
        undisturbed = isAskedAnew(message) ? 'maybe' : 'no';
        return undisturbed;
      }
      if (!isAnswer) return before;
      return isRefused(message) && open === 0 ? undisturbed : 'maybe';
    });
  // What answers a request that was cancelled meanwhile brings nothing back into force.
  function isCancelled({ seq }: Message): boolean {
    const asked = cancels.filter((cancel) => cancel.seq < seq);
    const refused = cancelAnswers.filter((answer) => answer.seq < seq && text(answer, 'result') === 'failure');
    return asked.length > refused.length;
  }
  let state: State = 'no';
  return [...stateAfter]
    .toSorted(([one], [other]) => one.seq - other.seq)
    .map(([{ seq, id }, next]) => {
      state = next(state);
      return { seq, state, evidence: id };
    });
}

interface TemporaryGroups {
  /** By server and group: what the group management server told the server. */
  readonly notified: Timelines;
  /** The temporary group by constituent, where one was ever made. */
  readonly made: ReadonlyMap<string, string>;
  /** Constituents of those that were torn down. */
  readonly tornDown: ReadonlySet<string>;
}

const NOTIFIES = 'notify-group-configuration-request.gms-server';
const FETCHES = 'get-group-configuration-request.server-gms';

/** How a server learns of a configuration: it is told, or told to fetch it. */
export const TELLING: ReadonlySet<string> = new Set([NOTIFIES, 'get-group-configuration-response.gms-server']);

const TEMPORARY: ReadonlySet<string> = new Set(['make-temporary-group', 'tear-down-temporary-group']);

function readTemporaryGroups({
  messages,
  controls,
  arrivalOf,
  abilities,
  isInside,
}: Pick<Story, 'messages' | 'controls' | 'arrivalOf' | 'abilities' | 'isInside'>): TemporaryGroups {
  const notified: Timelines = new Map();
  const made = new Map<string, string>();
  const tornDown = new Set<string>();
  // Where a notification says only that something changed, whoever fetches it then is told by what it gets, whichever it answers first.
  const fetches = abilities.notifiesConfiguration ? [] : messages.filter(({ flow }) => flow === FETCHES);
  const isToBeFetched = ({ flow, to, seq }: Message, group: string): boolean =>
    flow === NOTIFIES &&
    fetches.some((one) => one.seq > seq && one.from.party === to.party && text(one, 'mcServiceGroupId') === group);
  for (const { done, kind, groups, temporaryId, event } of controls.acts) {
    if (!done) continue;
    const system = systemOf(event.party);
    const server = system && entityOf(system, 'server');
    for (const group of groups) {
      // Of one product the server knows what the group management server was made to do.
      if (server !== undefined && isInside(event.party, server) && TEMPORARY.has(kind)) {
        const state = kind === 'make-temporary-group' ? 'yes' : 'no';
        note(notified, pair(server, group), { seq: event.seq, state, evidence: event.id });
      }
      if (kind === 'make-temporary-group') made.set(group, temporaryId ?? 'a temporary group');
      if (kind === 'tear-down-temporary-group') tornDown.add(group);
    }
  }
  for (const message of messages) {
    if (!TELLING.has(message.flow) || !message.to.party) continue;
    for (const { groupId, temporaryGroupId } of configurationsOf(message)) {
      const key = pair(message.to.party, groupId);
      const state = temporaryGroupId ? 'yes' : 'no';
      const { from, to } = arrivalOf(message);
      if (isToBeFetched(message, groupId)) {
        note(notified, key, { seq: from, state: 'maybe', evidence: message.id });
        continue;
      }
      if (from < to && stateAt(notified, key, from) !== state)
        note(notified, key, { seq: from, state: 'maybe', evidence: message.id });
      note(notified, key, { seq: to, state, evidence: message.id });
      if (temporaryGroupId) made.set(groupId, temporaryGroupId);
    }
  }
  return { notified, made, tornDown };
}
