// What tells one request from another: its branch, and its number in what shares a Call-ID (RFC 3261 8.1.1.4 to 8.1.1.7, 12.2.1.1);
// and one answer from another, the tag in its To (RFC 3261 19.3).
// What is repeated since nothing answered is the same request, and stands in the trace once. Pure.

import type { Request, Response } from '../story/exchanges';
import { tagOf } from '../story/sip-text';
import { cseqOf } from './valid-sip';

/** Requests that cannot be told from an earlier one of the same writer, or that were numbered downwards, with what shows it. */
export function faultsOfNumbers(requests: readonly Request[]): ReadonlyMap<Request, string> {
  const faults = new Map<Request, string>();
  const branches = new Set<string>();
  const numbers = new Set<string>();
  const highest = new Map<string, number>();
  for (const one of requests) {
    const { by, sip, method, connection } = one;
    const [via = ''] = sip.values('Via');
    const [, branch] = /;\s*branch\s*=\s*(z9hG4bK[^\s;,]+)/i.exec(via) ?? [];
    const cseq = cseqOf(sip);
    const [callId] = sip.values('Call-ID');
    const isWithin = tagOf(sip, 'To') !== undefined;
    const dialog = [by, callId, tagOf(sip, 'From'), tagOf(sip, 'To')];
    // Outside of a dialog a Call-ID is nobody else's, whatever the tags are (8.1.1.4).
    const number = JSON.stringify([...(isWithin ? dialog : [by, callId]), cseq, method]);
    const transaction = JSON.stringify([by, branch, method]);
    if (branch !== undefined && branches.has(transaction)) faults.set(one, 'it has the branch of an earlier request');
    if (numbers.has(number)) faults.set(one, 'it has the Call-ID and the CSeq of an earlier request');
    const ordered = JSON.stringify([...dialog, connection]);
    const before = connection === undefined || !isWithin ? undefined : highest.get(ordered);
    if (before !== undefined && cseq < before) faults.set(one, `its CSeq is ${cseq}, after ${before} in its dialog`);
    branches.add(transaction);
    numbers.add(number);
    highest.set(ordered, Math.max(cseq, highest.get(ordered) ?? 0));
  }
  return faults;
}

/**
 * Answers with the tag that their writer gave to a request of another Call-ID. What is repeated, challenged or forked has one Call-ID and may
 * share a tag; within a dialog the tag is that of the dialog.
 */
export function faultsOfTags(responses: readonly Response[]): ReadonlyMap<Response, string> {
  const faults = new Map<Response, string>();
  const given = new Map<string, string | undefined>();
  for (const one of responses) {
    const { by, sip, to } = one;
    const tag = tagOf(sip, 'To');
    if (tag === undefined || tagOf(to.sip, 'To') !== undefined) continue;
    const key = JSON.stringify([by, tag]);
    const [callId] = sip.values('Call-ID');
    if (given.has(key) && given.get(key) !== callId)
      faults.set(one, 'the tag of its To is one that it gave to another request (RFC 3261 19.3)');
    given.set(key, callId);
  }
  return faults;
}
