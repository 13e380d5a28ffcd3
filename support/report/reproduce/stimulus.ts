// What a product was sent in a scenario until the scenario was judged: control and messages, in order, as data that can be sent again
// by hand. Pure; unaware of who sends it.

import type { ControlEvent, MessageEvent, TraceEvent } from '../../evidence/trace';
import { isFlowId, type FlowId } from '../../procedure/flows';
import type { Role } from '../../procedure/roles';
import { labelOf } from '../summary/evidence-labels';

export type Stimulus = {
  /** What it is, in words, with the id of its event. */
  readonly about: string;
  readonly role: Role;
  /** The product wrote something between the step before and this one: whoever sends it again gives it time for that. */
  readonly afterAnswer: boolean;
} & (
  | { readonly kind: 'control'; readonly command: ControlEvent['command'] }
  | { readonly kind: 'message'; readonly flow: FlowId; readonly raw: string; readonly to: string }
);

/** Questions, and what clears up, change nothing that a replay would show. */
const CHANGES: ReadonlySet<string> = new Set(['provision', 'activate', 'act', 'advance']);

/** @param peers the address that stands in a replay in place of those of all played parties */
export function stimulusOf(
  events: readonly TraceEvent[],
  underTest: readonly Role[],
  peers: (address: string) => string,
): readonly Stimulus[] {
  const inOrder = events.toSorted((one, other) => one.seq - other.seq);
  const steps: Stimulus[] = [];
  let afterAnswer = false;
  for (const event of inOrder) {
    if (event.kind === 'phase' && event.phase === 'postamble') break;
    if (event.kind === 'message' && event.writtenBy === 'implementation') afterAnswer = true;
    const step = stepOf(event, underTest, peers);
    if (step === undefined) continue;
    steps.push({ ...step, afterAnswer });
    afterAnswer = false;
  }
  return steps;
}

type Step = Stimulus extends infer One ? (One extends Stimulus ? Omit<One, 'afterAnswer'> : never) : never;

function stepOf(event: TraceEvent, underTest: readonly Role[], peers: (address: string) => string): Step | undefined {
  const about = `${labelOf(event)} (${'id' in event ? event.id : ''})`;
  if (event.kind === 'control') {
    const role = underTest.find((one) => one === event.party);
    if (role === undefined || !CHANGES.has(event.command.command)) return undefined;
    return { kind: 'control', about, role, command: withPeers(event.command, peers) };
  }
  if (event.kind !== 'message' || event.writtenBy !== 'harness') return undefined;
  return messageStep(event, underTest, about);
}

function messageStep(
  { to, wire, flow, raw }: MessageEvent,
  underTest: readonly Role[],
  about: string,
): Step | undefined {
  const role = underTest.find((one) => one === to.party);
  const address = wire['to'];
  // Anybody may have written the trace, and the flow becomes a word of the script and the name of a file.
  return role === undefined || address === undefined || !isFlowId(flow)
    ? undefined
    : { kind: 'message', about, role, flow, raw, to: address };
}

/** In `provision`, the addresses of whom the product is to send to. */
const withPeers = (command: ControlEvent['command'], peers: (address: string) => string): ControlEvent['command'] =>
  JSON.parse(
    JSON.stringify(command, (key, value: unknown) =>
      /Address$/.test(key) && typeof value === 'string' ? peers(value) : value,
    ),
  ) as ControlEvent['command']; // the same, with other texts
