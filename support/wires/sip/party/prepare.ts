// Prepares a message of a party: its requests, whose final response is handed back to the party as the flow that it stands
// for, or the answer to a request that the party holds. Whatever leaves later is fixed here.

import type { Json, Leave, OutboundMessage, Prepared, Progress } from '../../../ports/adapter';
import type { SchemaError } from '../../../procedure/schema-error';
import type { FlowContext } from '../flows/context';
import type { Requests } from '../flows/encode/draft';
import { awaitsAnswer } from './answered-flows';
import { translate, type Translated } from './drafts';
import { prepareExchange, type Exchange } from './exchange';
import { finish } from './finish';
import { unfit } from './taking/fit';
import { forSomebody } from './for-somebody';
import { meaningOf } from './meaning';
import { prepareAnswer } from './prepare-answer';
import type { Origin, Shared } from './shared';
import type { Station } from './station';

export async function prepareFrom(
  by: Station,
  message: OutboundMessage,
  shared: Shared,
  progress: Progress,
): Promise<Prepared> {
  const { encoded, context, to } = translate(message, by, shared);
  if (encoded.kind === 'nothing') return { carried: false, why: encoded.why };
  if (encoded.kind === 'answer') return prepareAnswer(encoded, message, by, progress);
  const prepared = await Promise.all(
    encoded.requests.map((draft, at) => prepareExchange(draft, at, message, by, to, shared)),
  );
  const exchanges = prepared.filter((exchange) => exchange !== undefined);
  if (exchanges.length === 0 && prepared.length > 0) return { carried: false, why: 'it leaves it unsent' };
  keepCreation(message, shared);
  keepSubscriptions(exchanges, by);
  const spelt = [...new Set(exchanges.flatMap((exchange) => exchange.spelt ?? []))];
  const { ended, ...read } = readBack(message, exchanges, context, { by, shared });
  return {
    carried: true,
    raw: exchanges.map(({ bytes }) => bytes.toString('utf8')).join(''),
    ...read,
    wire: {
      transport: [...new Set(exchanges.map(({ transport }) => transport))].join(', '),
      ...(spelt.length > 0 && { spelt: spelt.join(', ') }),
      ...(ended !== undefined && { ended }),
    },
    leave: leaving(exchanges, encoded, { by, message, shared, context, progress }),
  };
}

/** No more than a run has open at a time. */
const MOST_SUBSCRIPTIONS = 5_000;

function keepSubscriptions(exchanges: readonly Exchange[], { subscribed }: Station): void {
  for (const { subscribes, bytes } of exchanges)
    if (subscribes !== undefined) subscribed.set(subscribes, bytes.toString('utf8'));
  for (const oldest of subscribed.keys()) {
    if (subscribed.size <= MOST_SUBSCRIPTIONS) break;
    subscribed.delete(oldest);
  }
}

/** A client goes on knowing what it asks for. */
function keepCreation({ flow, body }: OutboundMessage, { copies }: Shared): void {
  const { mcServiceId: at, regroupGroupId: of, preconfiguredGroupId } = body;
  const isKnown = flow === 'preconfigured-regroup-request.client-server' && typeof at === 'string';
  if (!isKnown || typeof of !== 'string' || typeof preconfiguredGroupId !== 'string') return;
  copies.keep(
    { at, of, action: 'create' },
    { contacts: [], info: undefined, preconfiguredGroup: preconfiguredGroupId },
  );
}

/** What a reader of the wire finds. Several requests are one message: each tells a part of it. */
function readBack(
  message: OutboundMessage,
  exchanges: readonly Exchange[],
  context: FlowContext,
  { by, shared }: { readonly by: Station; readonly shared: Shared },
): { readonly body: Json; readonly errors: readonly SchemaError[]; readonly ended?: string } {
  const { flow, body } = message;
  const [only] = exchanges;
  if (!only || exchanges.length > 1) return { body, errors: unfit(flow, body) };
  const decoded = forSomebody(only.decoded(message, context, shared), only.bytes.toString('utf8'), by.receiver);
  const ended = decoded.kind === 'flows' ? decoded.ended : undefined;
  return { ...meaningOf(message, decoded), ...(ended?.forGood && { ended: ended.cause }) };
}

interface Sending extends Pick<Translated, 'context'> {
  readonly by: Station;
  readonly message: OutboundMessage;
  readonly shared: Shared;
  readonly progress: Progress;
}

function leaving(exchanges: readonly Exchange[], encoded: Requests, sending: Sending): Leave {
  const { by, message, shared, context, progress } = sending;
  return async (signal, onAgain) => {
    const { origin, end } = underWay(progress);
    try {
      const transacting = exchanges.map((exchange) => exchange.transact(origin, signal, onAgain));
      progress.left();
      // Whoever is not of this process says when it has the request by answering it; nothing is in hand here until then.
      if (awaitsAnswer(message.flow) && !shared.addresses.has(message.address)) progress.taken();
      return await finish(await Promise.all(transacting), message, encoded, context, by, shared);
    } finally {
      end();
    }
  };
}

function underWay({ taken }: Progress): { readonly origin: Origin; readonly end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { origin: { taken, ended }, end };
}
