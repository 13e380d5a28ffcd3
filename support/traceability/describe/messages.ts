// The information flows that a step of a feature speaks of: which, from whom to whom, and whether they must not be seen.
// The features' own words decide, so a description can say no more than what is executed.

import { arrowOf, stepOf } from '../../clauses/figures';
import { USERS } from '../../procedure/cast';
import { FLOWS, type Flow } from '../../procedure/flows';
import type { EntityKind } from '../../procedure/roles';
import type { PhasedStep } from '../scenario';

export interface NamedMessage {
  readonly name: string;
  /** Step of the clause, where it is one of its arrows. */
  readonly step: string | undefined;
  /** In the features' words: a user, or an entity such as `partner server`. */
  readonly from: string;
  readonly to: string;
  /** It must not be seen. */
  readonly absent: boolean;
}

const NAMES = [...new Set([...FLOWS.values()].map(({ name }) => name))].sort((a, b) => b.length - a.length);
const REGROUP = 'preconfigured regroup request';
/** What a user does, by its words, and what a client then asks for. */
const ACTS: Readonly<Record<string, string>> = {
  cancels: 'preconfigured regroup cancel request',
  'logs off': 'log off request',
  'affiliates to': 'group affiliation request',
  'ceases to be affiliated to': 'group de-affiliation request',
};

export function messagesOf({ text, table }: PhasedStep): readonly NamedMessage[] {
  const [head, ...rows] = table;
  if (head?.includes('step'))
    return rows.flatMap((row) => inOrder(new Map(head.map((name, at) => [name, row[at] ?? '']))));
  const initiated = /^(\w+)(?: and (\w+))? initiates? /.exec(text);
  if (initiated)
    return initiated
      .slice(1)
      .flatMap((user) => (user ? [message(REGROUP, user, serverOf(user), 'client', 'server')] : []));
  const [, user = '', act = ''] =
    /^(\w+) (cancels|logs off|affiliates to|ceases to be affiliated to)\b/.exec(text) ?? [];
  const actFlow = ACTS[act];
  if (actFlow !== undefined) return [message(actFlow, user, serverOf(user), 'client', 'server')];
  const statement = /^(?:only one of )?(.+?) (receives?|answers with) (?:(no|an?) )?(.*)$/.exec(text);
  const name = NAMES.find((one) => statement?.[4]?.startsWith(one));
  if (!statement || name === undefined) return [];
  const [, who = '', verb, quantity] = statement;
  const server = /^the (.+) MC service server$/.exec(who)?.[1];
  const absent = quantity === 'no';
  if (verb === 'answers with')
    return [message(name, `${server ?? ''} server`, 'the server that asked', 'server', 'server', absent)];
  if (server !== undefined) return [atServer(name, server, absent)];
  return who.split(/, | and /).map((user) => message(name, serverOf(user), user, 'server', 'client', absent));
}

/** A primary MC system is asked by its client and answered by its partner; with a partner MC system it is the other way round. */
function atServer(name: string, system: string, absent: boolean): NamedMessage {
  const byClient = (system === 'primary') === name.endsWith('request');
  if (byClient)
    return message(name, `client ${system === 'primary' ? 1 : 2}`, `${system} server`, 'client', 'server', absent);
  return message(
    name,
    system === 'primary' ? 'partner server' : 'primary server',
    `${system} server`,
    'server',
    'server',
    absent,
  );
}

/** The server of the MC system that the user receives service in. */
function serverOf(user: string): string {
  const system = USERS[user]?.system;
  return system === undefined ? 'its server' : `${system} server`;
}

function inOrder(row: ReadonlyMap<string, string>): readonly NamedMessage[] {
  const step = row.get('step') ?? '';
  const arrow = arrowOf(step);
  const flow = arrow && FLOWS.get(arrow.flow);
  if (flow === undefined) return [];
  return [{ name: flow.name, step, from: row.get('from') ?? '', to: row.get('to') ?? '', absent: false }];
}

function message(
  name: string,
  from: string,
  to: string,
  sender: EntityKind,
  receiver: EntityKind,
  absent = false,
): NamedMessage {
  const flow = [...FLOWS.values()].find((one: Flow) => one.name === name && one.from === sender && one.to === receiver);
  return { name, step: flow && stepOf(flow.id), from, to, absent };
}
