// A message that was prepared, on its way: what becomes of it whether or not the wire has anything for it.

import type { Adapter, DeliveryOutcome, Leave, OutboundMessage, Prepared } from './adapter';

/** What sends it; where nothing leaves, that is what comes of it. */
export function leaveOf(prepared: Prepared): Leave {
  if (prepared.carried) return prepared.leave;
  return prepared.leave ?? (() => Promise.resolve({ outcome: 'undeliverable', detail: prepared.why }));
}

/** Prepared and sent at once, where nobody records the bytes in between. */
export async function sendNow(
  { prepare }: Pick<Adapter, 'prepare'>,
  message: OutboundMessage,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  return leaveOf(await prepare(message))(signal);
}
