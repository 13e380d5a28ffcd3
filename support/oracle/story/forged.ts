// Messages that a product wrote in the name of a party that we play: they are the product's, and nothing that the party did. A party of
// ours is known by having written in this scenario; a product never has.

import type { DeliveryEvent, MessageEvent, TraceEvent } from '../../evidence/trace';
import { FLOWS, type FlowId } from '../../procedure/flows';
import { kindOf, type PartyName } from '../../procedure/roles';
import { pair } from './timeline';

export interface Forged {
  /** The message, with nobody for its sender. */
  readonly message: MessageEvent;
  readonly inTheNameOf: PartyName;
  /** The products that may have written it, of which one did. */
  readonly writers: readonly PartyName[];
}

interface Read {
  /** Any answer where absent. */
  readonly flow: FlowId | undefined;
  readonly party: PartyName | null;
  readonly seq: number;
}

const keyOf = ({ message, by }: Pick<DeliveryEvent, 'message' | 'by'>): string => pair(message, by);

/** By message, in order. */
export function readForged(events: readonly TraceEvent[]): ReadonlyMap<string, Forged> {
  const messages = events.filter((event): event is MessageEvent => event.kind === 'message');
  const ours = new Set(messages.filter(({ writtenBy }) => writtenBy === 'harness').map(({ from }) => from.party));
  const strangers = messages.filter(({ writtenBy }) => writtenBy === 'implementation');
  const products = [...new Set(strangers.map(({ from }) => from.party))].filter(
    (party): party is PartyName => party !== null && !ours.has(party),
  );
  // What a party of ours has no words for on the wire it answers all the same, and so it does whoever asked in a name that nobody has,
  // and what it does not take; who reads the answer notes it for itself: once each.
  const notTaken = new Set(
    events.flatMap((event) => (event.kind === 'delivery' && event.outcome === 'undeliverable' ? [keyOf(event)] : [])),
  );
  const readElsewhere: Read[] = [
    ...events.flatMap((event) => (event.kind === 'not-carried' ? [event] : [])),
    ...events.flatMap((event) =>
      event.kind === 'malformed' ? [{ flow: undefined, party: event.party, seq: event.seq }] : [],
    ),
    ...messages.flatMap(({ id, to: { party }, seq }) =>
      party !== null && notTaken.has(keyOf({ message: id, by: party })) ? [{ flow: undefined, party, seq }] : [],
    ),
    ...messages.flatMap(({ flow, from, to, seq, writtenBy }) =>
      writtenBy === 'harness' && to.party === null ? [{ flow, party: from.party, seq }] : [],
    ),
  ];
  const wasAnswered = ({ flow, from, seq }: MessageEvent): boolean => {
    const at = readElsewhere.findIndex(
      (one) => one.party === from.party && (one.flow ?? flow) === flow && one.seq < seq,
    );
    return at >= 0 && readElsewhere.splice(at, 1).length > 0;
  };
  return new Map(
    strangers.flatMap((message): (readonly [string, Forged])[] => {
      const { id, flow, from } = message;
      if (from.party === null || !ours.has(from.party) || wasAnswered(message)) return [];
      const senders = products.filter((product) => kindOf(product) === FLOWS.get(flow)?.from);
      const writers = senders.length > 0 ? senders : products;
      return [[id, { message: { ...message, from: { ...from, party: null } }, inTheNameOf: from.party, writers }]];
    }),
  );
}
