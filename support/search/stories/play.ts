// Plays a story on a deployment and returns what a run would have recorded of it. Pure.

import { createFixtureBuilder } from '../../actions/fixture-builder';
import type { TraceEvent } from '../../evidence/trace';
import type { Act } from '../../ports/control';
import { DEFAULT_CONFIGURATION, USERS } from '../../procedure/cast';
import { entityOf, MC_SYSTEMS, type PartyName } from '../../procedure/roles';
import { HarnessFault } from '../../verdict/errors';
import { MUTANTS } from '../../reference/mutants/all';
import type { Choice } from '../../reference/party';
import { VARIANTS } from '../../reference/variants/all';
import { deploy, establish, type Choices, type Deployment, type TemporaryGroup } from '../deployment';
import type { Move, Setup, StoryScript, StoryAct } from './story';

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
  const deployment = deploy(builder.build(), chosen(choices, lent));
  establish(
    deployment,
    new Map(Object.keys(USERS).map((name) => [builder.userId(name), groupIds(builder, builder.affiliationsOf(name))])),
    temporaryIn(setup, builder),
  );
  let quiet = true;
  for (const move of moves) {
    if (move.kind === 'act') {
      const { act, text } = actOf(move.act, builder, deployment);
      if (act === undefined) continue;
      if (quiet) deployment.phase('stimulus', text);
      quiet = false;
      deployment.act(actorOf(move.act), act);
    } else if (move.kind === 'hours') deployment.advance(move.hours * HOUR_MS);
    else if (move.kind !== 'quiet') happen(move, deployment);
    else if (!quiet) {
      deployment.drain();
      deployment.settle();
      quiet = true;
    }
  }
  if (!quiet) {
    deployment.drain();
    deployment.settle();
  }
  return deployment.events;
}

export type Builder = ReturnType<typeof createFixtureBuilder>;

export function builderFor({ groups, multicastIn }: Setup, moves: readonly Move[]): Builder {
  const builder = createFixtureBuilder(SCOPE, IDENTITIES);
  for (const { name, home, affiliated, others } of groups) builder.group(name, home, affiliated, others);
  for (const system of multicastIn) builder.multicast(system);
  for (const move of moves) if (move.kind === 'act') builder.user(move.act.user);
  return builder;
}

function temporaryIn({ groups, temporary = [] }: Setup, builder: Builder): TemporaryGroup | undefined {
  const home = groups.find(({ name }) => temporary.includes(name))?.home;
  if (home === undefined) return undefined;
  return { home, id: builder.groupId('Temp-5'), mcServiceGroupIdList: groupIds(builder, temporary) };
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
