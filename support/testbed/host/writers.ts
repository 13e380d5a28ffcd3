// Which products may have sent what a party could not read. Unaware of what was wrong with it.

import type { MalformedMessage } from '../../ports/adapter';
import { FLOWS } from '../../procedure/flows';
import { kindOf, type PartyName } from '../../procedure/roles';

/** @returns those that send such a flow; where none does, or nothing tells the flow, all but who received it */
export function writersOf(
  { refused }: Pick<MalformedMessage, 'refused'>,
  receiver: PartyName,
  products: readonly PartyName[],
): readonly PartyName[] {
  const others = products.filter((product) => product !== receiver);
  const sender = refused?.flow && FLOWS.get(refused.flow)?.from;
  const senders = others.filter((product) => kindOf(product) === sender);
  return senders.length > 0 ? senders : others;
}
