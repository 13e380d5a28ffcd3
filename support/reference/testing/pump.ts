// Connects reference parties in memory for their tests: what one sends, the one at that address receives, first come
// first served. No wire, no schemas, no clock of its own.

import type { Act, ControlAnswer, ControlCommand } from '../../ports/control';
import type { FlowBody, FlowId } from '../../procedure/flows';
import { on, type Env, type Input, type Machine, type Send } from '../machine';

export interface Sent {
  readonly by: string;
  readonly message: Send;
}

export interface Pump {
  readonly env: Env;
  readonly sent: readonly Sent[];
  /** What users did, in order. */
  readonly acts: readonly Act[];
  /** Inputs that machines took: the measure of their work. */
  inputs(): number;
  /** Gives a command, delivers everything that follows from it, and returns the answer. */
  command(party: string, command: ControlCommand): ControlAnswer;
  /** Gives a command and leaves what it sends undelivered until `run`. */
  start(party: string, command: ControlCommand): ControlAnswer;
  run(): void;
  /** Hands a party a message that nobody of this pump wrote. */
  inject<F extends FlowId>(party: string, flow: F, body: FlowBody<F>): void;
  /** The bodies of a flow that were sent, in order. */
  bodies<F extends FlowId>(flow: F): FlowBody<F>[];
  /** Moves the clock of every party. */
  pass(ms: number): void;
  clear(): void;
}

/** Whether a receiver takes a message at all; a mutant may write anything. */
export type Takes = (flow: FlowId, body: FlowBody) => boolean;

/** @param unreachable addresses at which nothing arrives */
export function createPump(
  build: (env: Env) => ReadonlyMap<string, Machine>,
  unreachable = new Set<string>(),
  takes: Takes = () => true,
): Pump {
  let now = 0;
  let labels = 0;
  let inputs = 0;
  const env: Env = { now: () => now, fresh: () => `n${++labels}` };
  const machines = build(env);
  const sent: Sent[] = [];
  const acts: Act[] = [];
  const queue: (Sent | { readonly paused: string })[] = [];

  function give(party: string, input: Input): ControlAnswer | undefined {
    let answer: ControlAnswer | undefined;
    inputs += 1;
    for (const output of machines.get(party)?.receive(input) ?? []) {
      if (output.kind === 'answer') answer = output.answer;
      else queue.push(output.kind === 'pause' ? { paused: party } : { by: party, message: output });
      if (output.kind === 'send') sent.push({ by: party, message: output });
    }
    return answer;
  }

  function run(): void {
    // A cursor, because shift() on a long queue is slow.
    for (let next = 0; next < queue.length; next += 1) {
      const due = queue[next] as (typeof queue)[number]; // The loop's bound says that it is there.
      if ('paused' in due) {
        give(due.paused, { kind: 'resume' });
        continue;
      }
      const { by, message } = due;
      const { flow, body, address } = message;
      if (machines.has(address) && !unreachable.has(address) && takes(flow, body))
        give(address, { kind: 'flow', flow, body });
      else give(by, { kind: 'undelivered', flow, body });
    }
    queue.length = 0;
  }

  function start(party: string, command: ControlCommand): ControlAnswer {
    if (command.command === 'act') acts.push(command.act);
    const answer = give(party, { kind: 'command', command });
    if (answer === undefined) throw new Error(`${party} gave no answer to ${command.command}`);
    return answer;
  }

  return {
    env,
    sent,
    acts,
    inputs: () => inputs,
    start,
    run,
    command(party, command) {
      const answer = start(party, command);
      run();
      return answer;
    },
    inject(party, flow, body) {
      give(party, { kind: 'flow', flow, body });
      run();
    },
    bodies: <F extends FlowId>(flow: F) =>
      sent.flatMap(({ message }) => on({ kind: 'flow', flow: message.flow, body: message.body }, flow) ?? []),
    pass(ms) {
      now += ms;
    },
    clear() {
      sent.length = 0;
    },
  };
}
