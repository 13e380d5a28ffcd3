// Which groups were already regrouped when somebody asked, by what, and as far as which server could know: temporary
// groups made in a group management server, and regroups in force. The oracle's own account, never a party's.

import { systemOf, type PartyName } from '../../../procedure/roles';
import { isNegative, regroupIdFor, type Attempt } from './attempt';
import type { Controls } from '../../../oracle/story/controls';
import { configurationsOf, text, type Message } from '../../../oracle/story/message';
import { note, pair, stateAt, type Change, type State, type Timelines } from '../../../oracle/story/timeline';
import type { Places } from '../../../oracle/story/places';

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
}

export function readHoldings(
  attempts: readonly Attempt[],
  messages: readonly Message[],
  controls: Controls,
  places: Places,
): Holdings {
  const temporary = readTemporaryGroups(messages, controls);
  const holders = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const id = regroupIdFor(attempt);
    for (const group of new Set(id === undefined ? attempt.groups : [...attempt.groups, id])) {
      const known = holders.get(group);
      if (known) known.push(attempt);
      else holders.set(group, [attempt]);
    }
  }

  const life = new Map<Attempt, Map<PartyName, readonly Change[]>>();
  function inForce(attempt: Attempt, server: PartyName, seq: number): State {
    const known = life.get(attempt) ?? new Map<PartyName, readonly Change[]>();
    life.set(attempt, known);
    const changes = known.get(server) ?? lifeAt(attempt, server);
    known.set(server, changes);
    return changes.findLast((change) => change.seq <= seq)?.state ?? 'no';
  }

  function byRegroup(attempt: Attempt, server: PartyName, seq: number, group: string, asRegroupGroup: boolean) {
    return (holders.get(group) ?? []).flatMap((other): Holding[] => {
      if (other === attempt) return [];
      const requestedLegs = [...other.legs.values()].filter(({ step5 }) => step5.length > 0);
      const servers = [other.primary, ...requestedLegs.map(({ partner }) => partner)];
      const involved = servers.includes(server);
      const states = (involved ? [server] : servers).map((one) => inForce(other, one, seq));
      if (states.every((state) => state === 'no')) return [];
      const by = regroupIdFor(other) ?? 'a regroup that is being formed';
      const known = involved && states[0] === 'yes';
      const concerns = asRegroupGroup || by === group || places.group(group)?.home === systemOf(server);
      return [{ group, by, asRegroupGroup, binding: known && concerns }];
    });
  }

  function byTemporaryGroup(server: PartyName, seq: number, group: string, asRegroupGroup: boolean): Holding[] {
    const known = stateAt(temporary.notified, pair(server, group), seq);
    const made = temporary.made.get(group);
    if (made === undefined) return [];
    const concerns = asRegroupGroup || places.group(group)?.home === systemOf(server);
    return [{ group, by: made, asRegroupGroup, binding: known === 'yes' && concerns }];
  }

  return {
    inForce,
    at(attempt, server, seq) {
      const holdingsOf = (group: string, asRegroupGroup: boolean): readonly Holding[] => [
        ...byRegroup(attempt, server, seq, group, asRegroupGroup),
        ...byTemporaryGroup(server, seq, group, asRegroupGroup),
      ];
      const listed = attempt.groups.flatMap((group) => holdingsOf(group, false));
      const atPrimary = server === attempt.primary;
      const id = atPrimary ? attempt.givenId : regroupIdFor(attempt);
      const named = id === undefined ? [] : holdingsOf(id, true);
      // Only the primary has to look the regroup group up (step 4a).
      return [...listed, ...named.map((holding) => ({ ...holding, binding: atPrimary && holding.binding }))];
    },
  };
}

/** When the regroup came into force at a server and when it ended there; in between it is being formed or cancelled. */
function lifeAt(attempt: Attempt, server: PartyName): readonly Change[] {
  const changes = (messages: readonly Message[], state: State): Change[] =>
    messages.map(({ seq, id }) => ({ seq, state, evidence: id }));
  const cancelled = (answers: readonly Message[]): Change[] =>
    answers.flatMap((answer) => changes([answer], text(answer, 'result') === 'success' ? 'no' : 'maybe'));
  const leg = attempt.legs.get(server);
  const all =
    server === attempt.primary
      ? [
          ...changes([attempt.step2], 'maybe'),
          ...changes([...attempt.step4b.filter(isNegative), ...attempt.step4a], 'no'),
          ...changes(attempt.step12, 'yes'),
          ...changes(attempt.cancels, 'maybe'),
          ...cancelled(attempt.cancelAnswers),
        ]
      : leg
        ? [
            ...changes(leg.step5, 'maybe'),
            ...changes(leg.step11, 'yes'),
            ...changes(leg.rejects, 'no'),
            ...changes(leg.cancels, 'maybe'),
            ...cancelled(leg.cancelAnswers),
          ]
        : [];
  return all.sort((a, b) => a.seq - b.seq);
}

interface TemporaryGroups {
  /** By server and group: what the group management server told the server. */
  readonly notified: Timelines;
  /** The temporary group by constituent, where one was ever made. */
  readonly made: ReadonlyMap<string, string>;
}

/** How a server learns of a configuration: it is told, or told to fetch it. */
const TELLING: ReadonlySet<string> = new Set([
  'notify-group-configuration-request.gms-server',
  'get-group-configuration-response.gms-server',
]);

function readTemporaryGroups(messages: readonly Message[], controls: Controls): TemporaryGroups {
  const notified: Timelines = new Map();
  const made = new Map<string, string>();
  for (const { done, kind, groups, temporaryId } of controls.acts)
    if (done && kind === 'make-temporary-group')
      for (const group of groups) made.set(group, temporaryId ?? 'a temporary group');
  for (const message of messages) {
    if (!TELLING.has(message.flow) || !message.to.party) continue;
    for (const { groupId, temporaryGroupId } of configurationsOf(message)) {
      const key = pair(message.to.party, groupId);
      note(notified, key, { seq: message.seq, state: temporaryGroupId ? 'yes' : 'no', evidence: message.id });
      if (temporaryGroupId) made.set(groupId, temporaryGroupId);
    }
  }
  return { notified, made };
}
