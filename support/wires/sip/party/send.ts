// Sends a message of a party: its requests, whose final response is handed back to the party as the flow that it stands for,
// or the answer to a request that the party holds.

import type { DeliveryOutcome, OutboundMessage, Progress } from '../../../ports/adapter';
import { awaitsAnswer } from './answered-flows';
import { isSip, translate } from './drafts';
import { finish } from './finish';
import type { Origin, Shared } from './shared';
import type { Station } from './station';
import { transactHttp, transactSip } from './transact';

export async function sendFrom(
  by: Station,
  message: OutboundMessage,
  shared: Shared,
  signal: AbortSignal,
  progress: Progress,
): Promise<DeliveryOutcome> {
  const { encoded, context, to } = translate(message, by, shared, shared.told);
  if (encoded.kind === 'nothing') return { outcome: 'undeliverable', detail: encoded.why };
  if (encoded.kind === 'answer') {
    const answering = by.pending.answer(encoded, message.messageId);
    progress.left();
    const problem = await answering;
    return problem === undefined
      ? { outcome: 'accepted', detail: String(encoded.status) }
      : { outcome: 'undeliverable', detail: problem };
  }
  if (!('hop' in to))
    return { outcome: 'undeliverable', detail: `expected ${to.expected} as address, found ${message.address}` };
  const { origin, end } = underWay(progress);
  const route = { hop: to.hop, proxy: shared.options.proxyOf?.(by.party), origin };
  try {
    const transacting = encoded.requests.map((draft, at) =>
      isSip(draft)
        ? transactSip(draft, at, message, by, shared, route, signal)
        : transactHttp(draft, message, shared, origin, signal),
    );
    progress.left();
    // Whoever is not of this process says when it has the request by answering it; nothing is in hand here until then.
    if (awaitsAnswer(message.flow) && !shared.addresses.has(message.address)) progress.taken();
    return await finish(await Promise.all(transacting), message, encoded, context, by, shared);
  } finally {
    end();
  }
}

function underWay({ taken }: Progress): { readonly origin: Origin; readonly end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { origin: { taken, ended }, end };
}
