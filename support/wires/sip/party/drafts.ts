// A message as the requests or the answer that stand for it, translated for the party that sends it to this address.

import type { FlowBody } from '../../../procedure/flows';
import type { OutboundMessage } from '../../../ports/adapter';
import { readAddress, type PartyAddress } from '../address';
import type { FlowContext } from '../flows/context';
import type { Encoded, HttpDraft, RequestDraft } from '../flows/encode/draft';
import { assemble } from '../flows/encode/draft';
import { encode } from '../flows/encode/encode';
import type { Header, SipRequest } from '../stack/message/message';
import { headersNamed } from './header-list';
import { contextOf, type Shared } from './shared';
import type { Station } from './station';

export type Sent = Pick<OutboundMessage, 'flow' | 'body' | 'address'>;

export interface Translated {
  readonly encoded: Encoded;
  readonly context: FlowContext;
  readonly to: PartyAddress | { readonly expected: string };
}

export function translate(
  message: Sent,
  by: Pick<Station, 'party' | 'address' | 'xcapRoot' | 'newToken'>,
  shared: Shared,
): Translated {
  const { flow, address } = message;
  // A machine or a mutant made it: that the body is its flow's is for the translation to find out.
  const body = message.body as unknown as FlowBody;
  const to = readAddress(address);
  const theirs = 'hop' in to ? to.xcapRoot : undefined;
  const root = flow.startsWith('notify-group-configuration') ? by.xcapRoot : theirs;
  const contactOf = (id: string): string => (id === body.to ? address : by.address);
  const context = contextOf(shared, shared.sentSets, root ?? 'http://0.0.0.0:9/xcap-root', contactOf, by.newToken);
  const faithful = encode(flow, body, context);
  const alter = shared.options.alterationOf?.(by.party)?.answer;
  const altered = alter && faithful.kind === 'answer' ? alter(faithful) : faithful;
  return { encoded: altered ?? { kind: 'nothing', why: 'it leaves what it was asked unanswered' }, context, to };
}

/** Our bodies are XML in which this cannot stand. */
export const BOUNDARY = 'mcx-conformance-part';

export const assembled = (
  draft: RequestDraft,
  { callId, fromTag }: { readonly callId: string; readonly fromTag: string },
  boundary = BOUNDARY,
): SipRequest => assemble(draft, { callId, cseq: 1, fromTag, boundary });

/** A notification goes where the subscriber asked for it, if it did. */
export function inDialog(
  draft: RequestDraft,
  at: number,
  { body }: Sent,
  by: Pick<Station, 'subscriptions'>,
): SipRequest | undefined {
  if (draft.method !== 'NOTIFY') return undefined;
  const notifiedGroups = (body['groupDynamicData'] ?? body['groupConfigurations']) as readonly {
    mcServiceGroupId?: string;
  }[];
  const event = headersNamed(draft.headers, 'Event')[0] ?? '';
  const key = {
    event,
    notifier: String(body['from']),
    subscriber: String(body['to']),
    resource: notifiedGroups[at]?.mcServiceGroupId,
  };
  const [part] = draft.parts;
  const headers: readonly Header[] = [...draft.headers, ...(part?.headers ?? [])];
  return by.subscriptions.next(key, headers, part?.body ?? Buffer.alloc(0));
}

export const isSip = (draft: RequestDraft | HttpDraft): draft is RequestDraft => draft.kind === 'sip';
