// The shape of a reference party: a state machine that takes one input at a time and answers with outputs. It does no
// I/O; time and fresh identifiers are handed in. Unaware of the wire, of the trace and of the oracle.

import type { FlowBody, FlowId } from '../procedure/flows';
import type { ControlAnswer, ControlCommand } from '../ports/control';

export type Input =
  | { readonly kind: 'flow'; readonly flow: FlowId; readonly body: FlowBody }
  | { readonly kind: 'command'; readonly command: ControlCommand }
  | { readonly kind: 'undelivered'; readonly flow: FlowId; readonly body: FlowBody }
  /** The party goes on where it paused longest ago. */
  | { readonly kind: 'resume' };

export type Send = {
  [F in FlowId]: { readonly kind: 'send'; readonly flow: F; readonly address: string; readonly body: FlowBody<F> };
}[FlowId];

/** A command is answered exactly once, by the outputs of the input that carried it. */
export type Output =
  | Send
  | { readonly kind: 'answer'; readonly answer: ControlAnswer }
  /** The rest is a step of its own: it comes with one `resume`, which other inputs may precede. */
  | { readonly kind: 'pause' };

export interface Env {
  /** Milliseconds on the party's own clock, which `advance` moves. */
  now(): number;
  /** A label that no other call has returned, for identities that the party makes. */
  fresh(): string;
  /** Who takes part in a regroup is told to whoever subscribed to the regroup group, and not with its constituents. */
  readonly regroupGroupsApart?: boolean;
  /** A server finds the members of its own groups alone, and names those whom another serves to that one. */
  readonly membersNamedApart?: boolean;
  /** Whose user removes a regroup asks the server that leads it, which ends it for every server: nobody looks at which asks. */
  readonly removalsCross?: boolean;
  /** A refusal says of its own what was refused; elsewhere the message that it is says so. */
  readonly saysCauses?: boolean;
  /** Nobody can be told an identity that a server assigned: it refuses a request whose own it cannot use. */
  readonly assignsNoIdentities?: boolean;
  /** Whether the primary of a scope asks its partners for one group at a time. */
  asksInParts?(scope: string): boolean;
  /** Whether in that scope it names members to the servers that serve them before it asks these for their groups. */
  namesFirst?(scope: string): boolean;
  /** Whether in that scope no other server may remove a regroup that is led here: it is in an emergency (TS 24.379 16.2.3.2). */
  keepsItsRegroups?(scope: string): boolean;
}

export interface Machine {
  /** Outputs are sent in this order; those of one flow that follow each other go out together. */
  receive(input: Input): readonly Output[];
}

/** Narrowing a flow input needs a cast that TypeScript cannot do over a mapped union; it lives here only. */
export function on<F extends FlowId>(input: Input, flow: F): FlowBody<F> | undefined {
  return input.kind === 'flow' && input.flow === flow ? (input.body as FlowBody<F>) : undefined;
}
