// Plays a walk on machines that know nothing of the search: what a run would have recorded of it, what the parties came to, and its
// rows for a ladder. So a way that the search found is proved by others than the search.

import { kindOf, type PartyName } from '../../procedure/roles';
import { partiesOf } from '../../actions/provisioning';
import type { TraceEvent } from '../../evidence/trace';
import { createClient } from '../../reference/client';
import { noClientState, type ClientState } from '../../reference/client/state';
import type { Choice } from '../../reference/party';
import { createServer } from '../../reference/server';
import { noServerState, type ServerState } from '../../reference/server/state';
import { HarnessFault } from '../../verdict/errors';
import { deploy, establish, type Deployment, type Fate, type Flight } from '../deployment';
import { affiliationsOf, builderOf, commandOf } from './acts';
import { isHeeded } from './heeded';
import { cancelledAt, namesIn, outcomeOf, type Outcome } from './outcome';
import { policyOf } from './readings';
import type { StoryAct } from '../stories/story';
import type { Walk } from './start';

/** A message that came to its end, or what somebody did. */
export type WalkRow =
  | {
      readonly flight: Flight;
      readonly fate: Fate;
      /** How many rows there were when it was sent. */
      readonly since: number;
    }
  | { readonly act: StoryAct; readonly text: string }
  | { readonly resumes: PartyName };

export interface Replayed {
  readonly events: readonly TraceEvent[];
  readonly outcome: Outcome;
  readonly rows: readonly WalkRow[];
  /** Of users and groups, by identity. */
  readonly names: ReadonlyMap<string, string>;
}

/** @throws HarnessFault where the machines do not go that way */
export function replay({ start, readings, moves }: Walk): Replayed {
  const acts = moves.flatMap((move) => ('act' in move ? [move.act] : []));
  const builder = builderOf(start, acts);
  const fixture = builder.build();
  const policy = policyOf(readings);
  const servers = new Map<string, ServerState>();
  const clients = new Map<string, ClientState>();
  const choices: Partial<Record<PartyName, Choice>> = {};
  for (const party of partiesOf(fixture)) {
    if (kindOf(party) === 'server') {
      const state = noServerState();
      servers.set(party, state);
      choices[party] = { build: (env) => createServer(env, policy, state) };
    }
    if (kindOf(party) === 'client') {
      const state = noClientState();
      clients.set(party, state);
      choices[party] = { build: (env) => createClient(env, undefined, state) };
    }
  }
  const deployment = deploy(fixture, choices);
  establish(deployment, affiliationsOf(builder));

  const rows: WalkRow[] = [];
  const sentAfter = new Map<Flight, number>();
  const cancelResults = new Map<string, string[]>();
  const noteSent = (): void => {
    for (const link of deployment.links())
      for (const flight of link) if (!sentAfter.has(flight)) sentAfter.set(flight, rows.length);
  };
  const deliver = (link: readonly Flight[], fate: Fate = 'arrives'): void => {
    const [flight] = link;
    if (flight === undefined) return;
    rows.push({ flight, fate, since: sentAfter.get(flight) ?? 0 });
    if (flight.send.flow === 'preconfigured-regroup-cancel-response.server-client') {
      const { regroupGroupId, result } = flight.send.body;
      const key = cancelledAt(flight.by, regroupGroupId);
      cancelResults.set(key, [...(cancelResults.get(key) ?? []), result]);
    }
    deployment.deliver(link, fate);
    noteSent();
  };
  const settle = (): void => {
    for (let link = unheeded(deployment); link !== undefined; link = unheeded(deployment)) deliver(link);
  };
  const doAct = (act: StoryAct): void => {
    const made = commandOf(act, builder);
    if (made === undefined) throw new HarnessFault(`nobody can ${act.act}`);
    rows.push({ act, text: made.text });
    deployment.command(made.party, made.command);
    noteSent();
  };
  const linkNamed = (name: string): readonly Flight[] => {
    const link = deployment.links().find(([first]) => first && `${first.by}>${first.send.address}` === name);
    if (link === undefined) throw new HarnessFault(`the walk expects a message under way from ${name}, there is none`);
    return link;
  };

  deployment.phase('stimulus', 'a walk through the states');
  for (const request of start.requests) doAct(request);
  for (const move of moves) {
    if ('act' in move) doAct(move.act);
    else if ('arrives' in move) deliver(linkNamed(move.arrives));
    else if ('fault' in move) deliver(linkNamed(move.link), move.fault);
    else {
      rows.push({ resumes: move.resumes });
      deployment.resume(move.resumes);
      noteSent();
    }
    settle();
  }
  if (deployment.links().length > 0 || deployment.paused().length > 0)
    throw new HarnessFault('the walk ends while something is under way');
  deployment.settle();
  return {
    events: deployment.events,
    rows,
    names: namesIn(fixture, builder, start),
    outcome: outcomeOf(
      {
        fixture,
        builder,
        server: (party) => servers.get(party) ?? noServerState(),
        client: (party) => clients.get(party) ?? noClientState(),
        cancelResults,
      },
      start,
    ),
  };
}

const unheeded = (deployment: Deployment): readonly Flight[] | undefined =>
  deployment.links().find(([first]) => first !== undefined && !isHeeded(first.send.flow));
