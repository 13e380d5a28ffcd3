// Messages that a product wrote in the name of a party that we play: they are the product's, and nothing that the party did. A party of
// ours is known by having written in this scenario; a product never has.

import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import { FLOWS } from '../../procedure/flows';
import { kindOf, type PartyName } from '../../procedure/roles';

export interface Forged {
  /** The message, with nobody for its sender. */
  readonly message: MessageEvent;
  readonly inTheNameOf: PartyName;
  /** The products that may have written it, of which one did. */
  readonly writers: readonly PartyName[];
}

/** By message, in order. */
export function readForged(events: readonly TraceEvent[]): ReadonlyMap<string, Forged> {
  const messages = events.filter((event): event is MessageEvent => event.kind === 'message');
  const ours = new Set(messages.filter(({ writtenBy }) => writtenBy === 'harness').map(({ from }) => from.party));
  const strangers = messages.filter(({ writtenBy }) => writtenBy === 'implementation');
  const products = [...new Set(strangers.map(({ from }) => from.party))].filter(
    (party): party is PartyName => party !== null && !ours.has(party),
  );
  // What a party of ours has no words for on the wire it answers all the same, and so it does whoever asked in a name that nobody has;
  // who reads the answer notes it for itself: once each.
  const readElsewhere = [
    ...events.flatMap((event) => (event.kind === 'not-carried' ? [event] : [])),
    ...messages.flatMap(({ flow, from, to, seq, writtenBy }) =>
      writtenBy === 'harness' && to.party === null ? [{ flow, party: from.party, seq }] : [],
    ),
  ];
  const wasAnswered = ({ flow, from, seq }: MessageEvent): boolean => {
    const at = readElsewhere.findIndex((one) => one.party === from.party && one.flow === flow && one.seq < seq);
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
