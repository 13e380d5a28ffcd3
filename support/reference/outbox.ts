// What a reference party puts out while it handles one input. Unaware of when and how it is sent.

import type { ControlAnswer } from '../ports/control';
import type { FlowBody, FlowId } from '../procedure/flows';
import type { Output, Send } from './machine';

/** Both ends of a message and where the receiver listens. */
export interface Route {
  readonly from: string;
  readonly to: string;
  readonly address: string;
}

/** The information elements of a flow, without its ends. */
export type Elements<F extends FlowId> = Omit<FlowBody<F>, 'from' | 'to'>;

export interface Outbox {
  send<F extends FlowId>(flow: F, route: Route, elements: Elements<F>): void;
  answer(answer: ControlAnswer): void;
  pause(): void;
  /** Everything that was put in since the last call, in order. */
  take(): readonly Output[];
}

export function send<F extends FlowId>(flow: F, address: string, body: FlowBody<F>): Send {
  // While F is open TypeScript cannot see that flow and body belong together; the parameters have checked it.
  return { kind: 'send', flow, address, body } as Send;
}

export function createOutbox(): Outbox {
  let outputs: Output[] = [];
  return {
    send<F extends FlowId>(flow: F, { from, to, address }: Route, elements: Elements<F>) {
      // The ends and the other elements together are the body; Omit over an open F hides it.
      outputs.push(send(flow, address, { from, to, ...elements } as unknown as FlowBody<F>));
    },
    answer(answer) {
      outputs.push({ kind: 'answer', answer });
    },
    pause() {
      outputs.push({ kind: 'pause' });
    },
    take() {
      const taken = outputs;
      outputs = [];
      return taken;
    },
  };
}
