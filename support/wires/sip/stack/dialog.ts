// What two user agents share while a subscription lasts (RFC 3261 12): identifiers, sequence numbers, where requests go.
// Values that are replaced, never changed.

import { createRequest } from './message/build';
import type { Address } from './message/address';
import type { Header, SipMessage, SipRequest } from './message/message';
import { callIdOf, contactsOf, cseqOf, fromOf, routesOf, tagOf, toOf } from './message/typed';
import { writeUri } from './message/uri';
import { withRoute } from './endpoint/route';

export interface Dialog {
  readonly callId: string;
  /** Ours, with our tag. */
  readonly local: Address;
  /** Theirs, with their tag once it is known. */
  readonly remote: Address;
  /** The Request-URI of what we send. */
  readonly target: string;
  readonly routes: readonly Address[];
  readonly localSeq: number;
  readonly remoteSeq: number;
}

export const withTag = (address: Address, tag: string): Address => ({
  ...address,
  parameters: [...address.parameters.filter(({ name }) => name.toLowerCase() !== 'tag'), { name: 'tag', value: tag }],
});

/** The dialog that an incoming request begins, with our tag; undefined where it lacks what a dialog needs. */
export function dialogFrom(request: SipRequest, tag: string): Dialog | undefined {
  const [local, remote, cseq] = [toOf(request), fromOf(request), cseqOf(request)];
  const target = contactUri(request);
  if (!local || !remote || !cseq || target === undefined) return undefined;
  const routes = routesOf(request, 'Record-Route');
  return {
    callId: callIdOf(request),
    local: withTag(local, tag),
    remote,
    target,
    routes,
    localSeq: 0,
    remoteSeq: cseq.number,
  };
}

/** Whether an incoming request is within this dialog; one whose other tag is not known yet takes any. */
export function isWithin(dialog: Dialog, request: SipRequest): boolean {
  const remoteTag = tagOf(dialog.remote);
  return (
    callIdOf(request) === dialog.callId &&
    tagOf(toOf(request)) === tagOf(dialog.local) &&
    (remoteTag === undefined || tagOf(fromOf(request)) === remoteTag)
  );
}

/** After a request within it that may say anew where the other is (RFC 3261 12.2.2). */
export const refreshed = (dialog: Dialog, request: SipRequest): Dialog => ({
  ...dialog,
  target: contactUri(request) ?? dialog.target,
  remoteSeq: cseqOf(request)?.number ?? dialog.remoteSeq,
});

/** Whether a request of ours is within this dialog. */
export const isFrom = (dialog: Dialog, request: SipRequest): boolean =>
  callIdOf(request) === dialog.callId && tagOf(fromOf(request)) === tagOf(dialog.local);

/** The next request of ours, and the dialog after it. */
export function nextRequest(
  dialog: Dialog,
  method: string,
  headers: readonly Header[],
  body?: Buffer,
): readonly [SipRequest, Dialog] {
  const cseq = dialog.localSeq + 1;
  const { callId, local: from, remote: to, target: uri } = dialog;
  const request = createRequest({ method, uri, from, to, callId, cseq, headers, ...(body ? { body } : {}) });
  return [withRoute(request, dialog.routes), { ...dialog, localSeq: cseq }];
}

/** The address in the Contact of a message. */
export function contactUri(message: SipMessage): string | undefined {
  const contacts = contactsOf(message);
  const [first] = contacts === '*' ? [] : (contacts ?? []);
  return first && writeUri(first.uri);
}
