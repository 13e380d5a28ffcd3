// A message as the requests or the answer that stand for it, translated for the party that sends it to this address.

import type { FlowBody } from '../../../procedure/flows';
import type { OutboundMessage } from '../../../ports/adapter';
import { readAddress, type PartyAddress } from '../address';
import type { Alteration } from '../altered/alteration';
import type { FlowContext } from '../flows/context';
import type { Encoded, HttpDraft, RequestDraft } from '../flows/encode/draft';
import { assemble } from '../flows/encode/draft';
import { encode } from '../flows/encode/encode';
import type { SipRequest } from '../stack/message/message';
import type { Sets } from '../flows/sets';
import { contextOf, type Shared } from './shared';
import type { Station } from './station';

export type Sent = Pick<OutboundMessage, 'flow' | 'body' | 'address'>;

export interface Translated {
  readonly encoded: Encoded;
  readonly context: FlowContext;
  readonly to: PartyAddress | { readonly expected: string };
}

/** @param sets what stands between the two, as far as has been told or will have been */
export function translate(
  message: Sent,
  by: Pick<Station, 'party' | 'address' | 'xcapRoot'>,
  shared: Shared,
  sets: Sets,
): Translated {
  const { flow, address } = message;
  // A machine or a mutant made it: that the body is its flow's is for the translation to find out.
  const body = message.body as unknown as FlowBody;
  const to = readAddress(address);
  const theirs = 'hop' in to ? to.xcapRoot : undefined;
  const root = flow.startsWith('notify-group-configuration') ? by.xcapRoot : theirs;
  const contactOf = (id: string): string => (id === body.to ? address : by.address);
  const context = contextOf(shared, sets, root ?? 'http://0.0.0.0:9/xcap-root', contactOf);
  const faithful = encode(flow, body, context);
  const alter = shared.options.alterationOf?.(by.party)?.answer;
  return { encoded: alter && faithful.kind === 'answer' ? alter(faithful) : faithful, context, to };
}

/** Our bodies are XML in which this cannot stand. */
export const BOUNDARY = 'mcx-conformance-part';

export const assembled = (
  draft: RequestDraft,
  { callId, fromTag }: { readonly callId: string; readonly fromTag: string },
  alteration: Alteration | undefined,
): SipRequest => {
  const request = assemble(draft, { callId, cseq: 1, fromTag, boundary: BOUNDARY });
  return alteration?.request?.(request) ?? request;
};

export const isSip = (draft: RequestDraft | HttpDraft): draft is RequestDraft => draft.kind === 'sip';
