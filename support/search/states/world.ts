// A deployment as a value: the number of each party's state and of each message under way, and what may happen to it next. It never
// runs anything twice.

import { partiesOf } from '../../actions/provisioning';
import { kindOf, type PartyName } from '../../procedure/roles';
import type { Act, ControlCommand } from '../../ports/control';
import type { Input, Send } from '../../reference/machine';
import { establish } from '../deployment';
import { SCOPE } from '../stories/play';
import { affiliationsOf, builderOf, commandOf, isPossible } from './acts';
import { isBetweenServers, isHeeded } from './heeded';
import { read, write, type World } from './key';
import { statesOf, type PartyStates } from './parties';
import { cancelledAt, type Seen } from './outcome';
import { policyOf, type ReadingName } from './readings';
import type { StoryAct } from '../stories/story';
import type { Fault, Start, WalkMove } from './start';

/** How much of what nobody wants may still happen. */
export interface Budget {
  readonly acts: number;
  readonly faults: number;
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
  isQuiet(key: string): boolean;
  /** What may happen next, and where it leads. */
  successors(key: string): { readonly move: WalkMove; readonly next: string }[];
  seen(key: string): Seen;
}

export function deployStates(
  start: Start,
  readings: readonly ReadingName[],
  acts: readonly StoryAct[],
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
    const key = cancelledAt(by, regroupGroupId);
    world.told = numberOfTold(new Map(before).set(key, [...(before?.get(key) ?? []), result]));
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

  const isPaused = (world: World, party: number): boolean =>
    kindOf(names[party] as PartyName) === 'server' &&
    (states[party]?.server(world.parties[party] ?? 0).putOff.length ?? 0) > 0;
  function seen(world: World): Seen {
    const stateOf = (party: PartyName): [PartyStates, number] => {
      const at = numberOf.get(party) ?? 0;
      return [states[at] as PartyStates, world.parties[at] ?? 0];
    };
    return {
      fixture,
      builder,
      server(party) {
        const [kept, number] = stateOf(party);
        return kept.server(number);
      },
      client(party) {
        const [kept, number] = stateOf(party);
        return kept.client(number);
      },
      cancelResults: tolds[world.told] ?? new Map<string, readonly string[]>(),
    };
  }

  const commands = acts.flatMap((act) => {
    const found = commandOf(act, builder);
    if (found === undefined) return [];
    const key = numberOfInput({ kind: 'command', command: found.command });
    return [{ act, party: numberOf.get(found.party) ?? 0, key }];
  });

  function successors(key: string): { move: WalkMove; next: string }[] {
    const found: { move: WalkMove; next: string }[] = [];
    const world = read(key, names.length);
    const branch = (move: WalkMove, change: (copy: World) => void): void => {
      const copy = read(key, names.length);
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
        if (isPossible(act, seen(world)))
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
      const made = commandOf(request, builder);
      if (made !== undefined) command(made.party, made.command);
    }
    return write(world);
  }

  return {
    first: begin(),
    isQuiet(key) {
      const world = read(key, names.length);
      return world.links.size === 0 && !names.some((_, party) => isPaused(world, party));
    },
    successors,
    seen: (key) => seen(read(key, names.length)),
  };
}
