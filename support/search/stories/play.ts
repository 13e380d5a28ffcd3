// Plays a story on a deployment and returns what a run would have recorded of it. Pure.

import { createFixtureBuilder } from '../../actions/fixture-builder';
import type { TraceEvent } from '../../evidence/trace';
import type { Act } from '../../ports/control';
import { DEFAULT_CONFIGURATION, GROUPS, USERS } from '../../procedure/cast';
import { entityOf, MC_SYSTEMS, type PartyName } from '../../procedure/roles';
import { HarnessFault } from '../../verdict/errors';
import { MUTANTS } from '../../reference/mutants/all';
import type { Choice } from '../../reference/party';
import { VARIANTS } from '../../reference/variants/all';
import { deploy, establish, type Choices, type Deployment } from '../deployment';
import { createConfigurations } from './configuring';
import type { Demand, Move, Setup, StoryScript, StoryAct } from './story';

export const SCOPE = 's1';
const HOUR_MS = 3_600_000;

const IDENTITIES = MC_SYSTEMS.map((name) => ({
  name,
  domain: `${name}.example`,
  serverId: `sip:mcx-server@${name}.example`,
  gmsId: `sip:gms@${name}.example`,
}));

const ALTERED: ReadonlyMap<string, Choice> = new Map([...VARIANTS, ...MUTANTS].map((one) => [one.id, one]));

/** Parties by name, beside the mutants and variants that there are. */
export type Lent = ReadonlyMap<string, Choice>;

export function play({ setup, choices, moves }: StoryScript, lent: Lent = new Map()): readonly TraceEvent[] {
  const builder = builderFor(setup, moves);
  const configurations = createConfigurations(setup, (name) => builder.groupId(name));
  const deployment = deploy(builder.build(), chosen(choices, lent), refusing(setup));
  establish(
    deployment,
    new Map(Object.keys(USERS).map((name) => [builder.userId(name), groupIds(builder, builder.affiliationsOf(name))])),
    configurations.before,
  );
  let quiet = true;
  const stimulus = (text: string): void => {
    if (quiet) deployment.phase('stimulus', text);
    quiet = false;
  };
  const settle = (): void => {
    if (quiet) return;
    deployment.drain();
    deployment.settle();
    quiet = true;
  };
  for (const move of moves)
    switch (move.kind) {
      case 'act': {
        const { act, text } = actOf(move.act, builder, deployment);
        if (act === undefined) break;
        stimulus(text);
        deployment.act(actorOf(move.act), act);
        break;
      }
      case 'configure': {
        const configured = configurations.actOf(move);
        if (configured === undefined) break;
        stimulus(`${move.change} of ${move.groups.join(', ')}`);
        deployment.act(configured.by, configured.act);
        break;
      }
      case 'demand-cancellation': {
        const regroupGroupId = lastNamed(deployment.events);
        if (regroupGroupId === undefined) break;
        stimulus(`the MC system of ${move.user} asks the others to cancel the regroup`);
        deployment.act(demandingParty(move), {
          kind: 'cancel-regroup',
          user: builder.userId(move.user),
          regroupGroupId,
        });
        break;
      }
      case 'hours':
        deployment.advance(move.hours * HOUR_MS);
        break;
      case 'quiet':
        settle();
        break;
      default:
        happen(move, deployment);
    }
  settle();
  return deployment.events;
}

export type Builder = ReturnType<typeof createFixtureBuilder>;

export function builderFor({ groups, multicastIn, mayInitiate = [] }: Setup, moves: readonly Move[]): Builder {
  const builder = createFixtureBuilder(SCOPE, IDENTITIES);
  const lend = (name: string): void => {
    const { home, preconfigured } = GROUPS[name] ?? {};
    if (home !== undefined && preconfigured === true) builder.group(name, home, [], []);
  };
  for (const { name, home, affiliated, others } of groups) builder.group(name, home, affiliated, others);
  for (const system of multicastIn) builder.multicast(system);
  for (const name of mayInitiate) builder.user(name, { mayInitiateRegroup: true });
  for (const move of moves)
    if (move.kind === 'demand-cancellation') builder.user(move.user);
    else if (move.kind === 'act') {
      builder.user(move.act.user);
      if (move.act.act === 'initiate') lend(move.act.configuration);
    }
  return builder;
}

function chosen(choices: StoryScript['choices'], lent: Lent): Choices {
  return Object.fromEntries(
    Object.entries(choices).map(([party, id]) => {
      const choice = ALTERED.get(id) ?? lent.get(id);
      if (choice === undefined) throw new HarnessFault(`there is no ${id} to play`);
      return [party, choice];
    }),
  );
}

/** Parties that take no regroup request. */
const refusing = ({ refusing: users = [] }: Setup): ReadonlySet<string> =>
  new Set(users.flatMap((name) => USERS[name]?.party ?? []));

function happen(move: Extract<Move, { kind: 'arrive' | 'lose' }>, deployment: Deployment): void {
  for (const pick of move.kind === 'arrive' ? move.picks : [move.pick]) {
    // What a client, its server and its group management server tell each other is not lost.
    const links = deployment.links().filter(([first]) => move.kind === 'arrive' || isBetweenServers(first?.send.flow));
    const link = links[pick % Math.max(links.length, 1)];
    if (link === undefined) return;
    deployment.deliver(
      link,
      move.kind === 'arrive' ? 'arrives' : move.arrivesAllTheSame ? 'is reported lost' : 'is lost',
    );
  }
}

const isBetweenServers = (flow: string | undefined): boolean => flow?.endsWith('.server-server') ?? false;

/** The party that acts: the client of the user, or the server that serves it. */
export function actorOf({ act, user }: StoryAct): PartyName {
  const { party = 'client-1', system = 'primary' } = USERS[user] ?? {};
  return act === 'withdraw-authorization' ? entityOf(system, 'server') : party;
}

export const demandingParty = ({ user }: Demand): PartyName => entityOf(USERS[user]?.system ?? 'primary', 'server');

export function actOf(
  act: StoryAct,
  builder: Builder,
  { events }: Pick<Deployment, 'events'>,
): { readonly act: Act | undefined; readonly text: string } {
  const user = builder.userId(act.user);
  switch (act.act) {
    case 'initiate': {
      const { groups, into, configuration } = act;
      const initiate: Act = {
        kind: 'initiate-regroup',
        user,
        mcServiceGroupIdList: groupIds(builder, groups),
        preconfiguredGroupId: builder.groupId(configuration || DEFAULT_CONFIGURATION),
        ...(into !== undefined && { regroupGroupId: builder.groupId(into) }),
      };
      return { act: initiate, text: `${act.user} initiates a regroup of ${groups.join(', ')}` };
    }
    case 'cancel': {
      const regroupGroupId = act.regroup === undefined ? lastNamed(events) : builder.groupId(act.regroup);
      const cancel: Act | undefined =
        regroupGroupId === undefined ? undefined : { kind: 'cancel-regroup', user, regroupGroupId };
      return { act: cancel, text: `${act.user} cancels the regroup` };
    }
    case 'affiliate':
    case 'de-affiliate':
      return {
        act: { kind: act.act, user, mcServiceGroupIdList: groupIds(builder, act.groups) },
        text: `${act.user} ${act.act}s ${act.groups.join(', ')}`,
      };
    case 'withdraw-authorization':
      return { act: { kind: act.act, user }, text: `${act.user} may no longer initiate a regroup` };
    case 'log-off':
    case 'start-service':
      return { act: { kind: act.act, user }, text: `${act.user}: ${act.act}` };
  }
}

export const groupIds = (builder: Builder, names: readonly string[]): string[] =>
  names.map((name) => builder.groupId(name));

function lastNamed(events: readonly TraceEvent[]): string | undefined {
  for (const event of events.toReversed())
    if (event.kind === 'message' && event.flow === 'preconfigured-regroup-request-return.server-client') {
      const { regroupGroupId } = event.body;
      if (typeof regroupGroupId === 'string') return regroupGroupId;
    }
  return undefined;
}
