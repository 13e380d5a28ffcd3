// Changes what a faithful party puts out: the second of the two ways, beside a policy, in which mutants and variants differ.
// Each rewrite turns the outputs of one input into others. Unaware of which requirement that breaks.

import type { FlowBody, FlowId } from '../procedure/flows';
import { canonical } from '../procedure/identities';
import { on, type Input, type Machine, type Output, type Send } from './machine';
import { send } from './outbox';
import { createPeers, type Peers } from './peers';

export interface Turn {
  readonly input: Input;
  /** What the faithful party put out for the input. */
  readonly outputs: readonly Output[];
  /** Whom the party was told of. */
  readonly peers: Peers;
}

/** May keep state in its closure; a fresh one is made for each machine. */
export type Rewrite = (turn: Turn) => readonly Output[];

export function rewritten(machine: Machine, rewrite: Rewrite): Machine {
  const peers = createPeers();
  return {
    receive(asWritten) {
      // As the party itself has it, so that no rewrite has to compare identities otherwise.
      const input = canonical(asWritten);
      if (input.kind === 'command') peers.learn(input.command);
      return rewrite({ input, outputs: machine.receive(asWritten), peers });
    },
  };
}

/** The body of an output of the given flow. */
export function sent<F extends FlowId>(output: Output, flow: F): FlowBody<F> | undefined {
  return output.kind === 'send' ? on({ kind: 'flow', flow: output.flow, body: output.body }, flow) : undefined;
}

/** One rewrite after another. */
export const inTurn =
  (...rewrites: readonly Rewrite[]): Rewrite =>
  (turn) =>
    rewrites.reduce((outputs, rewrite) => rewrite({ ...turn, outputs }), turn.outputs);

/** Replaces each message of a flow by what `change` makes of it; none drops it. */
export const replacing =
  <F extends FlowId>(flow: F, change: (message: Message<F>, turn: Turn) => readonly Output[]): Rewrite =>
  (turn) =>
    turn.outputs.flatMap((output): readonly Output[] => {
      const body = sent(output, flow);
      if (output.kind !== 'send' || body === undefined) return [output];
      return change({ body, address: output.address, output }, turn);
    });

export interface Message<F extends FlowId> {
  readonly body: FlowBody<F>;
  readonly address: string;
  readonly output: Send;
}

export const dropping = <F extends FlowId>(
  flow: F,
  when: (body: FlowBody<F>, turn: Turn) => boolean = () => true,
): Rewrite => replacing(flow, ({ body, output }, turn) => (when(body, turn) ? [] : [output]));

export const doubling = (flow: FlowId): Rewrite => replacing(flow, ({ output }) => [output, output]);

/** Changes bodies. The result need not be valid: a mutant may write anything. */
export const altering = <F extends FlowId>(flow: F, change: (body: FlowBody<F>, turn: Turn) => object): Rewrite =>
  replacing(flow, ({ body, address }, turn) => {
    // What a mutant writes may be no body of the flow at all: that is its defect.
    const altered = change(body, turn) as unknown as FlowBody<F>;
    return [send(flow, address, altered)];
  });

/** Leaves an information element out of every message of a flow. */
export const leavingOut =
  <F extends FlowId>(flow: F, element: keyof FlowBody<F> & string) =>
  (): Rewrite =>
    altering(flow, (body) => without(body, element));

/** Puts all messages of one flow ahead of the first of another, where one input caused both. */
export const puttingFirst =
  (flow: FlowId, before: FlowId): Rewrite =>
  ({ outputs }) => {
    const isOf = (wanted: FlowId) => (output: Output) => output.kind === 'send' && output.flow === wanted;
    const at = outputs.findIndex(isOf(before));
    if (at < 0) return outputs;
    const moved = outputs.filter(isOf(flow));
    const others = (part: readonly Output[]) => part.filter((output) => !isOf(flow)(output));
    return [...others(outputs.slice(0, at)), ...moved, ...others(outputs.slice(at))];
  };

/** Elements that no schema lists; every flow permits them. */
export const UNKNOWN_ELEMENTS = { vendorExtension: { release: 'x', values: [1, 2, 3] }, traceHint: 'local' };

/** Adds information elements, or replaces them, in everything that the party sends. */
export const extending =
  (elements: Readonly<Record<string, unknown>>): Rewrite =>
  ({ outputs }) =>
    outputs.map((output) =>
      output.kind === 'send' ? send(output.flow, output.address, { ...output.body, ...elements }) : output,
    );

/** Writes every identity in what the party sends in another way. */
export const spelling =
  (otherwise: (identity: string) => string): Rewrite =>
  ({ outputs }) =>
    outputs.map((output) =>
      output.kind === 'send' ? send(output.flow, output.address, withIdentities(output.body, otherwise)) : output,
    );

export function withIdentities<T>(value: T, otherwise: (identity: string) => string): T {
  const inner = (one: unknown): unknown => {
    if (typeof one === 'string') return one.startsWith('sip:') ? otherwise(one) : one;
    if (Array.isArray(one)) return one.map(inner);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, each]) => [name, inner(each)]));
  };
  return inner(value) as T; // nothing but the spelling of its texts has changed
}

/** sip:ana@primary.example is sip:%61na@PRIMARY.EXAMPLE as well (RFC 3261 19.1.4). */
export const inCapitals = (identity: string): string =>
  identity.replace(/@(.*)$/, (_, host: string) => `@${host.toUpperCase()}`);
export const escaped = (identity: string): string =>
  identity.replace(/^sip:([^%])/, (_, first: string) => `sip:%${first.charCodeAt(0).toString(16)}`);

export function without<B extends object>(body: B, ...names: readonly (keyof B & string)[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !(names as readonly string[]).includes(name)));
}
