// Between two products that are told where their peers are, the harness is the wire: each is told the address of a tap in
// front of the other, and what comes there is recorded and passed on. Unaware of what the messages mean.

import type { MessageEvent } from '../../evidence/trace';
import type { Recorder } from '../../evidence/recorder';
import type { Adapter, DeliveryOutcome, InboundMessage, Receiver, Reception } from '../../ports/adapter';
import { sendNow } from '../../ports/sent';
import type { PartyName, Role } from '../../procedure/roles';
import { validateFlow } from '../../schema/validate';
import type { Activity } from '../host/activity';
import { writersOf } from '../host/writers';
import { controlAddress } from '../target/by-hand';
import { productsIn } from '../target/products';
import type { Target } from '../target/target-model';

export interface Passing {
  readonly recorder: Recorder;
  readonly prepare: Adapter['prepare'];
  readonly signal: AbortSignal;
  /** The products under test, any of which may send what a party cannot read. */
  readonly products: () => readonly PartyName[];
}

/** The products with a tap in front of them: those that control tells where their peers are, if there are two of them. */
export const tappedIn = (target: Pick<Target, 'roles'>): readonly Role[] => [...new Set(tappedTogether(target).flat())];

/**
 * Who is seen to speak to whom by taps. What passes inside one product no tap sees: each set has one role of each
 * product that is told by control where its peers are.
 */
export function tappedTogether(target: Pick<Target, 'roles'>): readonly (readonly Role[])[] {
  const products = productsIn(target)
    .map((roles) => roles.filter((role) => controlAddress(target.roles[role]) !== undefined))
    .filter((roles) => roles.length > 0);
  if (products.length < 2) return [];
  return products.reduce<readonly (readonly Role[])[]>(
    (sets, own) => sets.flatMap((set) => own.map((role) => [...set, role])),
    [[]],
  );
}

/** @param address where the product itself takes messages */
export function tapOf(party: PartyName, address: string, passing: Passing & { readonly activity: Activity }): Receiver {
  return {
    async onMessage(message) {
      const beyond = beyondLimits(message, party, passing);
      if (beyond) return beyond;
      const done = passing.activity.begin();
      try {
        const { event, delivered } = passOn(message, party, address, passing);
        const { outcome, detail } = await delivered;
        passing.recorder.delivered(event, party, outcome, detail);
        return outcome === 'accepted' ? { accepted: true } : { accepted: false, problem: detail };
      } finally {
        done();
      }
    },
    isFull: () => passing.recorder.isFull(undefined, party),
    onAside: (seen) => passing.recorder.aside(seen, party),
    onMalformed: (seen) => passing.recorder.malformed(seen, party, writersOf(seen, party, passing.products())),
  };
}

/** Undefined where it may be passed on. */
export function beyondLimits(
  message: InboundMessage,
  to: PartyName,
  { recorder }: Pick<Passing, 'recorder'>,
): Extract<Reception, { readonly accepted: false }> | undefined {
  const problem = recorder.refuses({ ...message, messageId: undefined }, to);
  return problem === undefined ? undefined : { accepted: false, problem, beyondLimits: true };
}

/** The message of one product on its way to another: it is in the trace once, whoever wrote it is judged by its bytes. */
export function passOn(
  { messageId, verdict, ...message }: InboundMessage,
  to: PartyName,
  address: string,
  { recorder, prepare, signal }: Passing,
): { readonly event: MessageEvent; readonly delivered: Promise<DeliveryOutcome> } {
  const { flow, body } = message;
  const check = () => verdict?.errors ?? validateFlow(flow, body);
  // An id that the product wrote is its own affair: it never names a message of ours.
  const event = recorder.arrived({ ...message, messageId: undefined, check }, to);
  const passed = { flow, by: to, address, body, messageId: messageId ?? event.id };
  return { event, delivered: sendNow({ prepare }, passed, signal) };
}
