// What control asked of the parties and what they answered: acts of users, answers to questions, and what a played party
// was told to do differently. The event of an act can follow the messages that the act caused.

import type { ControlEvent } from '../../evidence/trace';
import { kindOf, type PartyName } from '../../procedure/roles';

type Json = Readonly<Record<string, unknown>>;

export interface Act {
  readonly event: ControlEvent;
  readonly done: boolean;
  readonly kind: string;
  readonly user: string;
  readonly groups: readonly string[];
  readonly regroupId: string | undefined;
  readonly temporaryId: string | undefined;
  /** Everything that the user named, by information element. */
  readonly elements: Json;
}

export interface Notification {
  readonly kind: string;
  readonly regroupId: string | undefined;
}

/** An answered question of the upper tester; `undefined` where the party could not tell. */
export interface Answered<T> {
  readonly event: ControlEvent;
  readonly party: PartyName;
  readonly value: T | undefined;
}

export interface LeftOut {
  readonly withholds: readonly string[];
  readonly ignores: readonly string[];
}

export interface Controls {
  /** What users were made to do, in order. */
  readonly acts: readonly Act[];
  /** By user, when the operator of a server withdrew the authorization to initiate regroups, as positions in the trace. */
  readonly withdrawals: ReadonlyMap<string, readonly number[]>;
  /** What each user was told, by user: the latest answer. */
  readonly notifications: ReadonlyMap<string, Answered<readonly Notification[]>>;
  /** Regroup groups in force, each answer in order. */
  readonly regroups: readonly Answered<readonly string[]>[];
  /** Who is affiliated to a group, each answer in order. */
  readonly affiliations: readonly (Answered<readonly string[]> & { readonly groupId: string })[];
  readonly activated: ControlEvent | undefined;
  /** Parties that could not be told to begin: what they do at their start may lie before the scenario. */
  readonly standing: ReadonlySet<PartyName>;
  /** Parties whose users could be made to act in this scenario. */
  readonly actors: ReadonlySet<PartyName>;
  /** Parties that could not be asked any more. */
  readonly lost: ReadonlySet<PartyName>;
  /** By group management server and group: the configuration that it was given; of those that control could give none, nothing. */
  readonly configured: ReadonlyMap<PartyName, ReadonlyMap<string, Json>>;
  /** What played parties were told to leave out, by party: flows that they withhold, and whether they ignore others. */
  readonly leftOut: ReadonlyMap<PartyName, LeftOut>;
  /** Played servers that were told to let no other server remove a regroup that they control. */
  readonly keepers: ReadonlySet<PartyName>;
}

const json = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {}); // any object reads as a record
const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

export function readControls(events: readonly ControlEvent[]): Controls {
  const acts: Act[] = [];
  const notifications = new Map<string, Answered<readonly Notification[]>>();
  const regroups: Answered<readonly string[]>[] = [];
  const affiliations: (Answered<readonly string[]> & { readonly groupId: string })[] = [];
  const actors = new Set<PartyName>();
  const leftOut = new Map<PartyName, LeftOut>();
  const keepers = new Set<PartyName>();
  const standing = new Set<PartyName>();
  const lost = new Set<PartyName>();
  const configured = new Map<PartyName, Map<string, Json>>();
  let activated: ControlEvent | undefined;

  for (const event of events) {
    const { command, answer, party } = event;
    const done = answer.status === 'done';
    if (answer.status === 'unreachable') lost.add(party);
    if (command.command === 'provision' && done && kindOf(party) === 'gms')
      configured.set(party, new Map([...(configured.get(party) ?? []), ...configurationsIn(command)]));
    if (command.command === 'activate' && done) activated ??= event;
    if (command.command === 'activate' && answer.status === 'unsupported') standing.add(party);
    if (command.command === 'behave') leftOut.set(party, leftOutBy(command, leftOut.get(party)));
    if (command.command === 'behave' && command['keepsItsRegroups'] === true) keepers.add(party);
    if (command.command === 'act') acts.push(actOf(event));
    if (command.command === 'act' && done) actors.add(party);
    if (command.command !== 'ask') continue;
    const question = json(command['question']);
    const answered = <T>(value: T) => ({ event, party, value: done ? value : undefined });
    if (question['kind'] === 'user-notifications')
      notifications.set(string(question['user']) ?? '', answered(notificationsOf(answer)));
    if (question['kind'] === 'regroups') regroups.push(answered(strings(answer['regroupGroupIds'])));
    if (question['kind'] === 'affiliations')
      affiliations.push({
        ...answered(strings(answer['affiliated'])),
        groupId: string(question['mcServiceGroupId']) ?? '',
      });
  }
  return {
    acts,
    withdrawals: withdrawalsIn(acts),
    notifications,
    regroups,
    affiliations,
    activated,
    standing,
    actors,
    lost,
    configured,
    leftOut,
    keepers,
  };
}

const configurationsIn = (command: Json): readonly (readonly [string, Json])[] =>
  (Array.isArray(command['groups']) ? command['groups'] : []).flatMap((group) => {
    const configuration = json(group)['configuration'];
    return configuration === undefined ? [] : [[string(json(group)['mcServiceGroupId']) ?? '', json(configuration)]];
  });

function withdrawalsIn(acts: readonly Act[]): ReadonlyMap<string, readonly number[]> {
  const byUser = new Map<string, number[]>();
  for (const { kind, done, user, event } of acts)
    if (kind === 'withdraw-authorization' && done) byUser.set(user, [...(byUser.get(user) ?? []), event.seq]);
  return byUser;
}

function actOf(event: ControlEvent): Act {
  const act = json(event.command['act']);
  return {
    event,
    done: event.answer.status === 'done',
    kind: string(act['kind']) ?? '',
    user: string(act['user']) ?? '',
    groups: strings(act['mcServiceGroupIdList']),
    regroupId: string(act['regroupGroupId']),
    temporaryId: string(act['temporaryGroupId']),
    elements: act,
  };
}

const notificationsOf = (answer: Json): readonly Notification[] =>
  (Array.isArray(answer['userNotifications']) ? answer['userNotifications'] : []).map((item) => ({
    kind: string(json(item)['kind']) ?? '',
    regroupId: string(json(item)['regroupGroupId']),
  }));

const leftOutBy = (command: Json, before: LeftOut = { withholds: [], ignores: [] }): LeftOut => ({
  withholds: [...before.withholds, ...strings(command['withholds'])],
  ignores: [...before.ignores, ...strings(command['ignores'])],
});

/** Whether the silence of a party is the scenario's. @param freely flows that may be left out anyhow, which excuses nothing */
export function isExcused({ leftOut }: Controls, party: PartyName, freely: ReadonlySet<string>): boolean {
  const { withholds = [], ignores = [] } = leftOut.get(party) ?? {};
  return ignores.length > 0 || withholds.some((flow) => !freely.has(flow));
}
