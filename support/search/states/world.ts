// A deployment as a value: the number of each party's state and of each message under way, in one string, so that a search can
// keep a million of them and tell in no time whether it has been here. It never runs anything twice.

import { partiesOf, provisionCommand } from '../../actions/provisioning';
import { USERS } from '../../procedure/cast';
import type { Fixture } from '../../procedure/fixture';
import { entityOf, kindOf, type PartyName } from '../../procedure/roles';
import type { Act, ControlCommand } from '../../ports/control';
import type { Input, Send } from '../../reference/machine';
import { ADDRESSES, establish } from '../deployment';
import { actOf, builderFor, groupIds, SCOPE, type Builder } from '../stories/play';
import { isBetweenServers, isHeeded } from './heeded';
import { statesOf, type PartyStates } from './parties';
import type { Seen } from './outcome';
import { policyOf, type ReadingName } from './readings';
import type { Fault, Start, WalkAct, WalkMove } from './start';

/** How much of what nobody wants may still happen. */
export interface Budget {
  readonly acts: number;
  readonly faults: number;
}

/** States of parties by the number of the party, messages by the number of the link; the rest of the string. */
export interface World {
  readonly parties: number[];
  acts: number;
  faults: number;
  /** Results of cancellations that users were told, a number for each combination. */
  told: number;
  readonly links: Map<number, number[]>;
}

interface Message {
  readonly by: PartyName;
  readonly to: number;
  readonly link: number;
  readonly send: Send;
  readonly heeded: boolean;
  readonly betweenServers: boolean;
  readonly arrives: number;
  readonly undelivered: number;
}

export interface Deployed {
  readonly first: string;
  read(key: string): World;
  isQuiet(world: World): boolean;
  /** What may happen next, and where it leads. */
  successors(key: string): { readonly move: WalkMove; readonly next: string }[];
  seen(world: World): Seen;
}

export function builderOf({ setup, requests }: Start, acts: readonly WalkAct[]): Builder {
  return builderFor(
    setup,
    [...requests, ...acts].flatMap((act) => (act.act === 'withdraw' ? [] : [{ kind: 'act' as const, act }])),
  );
}

/** Whom a user is affiliated to before anything happens, by identities. */
export const affiliationsOf = (builder: Builder): ReadonlyMap<string, readonly string[]> =>
  new Map(Object.keys(USERS).map((name) => [builder.userId(name), groupIds(builder, builder.affiliationsOf(name))]));

/** The command of an act, and the party that takes it. */
export function commandOf(
  act: WalkAct,
  builder: Builder,
  fixture: Fixture,
): { readonly party: PartyName; readonly command: ControlCommand; readonly text: string } | undefined {
  const user = USERS[act.user];
  if (user === undefined) return undefined;
  if (act.act === 'withdraw') {
    const party = entityOf(user.system, 'server');
    const id = builder.userId(act.user);
    const command = provisionCommand(party, fixture, ADDRESSES);
    const users = command.users
      .filter(({ mcServiceId }) => mcServiceId === id)
      .map((one) => ({ ...one, mayInitiateRegroup: false }));
    return { party, command: { ...command, users, groups: [] }, text: `${act.user} may no longer initiate a regroup` };
  }
  const { act: wanted, text } = actOf(act, builder, { events: [] });
  if (wanted === undefined) return undefined;
  return { party: user.party, command: { command: 'act', scope: SCOPE, act: wanted }, text };
}

export function deployStates(
  start: Start,
  readings: readonly ReadingName[],
  acts: readonly WalkAct[],
  budget: Budget,
  faultKinds: readonly Fault[],
): Deployed {
  const builder = builderOf(start, acts);
  const fixture = builder.build();
  const names = partiesOf(fixture);
  const numberOf = new Map<string, number>(names.map((name, at) => [name, at]));
  const states = names.map((name) => statesOf(name, policyOf(readings)));

  const inputs: Input[] = [];
  const inputNumbers = new Map<string, number>();
  const messages: Message[] = [];
  const messageNumbers = new Map<string, number>();
  const links: string[] = [];
  const linkNumbers = new Map<string, number>();
  const tolds: ReadonlyMap<string, readonly string[]>[] = [];
  const toldNumbers = new Map<string, number>();

  const numbered = <T>(text: string, numbers: Map<string, number>, values: T[], value: () => T): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, values.length);
    return values.push(value()) - 1;
  };
  const numberOfInput = (input: Input): number => numbered(JSON.stringify(input), inputNumbers, inputs, () => input);
  const numberOfMessage = (by: PartyName, send: Send): number =>
    numbered(`${by} ${JSON.stringify(send)}`, messageNumbers, messages, () => {
      const { flow, body, address } = send;
      const link = `${by}>${address}`;
      return {
        by,
        to: numberOf.get(address) ?? -1,
        link: numbered(link, linkNumbers, links, () => link),
        send,
        heeded: isHeeded(flow),
        betweenServers: isBetweenServers(flow),
        arrives: numberOfInput({ kind: 'flow', flow, body }),
        undelivered: numberOfInput({ kind: 'undelivered', flow, body }),
      };
    });
  const numberOfTold = (told: ReadonlyMap<string, readonly string[]>): number =>
    numbered(JSON.stringify([...told].sort()), toldNumbers, tolds, () => told);
  numberOfTold(new Map());

  const message = (number: number): Message => messages[number] as Message; // handed out by numberOfMessage

  function give(world: World, party: number, key: number): void {
    const effect = states[party]?.take(world.parties[party] ?? 0, inputs[key] as Input, key);
    if (effect === undefined) return;
    world.parties[party] = effect.next;
    for (const send of effect.sends) {
      const number = numberOfMessage(names[party] as PartyName, send);
      const { link } = message(number);
      const queue = world.links.get(link);
      if (queue === undefined) world.links.set(link, [number]);
      else queue.push(number);
    }
  }

  function land(world: World, { to, arrives, by, undelivered, send }: Message): void {
    if (to < 0) give(world, numberOf.get(by) ?? 0, undelivered);
    else give(world, to, arrives);
    if (send.flow !== 'preconfigured-regroup-cancel-response.server-client') return;
    const { regroupGroupId, result } = send.body;
    const before = tolds[world.told];
    world.told = numberOfTold(new Map(before).set(regroupGroupId, [...(before?.get(regroupGroupId) ?? []), result]));
  }

  function shift(world: World, link: number): Message | undefined {
    const queue = world.links.get(link);
    const first = queue?.shift();
    if (queue?.length === 0) world.links.delete(link);
    return first === undefined ? undefined : message(first);
  }

  /** Lets arrive what nobody heeds. */
  function settle(world: World): void {
    for (let again = true; again;) {
      again = false;
      for (const [link, [first]] of world.links) {
        if (first === undefined || message(first).heeded) continue;
        land(world, shift(world, link) as Message);
        again = true;
      }
    }
  }

  function write({ parties, acts: actsLeft, faults, told, links: queues }: World): string {
    const codes = [...parties, actsLeft, faults, told];
    for (const link of [...queues.keys()].sort((one, other) => one - other)) {
      const queue = queues.get(link) ?? [];
      codes.push(link, queue.length, ...queue);
    }
    return String.fromCharCode(...codes);
  }

  function read(key: string): World {
    const parties = names.map((_, at) => key.charCodeAt(at));
    const at = names.length;
    const queues = new Map<number, number[]>();
    for (let next = at + 3; next < key.length;) {
      const length = key.charCodeAt(next + 1);
      queues.set(
        key.charCodeAt(next),
        Array.from({ length }, (_, nth) => key.charCodeAt(next + 2 + nth)),
      );
      next += 2 + length;
    }
    return {
      parties,
      acts: key.charCodeAt(at),
      faults: key.charCodeAt(at + 1),
      told: key.charCodeAt(at + 2),
      links: queues,
    };
  }

  const isPaused = (world: World, party: number): boolean =>
    kindOf(names[party] as PartyName) === 'server' &&
    (states[party]?.server(world.parties[party] ?? 0).putOff.length ?? 0) > 0;
  const isQuiet = (world: World): boolean =>
    world.links.size === 0 && !names.some((_, party) => isPaused(world, party));

  const serverState = (world: World, party: PartyName) => {
    const at = numberOf.get(party) ?? 0;
    return (states[at] as PartyStates).server(world.parties[at] ?? 0);
  };
  const clientState = (world: World, party: PartyName) => {
    const at = numberOf.get(party) ?? 0;
    return (states[at] as PartyStates).client(world.parties[at] ?? 0);
  };

  /** Nobody does what has no effect, and nobody cancels what it was not told of. */
  function isPossible(world: World, act: WalkAct): boolean {
    const { system = 'primary', party = 'client-1' } = USERS[act.user] ?? {};
    const id = builder.userId(act.user);
    const served = serverState(world, entityOf(system, 'server')).users.get(id);
    if (served === undefined) return false;
    switch (act.act) {
      case 'cancel': {
        const notifications = clientState(world, party).users.get(id)?.notifications ?? [];
        const regroup = builder.groupId(act.regroup ?? '');
        return notifications.some((one) => one.kind === 'authorized' && one.regroupGroupId === regroup);
      }
      case 'log-off':
        return served.inService;
      case 'start-service':
        return !served.inService;
      case 'affiliate':
        return served.inService && groupIds(builder, act.groups).some((group) => !served.affiliations.has(group));
      case 'de-affiliate':
        return served.inService && groupIds(builder, act.groups).some((group) => served.affiliations.has(group));
      case 'withdraw':
        return served.mayInitiateRegroup;
      case 'initiate':
        return true;
    }
  }

  const commands = acts.flatMap((act) => {
    const found = commandOf(act, builder, fixture);
    if (found === undefined) return [];
    const key = numberOfInput({ kind: 'command', command: found.command });
    return [{ act, party: numberOf.get(found.party) ?? 0, key }];
  });

  function successors(key: string): { move: WalkMove; next: string }[] {
    const found: { move: WalkMove; next: string }[] = [];
    const world = read(key);
    const branch = (move: WalkMove, change: (copy: World) => void): void => {
      const copy = read(key);
      change(copy);
      settle(copy);
      found.push({ move, next: write(copy) });
    };
    for (const [link, [first]] of world.links) {
      const name = links[link] ?? '';
      branch({ arrives: name }, (copy) => land(copy, shift(copy, link) as Message));
      if (world.faults === 0 || first === undefined || !message(first).betweenServers) continue;
      for (const fault of faultKinds)
        branch({ fault, link: name }, (copy) => {
          copy.faults -= 1;
          if (fault === 'arrives twice') {
            land(copy, message(first));
            return;
          }
          const lost = shift(copy, link) as Message;
          if (fault === 'is lost' || fault === 'is reported lost')
            give(copy, numberOf.get(lost.by) ?? 0, lost.undelivered);
          if (fault === 'is reported lost') land(copy, lost);
        });
    }
    for (const [party, resumes] of names.entries())
      if (isPaused(world, party)) branch({ resumes }, (copy) => give(copy, party, RESUME));
    if (world.acts > 0)
      for (const { act, party, key: input } of commands)
        if (isPossible(world, act))
          branch({ act }, (copy) => {
            copy.acts -= 1;
            give(copy, party, input);
          });
    return found;
  }

  const RESUME = numberOfInput({ kind: 'resume' });

  function begin(): string {
    const world: World = {
      parties: names.map(() => 0),
      acts: budget.acts,
      faults: budget.faults,
      told: 0,
      links: new Map(),
    };
    const order = (): void => {
      while (world.links.size > 0)
        for (const link of [...world.links.keys()]) {
          const next = shift(world, link);
          if (next !== undefined) land(world, next);
        }
    };
    const command = (party: PartyName, wanted: ControlCommand) => {
      give(world, numberOf.get(party) ?? 0, numberOfInput({ kind: 'command', command: wanted }));
      return { status: 'done' } as const;
    };
    establish(
      {
        fixture,
        phase: () => undefined,
        command,
        act: (party, act: Act) => command(party, { command: 'act', scope: SCOPE, act }),
        drain: order,
      },
      affiliationsOf(builder),
    );
    for (const request of start.requests) {
      const made = commandOf(request, builder, fixture);
      if (made !== undefined) command(made.party, made.command);
    }
    return write(world);
  }

  return {
    first: begin(),
    read,
    isQuiet,
    successors,
    seen: (world) => ({
      fixture,
      builder,
      server: (party) => serverState(world, party),
      client: (party) => clientState(world, party),
      cancelResults: tolds[world.told] ?? new Map<string, readonly string[]>(),
    }),
  };
}
